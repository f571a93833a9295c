package io.millwright.models.training;

import io.millwright.models.prognosis.OperatingRegimes;
import io.millwright.models.prognosis.RegimeNormalization;
import io.millwright.models.training.RunToFailureTable.History;
import java.util.ArrayList;
import java.util.List;

/** Learns what healthy machines show in each regime, from the early part of every life. */
final class NormalizationFit {
  /**
   * Share of a life that counts as healthy. A choice: long enough to visit every regime, early
   * enough to precede most wear.
   */
  private static final double HEALTHY_SHARE = 0.3;

  /** The penalty keeps a setting that barely moves from explaining the noise. */
  private static final double PENALTY = 0.01;

  /** A channel that varies less than this, relative to its size, says nothing. */
  private static final double CONSTANT = 1e-7;

  /**
   * The scale is at least this share of the spread over whole lives, so that a sticky channel does
   * not explode.
   */
  private static final double SCALE_FLOOR = 0.1;

  private final RunToFailureTable table;
  private final OperatingRegimes regimes;
  private final int[] settingIndex;

  private NormalizationFit(RunToFailureTable table, OperatingRegimes regimes) {
    this.table = table;
    this.regimes = regimes;
    this.settingIndex = table.settings().stream().mapToInt(table.channels()::indexOf).toArray();
  }

  /** Channels, other than settings, that vary at all over the training lives. */
  static List<String> monitored(RunToFailureTable table) {
    List<String> monitored = new ArrayList<>();
    for (int c = 0; c < table.channels().size(); c++) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (History history : table.histories()) {
        for (double[] row : history.values()) {
          if (!Double.isNaN(row[c])) {
            min = Math.min(min, row[c]);
            max = Math.max(max, row[c]);
          }
        }
      }
      boolean varies = max - min > CONSTANT * Math.max(Math.abs(min), Math.abs(max));
      if (varies && !table.settings().contains(table.channels().get(c))) {
        monitored.add(table.channels().get(c));
      }
    }
    return List.copyOf(monitored);
  }

  static RegimeNormalization fit(
      RunToFailureTable table, OperatingRegimes regimes, List<String> monitored) {
    return new NormalizationFit(table, regimes).fit(monitored);
  }

  private RegimeNormalization fit(List<String> monitored) {
    int regimeCount = regimes.count();
    int settings = settingIndex.length;
    int channels = monitored.size();
    RegimeNormalization empty =
        new RegimeNormalization(
            regimes,
            spread(),
            new double[regimeCount][channels],
            new double[regimeCount][channels][settings],
            new double[regimeCount][channels][settings],
            new double[regimeCount][channels]);
    for (int c = 0; c < channels; c++) {
      fitChannel(empty, c, table.channels().indexOf(monitored.get(c)));
    }
    return empty;
  }

  private double[][] spread() {
    double[][] square = new double[regimes.count()][settingIndex.length];
    int[] rows = new int[regimes.count()];
    for (History history : table.histories()) {
      for (double[] values : history.values()) {
        double[] at = settings(values);
        int r = regimes.nearest(at);
        rows[r]++;
        for (int s = 0; s < at.length; s++) {
          double d = at[s] - regimes.centroids()[r][s];
          square[r][s] += Double.isNaN(d) ? 0 : d * d;
        }
      }
    }
    for (int r = 0; r < square.length; r++) {
      for (int s = 0; s < square[r].length; s++) {
        double sd = Math.sqrt(square[r][s] / Math.max(1, rows[r]));
        square[r][s] = sd > CONSTANT * Math.max(1, Math.abs(regimes.centroids()[r][s])) ? sd : 0;
      }
    }
    return square;
  }

  private void fitChannel(RegimeNormalization into, int channel, int column) {
    int settings = settingIndex.length;
    for (int r = 0; r < regimes.count(); r++) {
      RidgeRegression healthy = new RidgeRegression(1 + 2 * settings);
      RidgeRegression all = new RidgeRegression(1 + 2 * settings);
      eachRow(into, r, column, (x, value, early) -> (early ? healthy : all).add(x, value, 1));
      double[] w = (healthy.rows() >= 10 * (1 + 2 * settings) ? healthy : all).solve(PENALTY);
      into.mean()[r][channel] = w[0];
      System.arraycopy(w, 1, into.linear()[r][channel], 0, settings);
      System.arraycopy(w, 1 + settings, into.quadratic()[r][channel], 0, settings);
      double[] sums = new double[4];
      eachRow(
          into,
          r,
          column,
          (x, value, early) -> {
            double residual = value;
            for (int i = 0; i < x.length; i++) {
              residual -= w[i] * x[i];
            }
            sums[early ? 0 : 1] += residual * residual;
            sums[early ? 2 : 3]++;
          });
      double early = Math.sqrt(sums[0] / Math.max(1, sums[2]));
      double whole = Math.sqrt((sums[0] + sums[1]) / Math.max(1, sums[2] + sums[3]));
      double scale = Math.max(early, SCALE_FLOOR * whole);
      into.scale()[r][channel] = scale > CONSTANT * Math.max(1e-3, Math.abs(w[0])) ? scale : 1;
    }
  }

  private interface RowVisitor {
    void row(double[] x, double value, boolean early);
  }

  private void eachRow(RegimeNormalization into, int regime, int column, RowVisitor visitor) {
    int settings = settingIndex.length;
    double[] x = new double[1 + 2 * settings];
    x[0] = 1;
    for (History history : table.histories()) {
      double start = history.elapsed()[0];
      double healthyUntil = start + HEALTHY_SHARE * history.remaining(0);
      for (int i = 0; i < history.rows(); i++) {
        double[] at = settings(history.values()[i]);
        double value = history.values()[i][column];
        if (regimes.nearest(at) != regime || Double.isNaN(value)) {
          continue;
        }
        for (int s = 0; s < settings; s++) {
          double p = Double.isNaN(at[s]) ? 0 : into.position(regime, s, at[s]);
          x[1 + s] = p;
          x[1 + settings + s] = p * p;
        }
        visitor.row(x, value, history.elapsed()[i] <= healthyUntil);
      }
    }
  }

  private double[] settings(double[] values) {
    double[] at = new double[settingIndex.length];
    for (int s = 0; s < at.length; s++) {
      at[s] = values[settingIndex[s]];
    }
    return at;
  }
}
