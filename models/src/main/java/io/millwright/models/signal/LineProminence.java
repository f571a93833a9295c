package io.millwright.models.signal;

/**
 * How far a line stands out of its neighbourhood in an amplitude spectrum, in dB: 20 lg of the
 * largest amplitude near the expected frequency over the median of the amplitudes around. The
 * median is a floor that single lines, such as the line's own sidebands, do not lift. One owner
 * thread; no allocation per call.
 *
 * <p>In noise alone the result is not 0 but grows with the number of bins searched, by {@link
 * #expectedInNoiseDb}: 4.2 dB for 3 bins, 6.3 dB for 10. Compare lines found with equal tolerances,
 * or take that off.
 */
public final class LineProminence {
  private final double slip;
  private final int neighbourhood;
  private final float[] work;
  private float[] spectrum = new float[0];
  private int bins;
  private double binHz = 1;
  private int foundBin;

  /**
   * @param slip how far a line may be from where it is expected, as a fraction of its frequency;
   *     0.02 covers the slip of bearings (Randall and Antoni 2011)
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
   * The spectrum that the next questions are about; kept by reference.
   *
   * @param amplitude amplitudes, bin 0 at zero frequency
   */
  public void in(float[] amplitude, double binHz) {
    this.spectrum = amplitude;
    this.bins = amplitude.length;
    this.binHz = binHz;
  }

  /** The spectrum of an envelope. */
  public void in(EnvelopeSpectrum envelope) {
    in(envelope.amplitude(), envelope.binHz());
  }

  /**
   * Prominence of the line at a frequency.
   *
   * @return dB; NaN if the line lies outside the spectrum or is too low to be told from zero
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
   * What {@link #lineDb} gives in white noise for the n bins it searches: the mean of the largest
   * of n exponential powers is the n-th harmonic number, their median ln 2, in units of their mean.
   * An upper estimate, since a taper makes neighbouring bins alike.
   */
  public double expectedInNoiseDb(double hz) {
    int searched = 2 * halfWidth(slip * hz) + 1;
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
    if (first < 1 || last >= bins) {
      return Double.NaN;
    }
    int best = first;
    for (int k = first + 1; k <= last; k++) {
      if (spectrum[k] > spectrum[best]) {
        best = k;
      }
    }
    foundBin = best;
    double floor = floor(first, last);
    return floor > 0 ? 20 * Math.log10(spectrum[best] / floor) : Double.NaN;
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
