package io.millwright.models.signal;

/**
 * Brings sound to another sample rate by a polyphase low-pass filter: a sinc under a Kaiser window
 * (J. F. Kaiser, R. W. Schafer, "On the use of the I0-sinh window for spectrum analysis", IEEE
 * Trans. ASSP 28 (1980) 105, doi:10.1109/TASSP.1980.1163349). What lies within 0.43 of the lower of
 * both rates passes; what would alias below that is 80 dB down. Beyond its ends a sound is silent.
 *
 * <p>Rates are taken to a whole hertz. Immutable; no allocation per frame.
 */
public final class Resampler {
  /** Share of the lower rate up to which nothing is lost. */
  public static final double PASS_BAND = 0.43;

  /** Half the amplitude passes here: midway between the pass band and its mirror image. */
  private static final double CUT_OFF = 0.475;

  /** Samples of the lower rate on either side; with {@link #BETA} it sets the transition. */
  private static final int HALF_WIDTH = 32;

  /** Kaiser's formula for 80 dB: 0.1102 (80 - 8.7). */
  private static final double BETA = 7.857;

  private final int samples;
  private final int up; // output samples for every...
  private final int down; // ...so many input samples
  private final int half;
  private final float[][] phases;

  /**
   * @param fromHz rate of the sound, at least 1
   * @param toHz rate wanted, at least 1
   * @param samples of a sound at the first rate
   */
  public Resampler(double fromHz, double toHz, int samples) {
    int from = (int) Math.round(SampleRates.checked(fromHz));
    int to = (int) Math.round(SampleRates.checked(toHz));
    if (from < 1 || to < 1 || samples < 1) {
      throw new IllegalArgumentException(
          "need rates of at least 1 Hz and a sample, were "
              + fromHz
              + ", "
              + toHz
              + ", "
              + samples);
    }
    int common = greatestCommonDivisor(from, to);
    this.samples = samples;
    this.up = to / common;
    this.down = from / common;
    double lower = Math.min(1, (double) to / from); // of the rates, in input samples
    this.half = (int) Math.ceil(HALF_WIDTH / lower);
    this.phases = new float[up][2 * half];
    for (int phase = 0; phase < up; phase++) {
      fill(phases[phase], (double) phase / up, lower);
    }
  }

  /** Taps for an output sample that lies a fraction after input sample {@code half - 1}. */
  private void fill(float[] taps, double fraction, double lower) {
    double sum = 0;
    double[] exact = new double[taps.length];
    for (int j = 0; j < taps.length; j++) {
      double distance = j - (half - 1) - fraction;
      double share = distance / half;
      double x = 2 * CUT_OFF * lower * distance * Math.PI;
      double sinc = x == 0 ? 1 : Math.sin(x) / x;
      exact[j] = sinc * bessel(BETA * Math.sqrt(Math.max(0, 1 - share * share)));
      sum += exact[j];
    }
    for (int j = 0; j < taps.length; j++) {
      taps[j] = (float) (exact[j] / sum);
    }
  }

  /** The modified Bessel function of the first kind and order zero, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-12 * sum; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** Samples that come out. */
  public int length() {
    return (int) ((long) samples * up / down);
  }

  /**
   * Resamples a sound.
   *
   * @param sound as many samples as were told
   * @param into takes {@link #length()} samples
   */
  public void apply(float[] sound, float[] into) {
    int length = length();
    int base = 0;
    int phase = 0;
    for (int n = 0; n < length; n++) {
      float[] taps = phases[phase];
      int first = base - (half - 1);
      int from = Math.max(0, -first);
      int to = Math.min(taps.length, samples - first);
      float sum = 0;
      for (int j = from; j < to; j++) {
        sum += taps[j] * sound[first + j];
      }
      into[n] = sum;
      phase += down;
      base += phase / up;
      phase %= up;
    }
  }
}
