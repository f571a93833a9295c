package io.millwright.standalone.bench;

import java.util.Arrays;

/** Prominence of lines as {@code LineProminence} defines it, with arrays copied and sorted. */
final class PlainProminence {
  private final double[] amplitude;
  private final double binHz;
  private final double slip;
  private final int neighbourhood;
  private int found;

  PlainProminence(double[] amplitude, double binHz, double slip, int neighbourhood) {
    this.amplitude = amplitude;
    this.binHz = binHz;
    this.slip = slip;
    this.neighbourhood = neighbourhood;
  }

  double lineDb(double hz) {
    return searchDb(hz, slip * hz);
  }

  double foundHz() {
    return found * binHz;
  }

  double sidebandsDb(double hz, double spacingHz) {
    if (Double.isNaN(lineDb(hz))) {
      return Double.NaN;
    }
    double centre = foundHz();
    return Arrays.stream(new double[] {-1, 1})
        .map(side -> searchDb(centre + side * spacingHz, slip * spacingHz))
        .filter(db -> !Double.isNaN(db))
        .average()
        .orElse(Double.NaN);
  }

  private double searchDb(double hz, double toleranceHz) {
    int centre = (int) Math.round(hz / binHz);
    int half = Math.max(1, (int) Math.ceil(toleranceHz / binHz - 1e-9));
    int first = centre - half;
    int last = centre + half;
    if (first < 1 || last >= amplitude.length) {
      return Double.NaN;
    }
    found = first;
    for (int k = first; k <= last; k++) {
      if (amplitude[k] > amplitude[found]) {
        found = k;
      }
    }
    double[] below =
        Arrays.copyOfRange(
            amplitude, Math.max(1, first - 1 - neighbourhood), Math.max(1, first - 1));
    double[] above =
        Arrays.copyOfRange(
            amplitude, last + 2, Math.min(amplitude.length, last + 2 + neighbourhood));
    double[] around = Arrays.copyOf(below, below.length + above.length);
    System.arraycopy(above, 0, around, below.length, above.length);
    return 20 * Math.log10(amplitude[found] / PlainSpectra.median(around));
  }
}
