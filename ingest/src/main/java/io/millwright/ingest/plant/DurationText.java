package io.millwright.ingest.plant;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: ISO-8601 ({@code PT10S}) or a number and a unit. */
final class DurationText {
  private static final Pattern PLAIN = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(ms|s|min|h|d)");

  private DurationText() {}

  /**
   * @throws IllegalArgumentException if the text is no duration, saying how one looks
   */
  static Duration parse(String text) {
    Matcher plain = PLAIN.matcher(text.strip());
    try {
      if (plain.matches()) {
        double nanos = Double.parseDouble(plain.group(1)) * unit(plain.group(2)).toNanos();
        return Duration.ofNanos(Math.round(nanos));
      }
      return Duration.parse(text.strip());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration; write for example PT10S, 10 s, 5 min, 8 h or 14 d", e);
    }
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "min" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
