package io.millwright.dashboards.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of whole lines of line protocol, each with its line feed.
 *
 * @param bytes shared with whoever made the run
 * @param from first byte
 * @param to end, exclusive
 * @param count of lines
 * @param grouped whether lines of one series, and series of one measurement, stand together
 */
record Lines(byte[] bytes, int from, int to, int count, boolean grouped) {

  int length() {
    return to - from;
  }

  /**
   * Two or more smaller runs, together the same lines: one for each measurement if there are
   * several, else the two halves, grouped by series. What a store has against a point it often has
   * against its series or its measurement, so that few runs hold both good and bad. Lines of one
   * series keep their order.
   *
   * @throws IllegalStateException if there is but one line
   */
  List<Lines> split() {
    if (count < 2) {
      throw new IllegalStateException("one line cannot be split");
    }
    if (!grouped) {
      return group().split();
    }
    List<Lines> parts = byMeasurement();
    return parts.size() > 1 ? parts : halves();
  }

  private Lines group() {
    Map<String, LineProtocolText> ofSeries = new TreeMap<>();
    for (int line = from; line < to; line = end(line)) {
      ofSeries
          .computeIfAbsent(series(line), s -> new LineProtocolText(256))
          .append(bytes, line, end(line), 1);
    }
    LineProtocolText all = new LineProtocolText(length());
    ofSeries.values().forEach(text -> text.lines().appendTo(all));
    Lines lines = all.lines();
    return new Lines(lines.bytes, lines.from, lines.to, lines.count, true);
  }

  private List<Lines> byMeasurement() {
    List<Lines> parts = new ArrayList<>();
    int begin = from;
    int counted = 0;
    String measurement = measurement(from);
    for (int line = from; line < to; line = end(line)) {
      String next = measurement(line);
      if (!next.equals(measurement)) {
        parts.add(new Lines(bytes, begin, line, counted, true));
        measurement = next;
        begin = line;
        counted = 0;
      }
      counted++;
    }
    parts.add(new Lines(bytes, begin, to, counted, true));
    return parts;
  }

  private List<Lines> halves() {
    int middle = from;
    for (int i = 0; i < count / 2; i++) {
      middle = end(middle);
    }
    return List.of(
        new Lines(bytes, from, middle, count / 2, true),
        new Lines(bytes, middle, to, count - count / 2, true));
  }

  /** The lines as texts, without their line feeds. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(count);
    for (int line = from; line < to; line = end(line)) {
      texts.add(text(line, end(line) - 1));
    }
    return texts;
  }

  void appendTo(LineProtocolText text) {
    text.append(bytes, from, to, count);
  }

  /** Measurement and tags of a line. */
  private String series(int line) {
    int end = line;
    while (bytes[end] != ' ' && bytes[end] != '\n') {
      end += bytes[end] == '\\' ? 2 : 1;
    }
    return text(line, end);
  }

  private String measurement(int line) {
    int end = line;
    while (bytes[end] != ',' && bytes[end] != ' ' && bytes[end] != '\n') { // ours hold neither
      end++;
    }
    return text(line, end);
  }

  private String text(int begin, int end) {
    return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
  }

  /** Start of the next line. */
  private int end(int line) {
    int end = line;
    while (bytes[end] != '\n') { // none in a text or a tag: see LineProtocolText
      end++;
    }
    return end + 1;
  }
}
