package io.millwright.standalone.bench;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Prominence of lines as {@code LineProminence} defines it, with arrays copied and sorted. */
final class PlainProminence {
  private final double[] amplitude;
  private final double binHz;
  private final double slip;
  private final int neighbourhood;
  private int found;
  private double avoidedHz = Double.NaN;
  private double avoidedMarginHz;
  private double avoidedTolerance;

  PlainProminence(double[] amplitude, double binHz, double slip, int neighbourhood) {
    this.amplitude = amplitude;
    this.binHz = binHz;
    this.slip = slip;
    this.neighbourhood = neighbourhood;
  }

  PlainProminence avoiding(double hz, double marginHz, double tolerance) {
    avoidedHz = hz;
    avoidedMarginHz = marginHz;
    avoidedTolerance = tolerance;
    return this;
  }

  private boolean isFree(double hz) {
    double nearest = Math.max(1, Math.rint(hz / avoidedHz)) * avoidedHz;
    return Double.isNaN(avoidedHz)
        || Math.abs(hz - nearest) >= avoidedMarginHz + avoidedTolerance * nearest - 1e-9;
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
    int[] searched = IntStream.rangeClosed(first, last).filter(k -> isFree(k * binHz)).toArray();
    if (first < 1 || last >= amplitude.length || !isFree(hz) || searched.length <= half) {
      return Double.NaN;
    }
    found = searched[0];
    double harmonic = 0;
    for (int i = 0; i < searched.length; i++) {
      found = amplitude[searched[i]] > amplitude[found] ? searched[i] : found;
      harmonic += 1.0 / (i + 1);
    }
    double[] below =
        Arrays.copyOfRange(
            amplitude, Math.max(1, first - 1 - neighbourhood), Math.max(1, first - 1));
    double[] above =
        Arrays.copyOfRange(
            amplitude, last + 2, Math.min(amplitude.length, last + 2 + neighbourhood));
    double[] around = Arrays.copyOf(below, below.length + above.length);
    System.arraycopy(above, 0, around, below.length, above.length);
    double fifth = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0 + 1 / 5.0;
    return 20 * Math.log10(amplitude[found] / PlainSpectra.median(around))
        - 10 * Math.log10(harmonic / fifth);
  }
}
