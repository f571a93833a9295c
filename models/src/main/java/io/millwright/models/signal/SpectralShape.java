package io.millwright.models.signal;

/**
 * Where the weight of a magnitude spectrum lies and how even it is, as librosa 0.10 defines {@code
 * spectral_centroid, spectral_bandwidth, spectral_rolloff} and {@code spectral_flatness} with their
 * defaults. Mutable, one owner thread, no allocation per frame.
 */
public final class SpectralShape {
  private static final double ROLLOFF = 0.85;
  private static final int FACTORS = 8; // of a product that can't leave the range of a double

  private final double binHz;
  private double centroid;
  private double bandwidth;
  private double rolloff;
  private double flatness;

  /**
   * @param binHz width of a bin of the spectra
   */
  public SpectralShape(double binHz) {
    if (!(binHz > 0)) {
      throw new IllegalArgumentException("binHz must be above 0, was " + binHz);
    }
    this.binHz = binHz;
  }

  /** Takes a magnitude spectrum in place of the last one. */
  public void compute(float[] magnitude) {
    compute(magnitude, magnitude.length);
  }

  /** Takes the first lines of a magnitude spectrum, as if there were no more. */
  public void compute(float[] magnitude, int bins) {
    double sum = 0;
    double moment = 0;
    double second = 0;
    for (int k = 0; k < bins; k++) {
      double m = magnitude[k];
      double first = m * k;
      sum += m;
      moment += first;
      second += first * k;
    }
    double mean = sum > 0 ? moment / sum : 0;
    centroid = mean * binHz;
    bandwidth = sum > 0 ? Math.sqrt(Math.max(0, second / sum - mean * mean)) * binHz : 0;
    rolloff = rolloffBin(magnitude, bins, ROLLOFF * sum) * binHz;
    flatness = flatness(magnitude, bins);
  }

  private static int rolloffBin(float[] magnitude, int bins, double threshold) {
    double sum = 0;
    for (int k = 0; k < bins; k++) {
      sum += magnitude[k];
      if (sum >= threshold) {
        return k;
      }
    }
    return bins - 1;
  }

  /** One logarithm for several powers: their product's, whose exponent is kept apart. */
  private static double flatness(float[] magnitude, int bins) {
    double sum = 0;
    double product = 1;
    long exponents = 0;
    for (int k = 0; k < bins; k++) {
      double m = magnitude[k];
      double power = Math.max(Decibels.LEAST_POWER, m * m);
      sum += power;
      product *= power;
      if (k % FACTORS == FACTORS - 1) {
        int exponent = Math.getExponent(product);
        exponents += exponent;
        product *= Math.scalb(1.0, -exponent);
      }
    }
    double logs = Math.log(product) + exponents * Math.log(2);
    return Math.exp(logs / bins) / (sum / bins);
  }

  /** Mean frequency weighted by magnitude, Hz; 0 for silence. */
  public double centroidHz() {
    return centroid;
  }

  /** Standard deviation of frequency weighted by magnitude, Hz. */
  public double bandwidthHz() {
    return bandwidth;
  }

  /** Frequency below which 85 % of the summed magnitude lies. */
  public double rolloffHz() {
    return rolloff;
  }

  /** Geometric over arithmetic mean of the power: near 0 for a tone, 0.56 for white noise. */
  public double flatness() {
    return flatness;
  }
}
