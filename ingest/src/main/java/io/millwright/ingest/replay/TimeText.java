package io.millwright.ingest.replay;

import io.millwright.ingest.replay.CsvDescription.Time;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a time column as its description says; microseconds are kept. */
final class TimeText {
  private final ZoneId zone;
  private final @Nullable DateTimeFormatter pattern;
  private final long unitsPerSecond;
  private final boolean utc;

  TimeText(Time description) {
    zone = description.zoneId();
    utc = zone.normalized().equals(ZoneOffset.UTC);
    unitsPerSecond =
        switch (description.format()) {
          case "epoch-s" -> 1;
          case "epoch-ms" -> 1_000;
          case "epoch-us" -> 1_000_000;
          default -> 0;
        };
    pattern = description.formatter();
  }

  /**
   * @throws DateTimeException if the text is no time
   * @throws ArithmeticException if it is out of range
   */
  Instant parse(byte[] text, int from, int to) {
    if (pattern == null && unitsPerSecond == 0 && isPlainSeconds(text, from, to)) {
      return plainSeconds(text, from);
    }
    String time = new String(text, from, to - from, StandardCharsets.UTF_8).strip();
    Instant instant =
        unitsPerSecond > 0 ? epoch(time) : pattern == null ? iso(time) : pattern(time, pattern);
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** {@code yyyy-MM-dd?HH:mm:ss} in UTC, the common case. */
  private boolean isPlainSeconds(byte[] text, int from, int to) {
    boolean shape =
        (to - from == 19 || (to - from == 20 && text[from + 19] == 'Z'))
            && text[from + 4] == '-'
            && text[from + 7] == '-'
            && (text[from + 10] == ' ' || text[from + 10] == 'T')
            && text[from + 13] == ':'
            && text[from + 16] == ':';
    if (!shape || (!utc && to - from == 19)) {
      return false;
    }
    for (int i = from; i < from + 19; i++) {
      boolean mark =
          i == from + 4 || i == from + 7 || i == from + 10 || i == from + 13 || i == from + 16;
      if (!mark && (text[i] < '0' || text[i] > '9')) {
        return false;
      }
    }
    return true;
  }

  private static Instant plainSeconds(byte[] text, int from) {
    int year = two(text, from) * 100 + two(text, from + 2);
    long day = LocalDate.of(year, two(text, from + 5), two(text, from + 8)).toEpochDay();
    int hour = ChronoField.HOUR_OF_DAY.checkValidIntValue(two(text, from + 11));
    int minute = ChronoField.MINUTE_OF_HOUR.checkValidIntValue(two(text, from + 14));
    int second = ChronoField.SECOND_OF_MINUTE.checkValidIntValue(two(text, from + 17));
    return Instant.ofEpochSecond(day * 86_400 + hour * 3_600L + minute * 60L + second);
  }

  private static int two(byte[] text, int at) {
    return (text[at] - '0') * 10 + text[at + 1] - '0';
  }

  private Instant epoch(String text) {
    try {
      BigDecimal micros =
          new BigDecimal(text)
              .movePointRight(6)
              .divideToIntegralValue(BigDecimal.valueOf(unitsPerSecond));
      return Instant.EPOCH.plus(micros.longValueExact(), ChronoUnit.MICROS);
    } catch (NumberFormatException e) {
      throw new DateTimeException("'" + text + "' is no number", e);
    }
  }

  private Instant iso(String text) {
    String iso = text.indexOf(' ') == 10 ? text.replaceFirst(" ", "T") : text;
    if (iso.length() == 10) {
      return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
    }
    boolean zoned = iso.endsWith("Z") || iso.indexOf('+') > 10 || iso.indexOf('-', 10) > 0;
    return zoned
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).atZone(zone).toInstant();
  }

  private Instant pattern(String text, DateTimeFormatter formatter) {
    TemporalAccessor parsed = formatter.parse(text);
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    LocalDate date = LocalDate.from(parsed);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return date.atTime(time == null ? LocalTime.MIDNIGHT : time).atZone(zone).toInstant();
  }
}
