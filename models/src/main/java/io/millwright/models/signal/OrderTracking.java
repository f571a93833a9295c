package io.millwright.models.signal;

/**
 * Resamples a signal at equal steps of the shaft's angle, so that lines at multiples of the shaft
 * speed stay lines while the speed changes: K. R. Fyfe, E. D. S. Munck, "Analysis of computed order
 * tracking", Mech. Syst. Signal Process. 11 (1997) 187, doi:10.1006/mssp.1996.0056. Samples between
 * samples come from a windowed sinc (Kaiser, 32 taps, better than 80 dB up to 0.8 of the Nyquist
 * frequency). One owner thread; no allocation per frame.
 *
 * <p>For those who study run-ups and coast-downs. The jobs judge steady running only and are told
 * one speed a frame, so they do not use it.
 *
 * <p>A spectrum of the result has orders for frequencies: its sample rate is {@link
 * #samplesPerTurn()} per turn. Content above samplesPerTurn / 2 orders is folded down, so choose at
 * least sampleRate / lowest speed.
 */
public final class OrderTracking {
  private static final int HALF_TAPS = 16;
  private static final int PHASES = 512;
  private static final double KAISER_BETA = 8.6; // 80 dB and more: Harris 1978, table I, α = 2.7

  private static final float[] KERNEL = kernel();

  private final int samplesPerTurn;

  /**
   * @param samplesPerTurn samples of the result in a turn of the shaft
   */
  public OrderTracking(int samplesPerTurn) {
    if (samplesPerTurn < 2) {
      throw new IllegalArgumentException("samplesPerTurn must be at least 2");
    }
    this.samplesPerTurn = samplesPerTurn;
  }

  public int samplesPerTurn() {
    return samplesPerTurn;
  }

  /**
   * Resamples a frame whose speed changes evenly from its first sample to its last.
   *
   * @param startHz turns per second at the first sample; above 0
   * @param endHz turns per second at the last sample; above 0
   * @param into takes the result; samples beyond the frame's turns are left alone
   * @return how many samples were written: whole turns are not guaranteed
   */
  public int resample(
      float[] samples,
      int from,
      int length,
      double sampleRateHz,
      double startHz,
      double endHz,
      float[] into) {
    SampleRates.checked(sampleRateHz);
    if (!(startHz > 0) || !(endHz > 0)) {
      throw new IllegalArgumentException(
          "shaft speed must be above 0 Hz, was " + startHz + " to " + endHz);
    }
    double duration = (length - 1) / sampleRateHz;
    double acceleration = (endHz - startHz) / duration; // turns/s²
    double turns = (startHz + endHz) / 2 * duration;
    int count = (int) Math.min(into.length, Math.floor(turns * samplesPerTurn + 1e-9) + 1);
    for (int i = 0; i < count; i++) {
      double angle = (double) i / samplesPerTurn;
      // The positive root of angle = startHz t + acceleration t²/2, without cancellation.
      double speed = Math.sqrt(Math.max(0, startHz * startHz + 2 * acceleration * angle));
      double time = 2 * angle / (startHz + speed);
      into[i] = at(samples, from, length, time * sampleRateHz);
    }
    return count;
  }

  /**
   * Resamples a frame between the pulses of a tachometer that gives one pulse per turn. Between
   * pulses the time is a cubic of the angle whose slopes at the pulses are those of their
   * neighbours (Catmull-Rom).
   *
   * @param pulseSeconds times of the pulses from the frame's first sample on, ascending; at least
   *     two
   * @param into takes the result, from the first pulse on
   * @return how many samples were written: samplesPerTurn for each turn between pulses that lies in
   *     the frame
   */
  public int resample(
      float[] samples,
      int from,
      int length,
      double sampleRateHz,
      double[] pulseSeconds,
      float[] into) {
    SampleRates.checked(sampleRateHz);
    int pulses = pulseSeconds.length;
    if (pulses < 2) {
      throw new IllegalArgumentException("need at least two pulses, were " + pulses);
    }
    for (int p = 1; p < pulses; p++) {
      if (!(pulseSeconds[p] > pulseSeconds[p - 1])) {
        throw new IllegalArgumentException("pulses must ascend, pulse " + p + " does not");
      }
    }
    int count = 0;
    for (int p = 0; p + 1 < pulses && count + samplesPerTurn <= into.length; p++) {
      double t0 = pulseSeconds[p];
      double t1 = pulseSeconds[p + 1];
      if (t0 < 0 || t1 * sampleRateHz > length - 1) {
        continue;
      }
      double slope0 = p > 0 ? (t1 - pulseSeconds[p - 1]) / 2 : t1 - t0;
      double slope1 = p + 2 < pulses ? (pulseSeconds[p + 2] - t0) / 2 : t1 - t0;
      for (int i = 0; i < samplesPerTurn; i++) {
        double u = (double) i / samplesPerTurn;
        double time = hermite(u, t0, slope0, t1, slope1);
        into[count++] = at(samples, from, length, time * sampleRateHz);
      }
    }
    return count;
  }

  private static double hermite(double u, double y0, double m0, double y1, double m1) {
    double v = 1 - u;
    return y0 * (1 + 2 * u) * v * v + m0 * u * v * v + y1 * u * u * (3 - 2 * u) - m1 * u * u * v;
  }

  /** The sample at a fractional position; beyond the ends the end samples go on. */
  private static float at(float[] samples, int from, int length, double position) {
    int whole = (int) Math.floor(position);
    double phase = (position - whole) * PHASES;
    int row = (int) phase;
    float mix = (float) (phase - row);
    int low = row * 2 * HALF_TAPS;
    int high = low + 2 * HALF_TAPS;
    int start = whole - HALF_TAPS + 1;
    float sum = 0;
    for (int t = 0; t < 2 * HALF_TAPS; t++) {
      int index = Math.min(length - 1, Math.max(0, start + t));
      float tap = KERNEL[low + t] + mix * (KERNEL[high + t] - KERNEL[low + t]);
      sum += tap * samples[from + index];
    }
    return sum;
  }

  /** PHASES + 1 rows of taps; row r weighs the samples around a point r / PHASES behind one. */
  private static float[] kernel() {
    float[] kernel = new float[(PHASES + 1) * 2 * HALF_TAPS];
    for (int row = 0; row <= PHASES; row++) {
      double total = 0;
      for (int t = 0; t < 2 * HALF_TAPS; t++) {
        double x = t - HALF_TAPS + 1 - (double) row / PHASES;
        double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        double edge = Math.max(0, 1 - x * x / (HALF_TAPS * HALF_TAPS));
        double value = sinc * bessel0(KAISER_BETA * Math.sqrt(edge)) / bessel0(KAISER_BETA);
        kernel[row * 2 * HALF_TAPS + t] = (float) value;
        total += value;
      }
      for (int t = 0; t < 2 * HALF_TAPS; t++) {
        kernel[row * 2 * HALF_TAPS + t] /= (float) total; // a constant stays that constant
      }
    }
    return kernel;
  }

  /** Modified Bessel function of the first kind, order 0, by its power series. */
  private static double bessel0(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }
}
