package io.millwright.models.signal;

/**
 * How far a line stands out of its neighbourhood in an amplitude spectrum, in dB: 20 lg of the
 * largest amplitude near the expected frequency over the median of the amplitudes around. The
 * median is a floor that single lines, such as the line's own sidebands, do not lift. One owner
 * thread; no allocation per call.
 *
 * <p>The largest of many bins is larger than the largest of few, by {@link #expectedInNoiseDb} in
 * noise alone. What more or fewer bins than {@value #USUAL_BINS} add or lack is taken off, so that
 * lines found with unequal tolerances compare: in noise each has about 5.2 dB.
 */
public final class LineProminence {
  /** Bins that a line of a bearing is usually looked for in, in a frame of a second. */
  private static final int USUAL_BINS = 5;

  private static final double USUAL_DB = expectedInNoiseDb(USUAL_BINS);

  private final double slip;
  private final int neighbourhood;
  private final float[] work;
  private float[] spectrum = new float[0];
  private int bins;
  private double binHz = 1;
  private int foundBin;
  private double avoidedHz; // 0: nothing is avoided
  private double avoidedMarginHz;
  private double avoidedTolerance;

  /**
   * @param slip how far a line may be from where it is expected, as a fraction of its frequency;
   *     bearings slip by 0.01 to 0.02 (Randall and Antoni 2011)
   * @param neighbourhood bins on each side of the searched ones that make the floor; at least 4
   */
  public LineProminence(double slip, int neighbourhood) {
    if (!(slip >= 0) || slip > 0.2) {
      throw new IllegalArgumentException("slip must be 0 to 0.2, was " + slip);
    }
    if (neighbourhood < 4) {
      throw new IllegalArgumentException("neighbourhood must be at least 4 bins");
    }
    this.slip = slip;
    this.neighbourhood = neighbourhood;
    this.work = new float[2 * neighbourhood];
  }

  /**
   * The spectrum that the next questions are about; kept by reference. Nothing is avoided in it.
   *
   * @param amplitude amplitudes, bin 0 at zero frequency
   */
  public void in(float[] amplitude, double binHz) {
    this.spectrum = amplitude;
    this.bins = amplitude.length;
    this.binHz = binHz;
    avoidNothing();
  }

  /** The spectrum of an envelope. */
  public void in(EnvelopeSpectrum envelope) {
    in(envelope.amplitude(), envelope.binHz());
  }

  /**
   * From now on other lines are known to stand at the multiples of a frequency, such as those of
   * the shaft: bins there are not searched. A line that is expected there itself, or half of whose
   * bins are, cannot be told from them.
   *
   * @param hz above 0
   * @param marginHz how far a line spreads
   * @param tolerance how far the multiples may be from where they are expected, as a fraction
   */
  public void avoidMultiplesOf(double hz, double marginHz, double tolerance) {
    if (!(hz > 0)) {
      throw new IllegalArgumentException("multiples of " + hz + " Hz cannot be avoided");
    }
    avoidedHz = hz;
    avoidedMarginHz = marginHz;
    avoidedTolerance = tolerance;
  }

  /** All bins are searched again. */
  public void avoidNothing() {
    avoidedHz = 0;
  }

  /**
   * Prominence of the line at a frequency.
   *
   * @return dB; NaN if the line lies outside the spectrum, is too low to be told from zero, or
   *     cannot be told from lines that are avoided
   */
  public double lineDb(double hz) {
    return searchDb(hz, slip * hz);
  }

  /**
   * Mean prominence of the harmonics 1 to {@code count} that lie inside the spectrum.
   *
   * @return dB; NaN if none does
   */
  public double harmonicsDb(double hz, int count) {
    double sum = 0;
    int seen = 0;
    for (int h = 1; h <= count; h++) {
      double line = lineDb(h * hz);
      if (!Double.isNaN(line)) {
        sum += line;
        seen++;
      }
    }
    return seen == 0 ? Double.NaN : sum / seen;
  }

  /**
   * Mean prominence of the sidebands {@code hz ± s·spacing}, s = 1 to {@code count}, that lie
   * inside the spectrum. The carrier's found position, not the expected one, is their centre, so
   * slip does not count twice: their tolerance is one bin and the slip of the spacing.
   *
   * @return dB; NaN if none does
   */
  public double sidebandsDb(double hz, double spacingHz, int count) {
    if (Double.isNaN(lineDb(hz))) {
      return Double.NaN;
    }
    double centre = foundBin * binHz;
    double sum = 0;
    int seen = 0;
    for (int s = -count; s <= count; s++) {
      if (s == 0) {
        continue;
      }
      double line = searchDb(centre + s * spacingHz, slip * Math.abs(s) * spacingHz);
      if (!Double.isNaN(line)) {
        sum += line;
        seen++;
      }
    }
    return seen == 0 ? Double.NaN : sum / seen;
  }

  /** Frequency of the bin where the last line was found. */
  public double foundHz() {
    return foundBin * binHz;
  }

  /**
   * How far the largest of n bins stands over the median in white noise: the mean of the largest of
   * n exponential powers is the n-th harmonic number, their median ln 2, in units of their mean. An
   * upper estimate, since a taper makes neighbouring bins alike.
   *
   * @return 4.2 dB for 3 bins, 5.2 dB for 5, 8.6 dB for 83
   */
  public static double expectedInNoiseDb(int searched) {
    double harmonic = 0;
    for (int i = 1; i <= searched; i++) {
      harmonic += 1.0 / i;
    }
    return 10 * Math.log10(harmonic / Math.log(2));
  }

  private int halfWidth(double toleranceHz) {
    return Math.max(1, (int) Math.ceil(toleranceHz / binHz - 1e-9));
  }

  private double searchDb(double hz, double toleranceHz) {
    int centre = (int) Math.round(hz / binHz);
    int half = halfWidth(toleranceHz);
    int first = centre - half;
    int last = centre + half;
    if (first < 1 || last >= bins || isAvoided(hz)) {
      return Double.NaN;
    }
    int best = -1;
    int searched = 0;
    for (int k = first; k <= last; k++) {
      if (isAvoided(k * binHz)) {
        continue;
      }
      searched++;
      if (best < 0 || spectrum[k] > spectrum[best]) {
        best = k;
      }
    }
    if (searched <= half) {
      return Double.NaN;
    }
    foundBin = best;
    double floor = floor(first, last);
    return floor > 0
        ? 20 * Math.log10(spectrum[best] / floor) - (expectedInNoiseDb(searched) - USUAL_DB)
        : Double.NaN;
  }

  private boolean isAvoided(double hz) {
    if (avoidedHz == 0) {
      return false;
    }
    double nearest = Math.max(1, Math.rint(hz / avoidedHz)) * avoidedHz;
    double reach = avoidedMarginHz + avoidedTolerance * nearest;
    return Math.abs(hz - nearest) < reach - 1e-9;
  }

  /** Median of the bins beside the searched ones; the taper's skirt of one bin is left out. */
  private double floor(int first, int last) {
    int n = 0;
    for (int k = Math.max(1, first - 1 - neighbourhood); k < first - 1; k++) {
      work[n++] = spectrum[k];
    }
    for (int k = last + 2; k < Math.min(bins, last + 2 + neighbourhood); k++) {
      work[n++] = spectrum[k];
    }
    return n < 4 ? Double.NaN : Selection.median(work, n);
  }
}
