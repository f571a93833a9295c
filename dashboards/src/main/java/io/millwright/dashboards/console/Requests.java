package io.millwright.dashboards.console;

import io.javalin.http.Context;
import io.millwright.contracts.asset.AssetId;
import io.millwright.dashboards.history.TimeRange;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads what requests ask for, and says what is wrong with it. */
final class Requests {
  private static final int MOST_POINTS = 5_000;
  private static final int USUAL_POINTS = 500;
  private static final int LONGEST_BODY = 65_536;
  private static final Duration USUAL_RANGE = Duration.ofDays(1);

  private Requests() {}

  static AssetView asset(FleetSnapshot fleet, @Nullable String id) {
    if (id == null || id.isBlank()) {
      throw Problem.invalid("the id of the asset is missing");
    }
    AssetId asset;
    try {
      asset = new AssetId(id);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(String.valueOf(e.getMessage()));
    }
    return fleet
        .asset(asset)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "no asset " + id + " is known here; GET /api/v1/assets lists all of them"));
  }

  /** The asset that the query names. */
  static AssetView asset(FleetSnapshot fleet, Context request) {
    return asset(fleet, parameter(request, "asset"));
  }

  /**
   * The body, counted while it is read: one sent in chunks does not say its length before.
   *
   * @throws Problem.Exception 413 if it has more than 65,536 bytes
   */
  static byte[] body(Context request) throws IOException {
    byte[] body = request.req().getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw Problem.tooLarge("the body has more than " + LONGEST_BODY + " bytes");
    }
    return body;
  }

  static String parameter(Context request, String name) {
    String value = request.queryParam(name);
    if (value == null || value.isBlank()) {
      throw Problem.invalid("query parameter " + name + " is missing");
    }
    return value;
  }

  /** From {@code from} and {@code to}; without them, the day up to the newest telemetry. */
  static TimeRange range(Context request, Supplier<Instant> newest) {
    return range(request, newest, end -> end.minus(USUAL_RANGE));
  }

  /** From {@code from} and {@code to}; what else begins it may depend on the end. */
  static TimeRange range(Context request, Supplier<Instant> newest, UnaryOperator<Instant> begin) {
    Instant to = instant(request, "to");
    Instant end = to == null ? newest.get().plusNanos(1_000) : to;
    Instant from = instant(request, "from");
    Instant start = from == null ? begin.apply(end) : from;
    if (!start.isBefore(end)) {
      throw Problem.invalid("from " + start + " is not before to " + end);
    }
    return new TimeRange(start, end);
  }

  static int points(Context request) {
    return number(request, "points", USUAL_POINTS, MOST_POINTS);
  }

  static int number(Context request, String name, int usual, int most) {
    return number(request, name, usual, 1, most);
  }

  static int number(Context request, String name, int usual, int least, int most) {
    String text = request.queryParam(name);
    if (text == null) {
      return usual;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.invalid(
        name + " must be a number from " + least + " to " + most + ", is " + text);
  }

  static <E extends Enum<E>> E choice(Context request, String name, Class<E> of, E usual) {
    String text = request.queryParam(name);
    if (text == null) {
      return usual;
    }
    return Arrays.stream(of.getEnumConstants())
        .filter(e -> e.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid(
                    name
                        + " must be one of "
                        + Arrays.toString(of.getEnumConstants())
                        + ", is "
                        + text));
  }

  static @Nullable Instant instant(Context request, String name) {
    String text = request.queryParam(name);
    if (text == null) {
      return null;
    }
    try {
      Instant time = Instant.parse(text);
      if (Math.abs(time.getEpochSecond()) > 9_000_000_000L) {
        throw Problem.invalid(name + " " + text + " is centuries away");
      }
      return time;
    } catch (DateTimeException e) {
      throw Problem.invalid(name + " must be like 2026-01-31T12:00:00Z, is " + text);
    }
  }
}
