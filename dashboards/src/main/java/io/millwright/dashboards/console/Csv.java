package io.millwright.dashboards.console;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables as text by RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe
 * before it (OWASP, CSV Injection); numbers stay as they are.
 */
final class Csv {
  static final String CONTENT_TYPE = "text/csv";
  private static final String LINE_END = "\r\n";

  private Csv() {}

  /** One line a record, one column a component, with their names above. */
  static <R extends Record> String of(Class<R> type, List<R> rows) {
    RecordComponent[] columns = type.getRecordComponents();
    StringBuilder text = new StringBuilder(64 * (rows.size() + 1));
    text.append(line(Arrays.stream(columns).map(RecordComponent::getName).toList()));
    for (R row : rows) {
      text.append(
              Arrays.stream(columns).map(c -> cell(value(c, row))).collect(Collectors.joining(",")))
          .append(LINE_END);
    }
    return text.toString();
  }

  static String line(List<? extends @Nullable Object> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + LINE_END;
  }

  static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    if (value instanceof Number) {
      return text;
    }
    String harmless = startsAFormula(text) ? "'" + text : text;
    boolean quoted = harmless.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }

  private static boolean startsAFormula(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
  }

  private static @Nullable Object value(RecordComponent column, Record row) {
    try {
      return column.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + column, e);
    }
  }
}
