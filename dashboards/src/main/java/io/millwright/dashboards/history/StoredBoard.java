package io.millwright.dashboards.history;

import io.millwright.dashboards.history.BoardMeasurement.Type;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads points of dashboards back from whatever holds them. */
final class StoredBoard {
  private StoredBoard() {}

  /**
   * @param tag value of a tag, as it was written
   * @param field value of a field of a type; null where there is none
   */
  static BoardPoint point(
      BoardMeasurement measurement,
      Instant time,
      Function<String, @Nullable String> tag,
      BiFunction<String, Type, @Nullable Object> field) {
    BoardPoint.Builder point = BoardPoint.of(measurement, time);
    for (String name : measurement.tags()) {
      String value = tag.apply(name);
      point.tag(name, value == null ? null : HistoryLayout.untag(value));
    }
    measurement
        .fields()
        .forEach(
            (name, type) -> {
              Object value = field.apply(name, type);
              if (value instanceof Number number && type == Type.COUNT) {
                point.count(name, number.longValue());
              } else if (value instanceof Number number) {
                point.number(name, number.doubleValue());
              } else if (value instanceof Boolean flag) {
                point.flag(name, flag);
              } else if (value != null) {
                point.text(name, value.toString());
              }
            });
    return point.end();
  }
}
