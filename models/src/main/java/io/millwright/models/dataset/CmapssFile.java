package io.millwright.models.dataset;

import io.millwright.models.dataset.LineParser.BadLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * C-MAPSS turbofan text: unit, cycle, 3 settings and 21 sensors a line, separated by blanks, no
 * header.
 *
 * <p>A. Saxena, K. Goebel, D. Simon, N. Eklund, "Damage Propagation Modeling for Aircraft Engine
 * Run-to-Failure Simulation", PHM 2008, doi:10.1109/PHM.2008.4711414; sensor names after its table
 * 2.
 */
public final class CmapssFile {
  /** The operating settings: altitude, Mach number, throttle resolver angle. */
  public static final List<String> SETTINGS = List.of("setting1", "setting2", "setting3");

  /** Names of a row's values, in order: the settings, then the sensors. */
  public static final List<String> CHANNELS =
      List.of(
          "setting1",
          "setting2",
          "setting3",
          "T2",
          "T24",
          "T30",
          "T50",
          "P2",
          "P15",
          "P30",
          "Nf",
          "Nc",
          "epr",
          "Ps30",
          "phi",
          "NRf",
          "NRc",
          "BPR",
          "farB",
          "htBleed",
          "Nf_dmd",
          "PCNfR_dmd",
          "W31",
          "W32");

  private static final int COLUMNS = 2 + CHANNELS.size();

  private CmapssFile() {}

  /**
   * Opens a file for reading line by line. Whether cycles increase is not judged here: the order of
   * a stream is the stream's business. {@link #readAll} does judge it.
   *
   * @throws MalformedDatasetException if the file is missing, empty or no text
   */
  public static DatasetReader<CmapssRow> open(Path file) {
    return new DatasetReader<>(file, TextFile.open(file), 0, CHANNELS, CmapssFile::parse);
  }

  /**
   * Reads the whole file strictly: every line must be a row and the cycles of each unit must
   * increase.
   *
   * @throws MalformedDatasetException naming the first line at fault
   */
  public static List<CmapssRow> readAll(Path file) {
    List<CmapssRow> rows = new ArrayList<>();
    Map<Integer, Integer> lastCycle = new HashMap<>();
    try (DatasetReader<CmapssRow> reader = open(file)) {
      while (reader.hasNext()) {
        CmapssRow row = reader.nextRow();
        Integer before = lastCycle.put(row.unit(), row.cycle());
        if (before != null && row.cycle() <= before) {
          throw reader.malformed(
              "unit " + row.unit() + " has cycle " + row.cycle() + " after cycle " + before);
        }
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      throw new MalformedDatasetException(file, 0, "holds no rows");
    }
    return rows;
  }

  /**
   * Reads a truth file: line <i>i</i> is the remaining life, in cycles, of unit <i>i</i> after its
   * last row.
   *
   * @throws MalformedDatasetException if a line is not one non-negative number
   */
  public static List<Double> readTruth(Path file) {
    List<Double> truth = new ArrayList<>();
    try (DatasetReader<Double> reader =
        new DatasetReader<>(file, TextFile.open(file), 0, List.of("rul"), CmapssFile::parseTruth)) {
      while (reader.hasNext()) {
        truth.add(reader.nextRow());
      }
    }
    if (truth.isEmpty()) {
      throw new MalformedDatasetException(file, 0, "holds no rows");
    }
    return List.copyOf(truth);
  }

  private static CmapssRow parse(String text) throws BadLine {
    StringTokenizer columns = new StringTokenizer(text, " \t");
    if (columns.countTokens() != COLUMNS) {
      throw new BadLine("has " + columns.countTokens() + " columns, " + COLUMNS + " are needed");
    }
    int unit = Numbers.positiveInteger("unit", columns.nextToken());
    int cycle = Numbers.positiveInteger("cycle", columns.nextToken());
    double[] values = new double[CHANNELS.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Numbers.finite(CHANNELS.get(i), columns.nextToken());
    }
    return new CmapssRow(unit, cycle, values);
  }

  private static Double parseTruth(String text) throws BadLine {
    double rul = Numbers.finite("remaining life", text.trim());
    if (rul < 0) {
      throw new BadLine("remaining life " + text.trim() + " is negative");
    }
    return rul;
  }
}
