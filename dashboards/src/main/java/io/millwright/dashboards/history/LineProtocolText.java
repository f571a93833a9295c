package io.millwright.dashboards.history;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds lines of InfluxDB line protocol in one reused buffer of bytes, without an object per
 * point: {@code measurement,tag=value field=1.5,other="text" time}. Owned by one thread.
 */
final class LineProtocolText {
  /** Six decimals hold nearly every sensor value; the product with 10⁶ stays below 2⁵³. */
  private static final double DECIMALS = 1e6;

  private static final double EXACT = 9e15;
  private static final int LONGEST_LONG = 20;

  private byte[] out;
  private int length;
  private int points;
  private boolean firstField = true;

  LineProtocolText() {
    this(1 << 16);
  }

  /**
   * @param capacity in bytes, to begin with
   */
  LineProtocolText(int capacity) {
    out = new byte[Math.max(1, capacity)];
  }

  void begin(String measurement) {
    ascii(measurement);
    firstField = true;
  }

  /** Begins with measurement and tags as an earlier text had them. */
  void beginWith(byte[] measurementAndTags) {
    int count = measurementAndTags.length;
    room(count);
    System.arraycopy(measurementAndTags, 0, out, length, count);
    length += count;
    firstField = true;
  }

  void tag(String name, @Nullable String value) {
    put(',');
    ascii(name);
    put('=');
    String tag = value == null || value.isEmpty() ? HistoryLayout.NONE : HistoryLayout.tag(value);
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (c == ',' || c == '=' || c == ' ') {
        put('\\');
      }
      i += utf8(tag, i);
    }
  }

  /** Adds the field unless it is NaN or infinite, which line protocol cannot say. */
  void number(String name, double value) {
    if (Double.isFinite(value)) {
      field(name);
      decimal(value);
    }
  }

  void integer(String name, long value) {
    field(name);
    digits(value);
    put('i');
  }

  void bool(String name, boolean value) {
    field(name);
    put(value ? 't' : 'f');
  }

  /** Adds a text; control characters become spaces, since they would break the line. */
  void text(String name, String value) {
    field(name);
    put('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        put('\\');
      }
      if (c < ' ' || c == 127) {
        put(' ');
      } else {
        i += utf8(value, i);
      }
    }
    put('"');
  }

  void end(long epochMicros) {
    put(' ');
    digits(epochMicros);
    put('\n');
    points++;
  }

  /** Fingerprint of measurement and tags of the line that begins at a length. */
  long series(int begin) {
    int end = begin;
    while (end < length && out[end] != ' ') {
      end += out[end] == '\\' ? 2 : 1;
    }
    return SeriesGuard.fingerprint(out, begin, Math.min(end, length));
  }

  /** Takes the last line back, which began at a length; returned without its line feed. */
  String takeBack(int begin) {
    String line = new String(out, begin, length - 1 - begin, StandardCharsets.UTF_8);
    length = begin;
    points--;
    return line;
  }

  /** Ended lines. */
  int points() {
    return points;
  }

  /** Bytes so far. */
  int length() {
    return length;
  }

  void clear() {
    length = 0;
    points = 0;
  }

  /** All lines so far; good until this text is changed. */
  Lines lines() {
    return new Lines(out, 0, length, points, false);
  }

  /** Forgets everything but these, which may be of this text. */
  void keep(Iterable<Lines> remaining) {
    LineProtocolText kept = new LineProtocolText(out.length);
    for (Lines lines : remaining) {
      lines.appendTo(kept);
    }
    out = kept.out;
    length = kept.length;
    points = kept.points;
  }

  /** Adds whole lines. */
  void append(byte[] lines, int from, int to, int count) {
    room(to - from);
    System.arraycopy(lines, from, out, length, to - from);
    length += to - from;
    points += count;
  }

  /** A copy of the bytes so far. */
  byte[] toBytes() {
    return Arrays.copyOf(out, length);
  }

  /** All lines so far. */
  @Override
  public String toString() {
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private void field(String name) {
    put(firstField ? ' ' : ',');
    firstField = false;
    ascii(name);
    put('=');
  }

  private void room(int more) {
    if (length + more > out.length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
    }
  }

  private void put(int ascii) {
    if (length == out.length) {
      room(1);
    }
    out[length++] = (byte) ascii;
  }

  private void ascii(String text) {
    int count = text.length();
    room(count);
    for (int i = 0; i < count; i++) {
      out[length + i] = (byte) text.charAt(i);
    }
    length += count;
  }

  /**
   * Adds the character at an index.
   *
   * @return how many chars after the first belong to it
   */
  private int utf8(String text, int index) {
    char c = text.charAt(index);
    if (c < 0x80) {
      put(c);
      return 0;
    }
    int point = text.codePointAt(index);
    if (point < 0x800) {
      put(0xC0 | point >> 6);
    } else if (point < 0x10000) {
      if (Character.isSurrogate(c)) { // half a pair is no character
        put('?');
        return 0;
      }
      put(0xE0 | point >> 12);
      put(0x80 | point >> 6 & 0x3F);
    } else {
      put(0xF0 | point >> 18);
      put(0x80 | point >> 12 & 0x3F);
      put(0x80 | point >> 6 & 0x3F);
    }
    put(0x80 | point & 0x3F);
    return Character.charCount(point) - 1;
  }

  private void digits(long value) {
    room(LONGEST_LONG);
    length = NumberOutput.outputLong(value, out, length);
  }

  /**
   * Appends a decimal that reads back as exactly this value. A value with few decimals goes through
   * integer arithmetic, several times faster than {@link Double#toString}: if {@code round(v·10⁶) /
   * 10⁶} is v, then that quotient, being correctly rounded by IEEE 754, is what a correct reader
   * makes of those digits.
   */
  void decimal(double value) {
    double scaled = value * DECIMALS;
    if (!(Math.abs(scaled) < EXACT)) {
      ascii(NumberOutput.toString(value, true));
      return;
    }
    long micro = Math.round(scaled);
    if (micro / DECIMALS != value) {
      ascii(NumberOutput.toString(value, true));
      return;
    }
    if (micro < 0) {
      put('-');
      micro = -micro;
    }
    digits(micro / 1_000_000);
    int fraction = (int) (micro % 1_000_000);
    if (fraction != 0) {
      put('.');
      for (int unit = 100_000; fraction != 0; unit /= 10) {
        put('0' + fraction / unit);
        fraction %= unit;
      }
    }
  }
}
