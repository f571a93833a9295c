package io.millwright.dashboards.history;

import io.millwright.dashboards.history.BoardMeasurement.Type;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A point of a measurement that dashboards read. Points of the same measurement, tags and time
 * replace one another.
 *
 * @param of the measurement
 * @param time microsecond resolution
 * @param tags all that the measurement has
 * @param fields those that have a value: a {@link Double}, {@link Long}, {@link String} or {@link
 *     Boolean} as the measurement says; at least one
 */
public record BoardPoint(
    BoardMeasurement of, Instant time, Map<String, String> tags, Map<String, Object> fields) {

  public BoardPoint {
    tags = Map.copyOf(tags);
    fields = Map.copyOf(fields);
    if (tags.size() != of.tags().size() || !tags.keySet().containsAll(of.tags())) {
      throw new IllegalArgumentException(of + " has the tags " + of.tags() + ", not " + tags);
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("a point of " + of + " needs a field");
    }
    fields.forEach(
        (name, value) -> {
          if (of.fields().get(name) != type(value)) {
            throw new IllegalArgumentException(of + " has no field " + name + " for " + value);
          }
        });
  }

  private static @Nullable Type type(Object value) {
    return value instanceof Double
        ? Type.NUMBER
        : value instanceof Long
            ? Type.COUNT
            : value instanceof String ? Type.TEXT : value instanceof Boolean ? Type.FLAG : null;
  }

  static Builder of(BoardMeasurement measurement, Instant time) {
    return new Builder(measurement, time);
  }

  /** Leaves out what is absent. */
  static final class Builder {
    private final BoardMeasurement measurement;
    private final Instant time;
    private final Map<String, String> tags = new TreeMap<>();
    private final Map<String, Object> fields = new TreeMap<>();

    private Builder(BoardMeasurement measurement, Instant time) {
      this.measurement = measurement;
      this.time = time;
    }

    /** A tag; {@code none} where there is no value. */
    Builder tag(String name, @Nullable String value) {
      tags.put(name, value == null || value.isEmpty() ? HistoryLayout.NONE : value);
      return this;
    }

    /** A number, unless it is absent, NaN or infinite. */
    Builder number(String name, @Nullable Double value) {
      if (value != null && Double.isFinite(value)) {
        fields.put(name, value);
      }
      return this;
    }

    Builder count(String name, long value) {
      fields.put(name, value);
      return this;
    }

    Builder text(String name, @Nullable String value) {
      if (value != null) {
        fields.put(name, value);
      }
      return this;
    }

    Builder flag(String name, boolean value) {
      fields.put(name, value);
      return this;
    }

    BoardPoint end() {
      return new BoardPoint(measurement, time, tags, fields);
    }
  }
}
