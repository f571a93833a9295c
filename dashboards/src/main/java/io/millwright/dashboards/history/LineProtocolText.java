package io.millwright.dashboards.history;

import org.jspecify.annotations.Nullable;

/**
 * Builds lines of InfluxDB line protocol in one reused buffer, without an object per point: {@code
 * measurement,tag=value field=1.5,other="text" time}. Owned by one thread.
 */
final class LineProtocolText {
  /** Six decimals hold nearly every sensor value; the product with 10⁶ stays below 2⁵³. */
  private static final double DECIMALS = 1e6;

  private static final double EXACT = 9e15;

  private final StringBuilder out = new StringBuilder(1 << 16);
  private boolean firstField = true;

  void begin(String measurement) {
    out.append(measurement);
    firstField = true;
  }

  /** Begins with measurement and tags made earlier by {@link #escapedTag}. */
  void beginWith(String measurementAndTags) {
    out.append(measurementAndTags);
    firstField = true;
  }

  void tag(String name, @Nullable String value) {
    out.append(',').append(name).append('=');
    escapedTag(
        out, value == null || value.isEmpty() ? HistoryLayout.NONE : HistoryLayout.tag(value));
  }

  /** Adds the field unless it is NaN or infinite, which line protocol cannot say. */
  void number(String name, double value) {
    if (Double.isFinite(value)) {
      field(name);
      decimal(out, value);
    }
  }

  void integer(String name, long value) {
    field(name);
    out.append(value).append('i');
  }

  void bool(String name, boolean value) {
    field(name);
    out.append(value ? 't' : 'f');
  }

  /** Adds a text; control characters become spaces, since they would break the line. */
  void text(String name, String value) {
    field(name);
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else {
        out.append(c < ' ' || c == 127 ? ' ' : c);
      }
    }
    out.append('"');
  }

  void end(long epochMicros) {
    out.append(' ').append(epochMicros).append('\n');
  }

  int length() {
    return out.length();
  }

  void clear() {
    out.setLength(0);
  }

  /** All lines so far. */
  @Override
  public String toString() {
    return out.toString();
  }

  private void field(String name) {
    out.append(firstField ? ' ' : ',').append(name).append('=');
    firstField = false;
  }

  static void escapedTag(StringBuilder out, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '=' || c == ' ') {
        out.append('\\');
      }
      out.append(c);
    }
  }

  /**
   * Appends a decimal that reads back as exactly this value. A value with few decimals goes through
   * integer arithmetic, several times faster than {@link Double#toString}: if {@code round(v·10⁶) /
   * 10⁶} is v, then that quotient, being correctly rounded by IEEE 754, is what a correct reader
   * makes of those digits.
   */
  static void decimal(StringBuilder out, double value) {
    double scaled = value * DECIMALS;
    if (!(Math.abs(scaled) < EXACT)) {
      out.append(value);
      return;
    }
    long micro = Math.round(scaled);
    if (micro / DECIMALS != value) {
      out.append(value);
      return;
    }
    if (micro < 0) {
      out.append('-');
      micro = -micro;
    }
    out.append(micro / 1_000_000);
    int fraction = (int) (micro % 1_000_000);
    if (fraction != 0) {
      out.append('.');
      for (int unit = 100_000; fraction != 0; unit /= 10) {
        out.append((char) ('0' + fraction / unit));
        fraction %= unit;
      }
    }
  }
}
