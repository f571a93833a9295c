package io.millwright.models.training;

import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.dataset.CmapssRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** C-MAPSS rows as histories of engines, counted in cycles. */
public final class CmapssHistories {
  private CmapssHistories() {}

  /** Engines in the order of their first row, named by their number. */
  public static RunToFailureTable table(List<CmapssRow> rows) {
    Map<Integer, List<CmapssRow>> engines = new LinkedHashMap<>();
    for (CmapssRow row : rows) {
      engines.computeIfAbsent(row.unit(), unit -> new ArrayList<>()).add(row);
    }
    List<RunToFailureTable.History> histories = new ArrayList<>();
    engines.forEach(
        (unit, cycles) ->
            histories.add(
                new RunToFailureTable.History(
                    Integer.toString(unit),
                    cycles.stream().mapToDouble(CmapssRow::cycle).toArray(),
                    cycles.stream().map(CmapssRow::values).toArray(double[][]::new))));
    return new RunToFailureTable(CmapssFile.CHANNELS, CmapssFile.SETTINGS, histories);
  }
}
