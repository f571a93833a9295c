package io.millwright.standalone.cli;

import io.millwright.models.evaluation.BearingLifeReport;
import io.millwright.models.evaluation.BearingLifeReport.AfterOnset;
import io.millwright.models.evaluation.BearingLifeReport.Bearing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report on bearing lives for a person. */
final class BearingLifeTable {
  private static final String ROW = "%-14s %5s %8s %8s %8s %9s %8s %6s %8s %8s";

  private BearingLifeTable() {}

  static List<String> lines(BearingLifeReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            ROW,
            "record",
            "cut",
            "true s",
            "guess s",
            "low s",
            "high s",
            "error %",
            "score",
            "onset",
            "lead s"));
    for (Bearing bearing : report.bearings()) {
      lines.add(
          String.format(
              Locale.ROOT,
              ROW,
              bearing.record(),
              number(bearing.cutFraction(), "%.2f"),
              number(bearing.trueSeconds(), "%.0f"),
              number(bearing.predictedSeconds(), "%.0f"),
              number(bearing.lowerSeconds(), "%.0f"),
              number(bearing.upperSeconds(), "%.0f"),
              number(bearing.errorPercent(), "%.0f"),
              number(bearing.score(), "%.3f"),
              bearing.onsetSnapshot() == null ? "-" : bearing.onsetSnapshot().toString(),
              number(bearing.leadSeconds(), "%.0f")));
    }
    for (AfterOnset told : report.afterOnset()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s after its onset: %d predictions, median off by a factor of %.1f, "
                  + "90 %% interval holds %.2f",
              told.record(),
              told.snapshots(),
              told.errorFactor(),
              told.coverage90()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %s: %d scored; mean score %s, mean absolute error %s %%, median %s %%; "
                + "90 %% interval holds %s of the truths; trained in %.1f s",
            report.dataset(),
            report.protocol(),
            report.scored(),
            number(report.meanScore(), "%.3f"),
            number(report.meanAbsolutePercentError(), "%.0f"),
            number(report.medianAbsolutePercentError(), "%.0f"),
            number(report.coverage90(), "%.2f"),
            report.trainSeconds()));
    return lines;
  }

  private static String number(@Nullable Double value, String format) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }
}
