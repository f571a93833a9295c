package io.millwright.models.signal;

/**
 * Level and shape of a stretch of samples, in one pass. Mutable, one owner thread, no allocation.
 *
 * <p>Moments are summed about the first sample in double precision, so that an offset much larger
 * than the signal (gravity, a bias voltage) does no harm.
 */
public final class TimeStatistics {
  private double mean;
  private double rms;
  private double standardDeviation;
  private double minimum;
  private double maximum;
  private double skewness;
  private double kurtosis;

  /** Takes new samples in place of the last ones; at least one. */
  public void compute(float[] samples, int from, int length) {
    if (length < 1) {
      throw new IllegalArgumentException("need at least 1 sample");
    }
    double shift = samples[from];
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    float min = samples[from];
    float max = min;
    for (int i = from; i < from + length; i++) {
      float sample = samples[i];
      min = Math.min(min, sample);
      max = Math.max(max, sample);
      double x = sample - shift;
      double xx = x * x;
      s1 += x;
      s2 += xx;
      s3 += xx * x;
      s4 += xx * xx;
    }
    double m = s1 / length;
    double m2 = Math.max(0, s2 / length - m * m);
    double m3 = s3 / length - 3 * m * s2 / length + 2 * m * m * m;
    double m4 = s4 / length - 4 * m * s3 / length + 6 * m * m * s2 / length - 3 * m * m * m * m;
    mean = shift + m;
    rms = Math.sqrt(m2 + mean * mean);
    standardDeviation = Math.sqrt(m2);
    minimum = min;
    maximum = max;
    // A flat signal has no shape.
    skewness = m2 > 0 ? m3 / (m2 * standardDeviation) : Double.NaN;
    kurtosis = m2 > 0 ? m4 / (m2 * m2) : Double.NaN;
  }

  public double mean() {
    return mean;
  }

  /** Root mean square about zero. */
  public double rms() {
    return rms;
  }

  /** Root mean square about the mean (population): the RMS of an AC-coupled signal. */
  public double standardDeviation() {
    return standardDeviation;
  }

  public double minimum() {
    return minimum;
  }

  public double maximum() {
    return maximum;
  }

  /** Largest distance from the mean. */
  public double peak() {
    return Math.max(maximum - mean, mean - minimum);
  }

  public double peakToPeak() {
    return maximum - minimum;
  }

  /** Peak over standard deviation: √2 for a sine. NaN for a flat signal. */
  public double crest() {
    return standardDeviation > 0 ? peak() / standardDeviation : Double.NaN;
  }

  /** Third standardised moment: 0 for a symmetric distribution. NaN for a flat signal. */
  public double skewness() {
    return skewness;
  }

  /** Fourth standardised moment: 3 for Gaussian noise, 1.5 for a sine. NaN for a flat signal. */
  public double kurtosis() {
    return kurtosis;
  }
}
