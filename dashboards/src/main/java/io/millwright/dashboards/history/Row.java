package io.millwright.dashboards.history;

import io.questdb.cairo.ColumnType;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordMetadata;
import io.questdb.std.Numbers;
import io.questdb.std.str.Utf8Sequence;
import org.jspecify.annotations.Nullable;

/** The current row of a query in the embedded store; columns by name. */
final class Row {
  private final Record row;
  private final RecordMetadata columns;

  Row(Record row, RecordMetadata columns) {
    this.row = row;
    this.columns = columns;
  }

  /** A number; NaN where null. */
  double number(String column) {
    return row.getDouble(columns.getColumnIndex(column));
  }

  long integer(String column) {
    int index = columns.getColumnIndex(column);
    return switch (ColumnType.tagOf(columns.getColumnType(index))) {
      case ColumnType.SHORT -> row.getShort(index);
      case ColumnType.TIMESTAMP -> row.getTimestamp(index);
      default -> row.getLong(index);
    };
  }

  /** A field of a board; null where null. */
  @Nullable Object any(String column, BoardMeasurement.Type type) {
    int index = columns.getColumnIndex(column);
    return switch (type) {
      case NUMBER -> row.getDouble(index);
      case COUNT -> row.getLong(index) == Numbers.LONG_NULL ? null : row.getLong(index);
      case FLAG -> row.getBool(index);
      case TEXT -> text(column);
    };
  }

  /** A text; null where null. */
  @Nullable String text(String column) {
    int index = columns.getColumnIndex(column);
    if (ColumnType.isSymbol(columns.getColumnType(index))) {
      CharSequence symbol = row.getSymA(index);
      return symbol == null ? null : symbol.toString();
    }
    if (ColumnType.isString(columns.getColumnType(index))) {
      CharSequence string = row.getStrA(index);
      return string == null ? null : string.toString();
    }
    Utf8Sequence text = row.getVarcharA(index);
    return text == null ? null : text.toString();
  }
}
