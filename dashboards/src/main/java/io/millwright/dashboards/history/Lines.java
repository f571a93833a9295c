package io.millwright.dashboards.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of whole lines of line protocol, each with its line feed.
 *
 * @param bytes shared with whoever made the run
 * @param from first byte
 * @param to end, exclusive
 * @param count of lines
 */
record Lines(byte[] bytes, int from, int to, int count) {

  int length() {
    return to - from;
  }

  /**
   * Two or more smaller runs, together the same lines: one for each measurement if there are
   * several, since what a store has against a point it often has against its measurement; else the
   * two halves. Lines of one series keep their order.
   *
   * @throws IllegalStateException if there is but one line
   */
  List<Lines> split() {
    if (count < 2) {
      throw new IllegalStateException("one line cannot be split");
    }
    List<Lines> parts = byMeasurement();
    return parts.size() > 1 ? parts : halves();
  }

  private List<Lines> byMeasurement() {
    Map<String, LineProtocolText> texts = new LinkedHashMap<>();
    for (int line = from; line < to; line = end(line)) {
      texts
          .computeIfAbsent(measurement(line), m -> new LineProtocolText())
          .append(bytes, line, end(line), 1);
    }
    List<Lines> parts = new ArrayList<>();
    texts.values().forEach(text -> parts.add(text.lines()));
    return parts;
  }

  private List<Lines> halves() {
    int middle = from;
    for (int i = 0; i < count / 2; i++) {
      middle = end(middle);
    }
    return List.of(
        new Lines(bytes, from, middle, count / 2), new Lines(bytes, middle, to, count - count / 2));
  }

  /** The lines as texts, without their line feeds. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(count);
    for (int line = from; line < to; line = end(line)) {
      texts.add(new String(bytes, line, end(line) - 1 - line, StandardCharsets.UTF_8));
    }
    return texts;
  }

  void appendTo(LineProtocolText text) {
    text.append(bytes, from, to, count);
  }

  private String measurement(int line) {
    int end = line;
    while (bytes[end] != ',' && bytes[end] != ' ') { // ours hold neither
      end++;
    }
    return new String(bytes, line, end - line, StandardCharsets.UTF_8);
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
