package io.millwright.models.signal;

/**
 * Brings sound to another sample rate by a polyphase low-pass filter: a sinc under a Kaiser window
 * (J. F. Kaiser, R. W. Schafer, "On the use of the I0-sinh window for spectrum analysis", IEEE
 * Trans. ASSP 28 (1980) 105, doi:10.1109/TASSP.1980.1163349). What lies within 0.43 of the lower of
 * both rates passes; what would alias below that is 80 dB down. Beyond its ends a sound is silent.
 *
 * <p>The ratio of the rates, each taken to a whole hertz, is kept as a fraction whose numerator is
 * at most {@value #MOST_PHASES}: exact for the usual rates, else the nearest such fraction, within
 * 0.1 % for rates that differ by a factor of 25 at most. Each phase has a row of taps, so a crooked
 * rate must not decide how many there are. Immutable; no allocation per frame.
 */
public final class Resampler {
  /** Share of the lower rate up to which nothing is lost. */
  public static final double PASS_BAND = 0.43;

  /** What 11.025 kHz needs to become 16 kHz; other multiples of it need fewer. */
  private static final int MOST_PHASES = 640;

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
    this.samples = samples;
    this.up = phases(from, to);
    this.down = inputs(up, from, to);
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

  /** Numerator of the nearest fraction; the smallest if several are as near. */
  private static int phases(int from, int to) {
    int best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int phases = 1; phases <= MOST_PHASES && least > 0; phases++) {
      double error = Math.abs((double) inputs(phases, from, to) * to / phases / from - 1);
      if (error < least) {
        least = error;
        best = phases;
      }
    }
    return best;
  }

  private static int inputs(int phases, int from, int to) {
    return (int) Math.max(1, Math.round((double) phases * from / to));
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
