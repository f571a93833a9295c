package io.millwright.models.dataset;

import io.millwright.models.dataset.LineParser.BadLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Skoltech Anomaly Benchmark text: {@code ;} separated, a header that names the channels, {@code
 * datetime} first, the labels {@code anomaly} and {@code changepoint} optional and anywhere.
 *
 * <p>I. D. Katser, V. O. Kozitsin, "Skoltech Anomaly Benchmark (SKAB)", 2020,
 * doi:10.34740/KAGGLE/DSV/1693952.
 */
public final class SkabFile {
  private static final String TIME = "datetime";
  private static final String ANOMALY = "anomaly";
  private static final String CHANGE_POINT = "changepoint";

  private final List<String> columns;

  private SkabFile(List<String> columns) {
    this.columns = columns;
  }

  /**
   * Opens a file for reading line by line. Time stamps have gaps and repeats in the published
   * files; their order is not judged.
   *
   * @throws MalformedDatasetException if the file is missing or its header names no time or no
   *     channel
   */
  public static DatasetReader<SkabRow> open(Path file) {
    BufferedReader text = TextFile.open(file);
    try {
      List<String> columns = header(file, DatasetReader.readLine(file, text, 0));
      List<String> channels = columns.stream().filter(SkabFile::isChannel).toList();
      if (channels.isEmpty()) {
        throw new MalformedDatasetException(file, 1, "the header names no channel");
      }
      if (channels.stream().distinct().count() != channels.size()) {
        throw new MalformedDatasetException(file, 1, "the header names a channel twice");
      }
      return new DatasetReader<>(file, text, 1, channels, new SkabFile(columns)::parse);
    } catch (RuntimeException e) {
      try {
        text.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /**
   * Reads the whole file strictly.
   *
   * @throws MalformedDatasetException naming the first line at fault
   */
  public static List<SkabRow> readAll(Path file) {
    List<SkabRow> rows = new ArrayList<>();
    try (DatasetReader<SkabRow> reader = open(file)) {
      while (reader.hasNext()) {
        rows.add(reader.nextRow());
      }
    }
    if (rows.isEmpty()) {
      throw new MalformedDatasetException(file, 0, "holds no rows");
    }
    return rows;
  }

  private static List<String> header(Path file, @Nullable String line) {
    if (line == null) {
      throw new MalformedDatasetException(file, 0, "is empty");
    }
    List<String> columns = new ArrayList<>();
    for (String name : line.split(";", -1)) {
      columns.add(name.strip());
    }
    if (!columns.get(0).equals(TIME)) {
      throw new MalformedDatasetException(file, 1, "the header must begin with '" + TIME + ";'");
    }
    return List.copyOf(columns);
  }

  private static boolean isChannel(String column) {
    return !column.equals(TIME) && !column.equals(ANOMALY) && !column.equals(CHANGE_POINT);
  }

  private SkabRow parse(String text) throws BadLine {
    String[] cells = text.split(";", -1);
    if (cells.length != columns.size()) {
      throw new BadLine("has " + cells.length + " columns, the header names " + columns.size());
    }
    Instant time = time(cells[0].strip());
    double[] values = new double[(int) columns.stream().filter(SkabFile::isChannel).count()];
    Boolean anomaly = null;
    Boolean changePoint = null;
    int channel = 0;
    for (int i = 1; i < cells.length; i++) {
      double value = Numbers.finite(columns.get(i), cells[i].strip());
      switch (columns.get(i)) {
        case ANOMALY -> anomaly = value != 0;
        case CHANGE_POINT -> changePoint = value != 0;
        default -> values[channel++] = value;
      }
    }
    return new SkabRow(time, values, anomaly, changePoint);
  }

  private static Instant time(String text) throws BadLine {
    try {
      return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new BadLine(TIME + " is '" + text + "', a time such as 2020-03-09 10:14:33 is needed");
    }
  }
}
