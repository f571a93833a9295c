package io.millwright.models.dataset;

import io.millwright.models.dataset.LineParser.BadLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables of MIMII clips as audio features: {@code machine, snr_db, machine_id, clip, is_anomaly},
 * then features whose names begin with {@code T_} or {@code F_}. {@code T_zcr_std} repeats its mean
 * and is left out. Features that are positive in every normal row are delivered as logarithms: they
 * are levels, frequencies and spreads, whose ratios matter. Abnormal rows have no say in that.
 *
 * <p>H. Purohit et al., "MIMII Dataset", DCASE 2019, arXiv:1909.09347.
 */
public final class MimiiTable {
  private static final List<String> KEYS =
      List.of("machine", "snr_db", "machine_id", "clip", "is_anomaly");
  private static final String REPEATED = "T_zcr_std";

  /**
   * One machine at one signal-to-noise ratio.
   *
   * @param normal feature vectors in the order of the file
   * @param abnormal likewise
   */
  public record Case(
      String machine, String id, int snrDb, List<float[]> normal, List<float[]> abnormal) {}

  private record Row(String machine, String id, int snrDb, boolean anomaly, double[] values) {}

  private MimiiTable() {}

  /**
   * Reads a table.
   *
   * @throws MalformedDatasetException naming the first line at fault
   */
  public static List<Case> read(Path file) {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader text = TextFile.open(file)) {
      String header = DatasetReader.readLine(file, text, 0);
      List<String> columns = header == null ? List.of() : List.of(header.split(",", -1));
      if (!columns.containsAll(KEYS)) {
        throw new MalformedDatasetException(file, 1, "the header must name " + KEYS);
      }
      List<String> features =
          columns.stream()
              .filter(c -> (c.startsWith("T_") || c.startsWith("F_")) && !c.equals(REPEATED))
              .toList();
      if (features.isEmpty()) {
        throw new MalformedDatasetException(file, 1, "the header names no feature");
      }
      try (DatasetReader<Row> reader =
          new DatasetReader<>(file, text, 1, features, line -> row(columns, features, line))) {
        while (reader.hasNext()) {
          rows.add(reader.nextRow());
        }
      }
    } catch (IOException e) {
      throw new MalformedDatasetException(file, 0, "cannot be read: " + e.getMessage());
    }
    if (rows.isEmpty()) {
      throw new MalformedDatasetException(file, 0, "holds no rows");
    }
    return cases(rows);
  }

  private static Row row(List<String> columns, List<String> features, String line) throws BadLine {
    String[] cells = line.split(",", -1);
    if (cells.length != columns.size()) {
      throw new BadLine("has " + cells.length + " columns, the header names " + columns.size());
    }
    double[] values = new double[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Numbers.finite(features.get(i), cells[columns.indexOf(features.get(i))].strip());
      if (Math.abs(values[i]) > Float.MAX_VALUE) {
        throw new BadLine(features.get(i) + " is " + values[i] + ", beyond all sound");
      }
    }
    return new Row(
        cells[columns.indexOf("machine")],
        cells[columns.indexOf("machine_id")],
        snrDb(cells[columns.indexOf("snr_db")].strip()),
        isAnomaly(cells[columns.indexOf("is_anomaly")].strip()),
        values);
  }

  private static int snrDb(String text) throws BadLine {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadLine("snr_db is '" + text + "', a whole number is needed");
    }
  }

  private static boolean isAnomaly(String text) throws BadLine {
    if (!text.equals("0") && !text.equals("1")) {
      throw new BadLine("is_anomaly is '" + text + "', 0 or 1 is needed");
    }
    return text.equals("1");
  }

  private static List<Case> cases(List<Row> rows) {
    boolean[] positive = new boolean[rows.get(0).values().length];
    Arrays.fill(positive, rows.stream().anyMatch(row -> !row.anomaly()));
    for (Row row : rows) {
      for (int i = 0; i < positive.length; i++) {
        positive[i] &= row.anomaly() || row.values()[i] > 0;
      }
    }
    Map<String, Case> cases = new LinkedHashMap<>();
    for (Row row : rows) {
      float[] vector = new float[positive.length];
      for (int i = 0; i < vector.length; i++) {
        double value = row.values()[i];
        // An abnormal value that has no logarithm is as far from the normal ones as can be.
        vector[i] = (float) (positive[i] ? Math.log(Math.max(value, Float.MIN_NORMAL)) : value);
      }
      Case one =
          cases.computeIfAbsent(
              row.machine() + "/" + row.id() + "/" + row.snrDb(),
              key ->
                  new Case(
                      row.machine(), row.id(), row.snrDb(), new ArrayList<>(), new ArrayList<>()));
      (row.anomaly() ? one.abnormal() : one.normal()).add(vector);
    }
    return List.copyOf(cases.values());
  }
}
