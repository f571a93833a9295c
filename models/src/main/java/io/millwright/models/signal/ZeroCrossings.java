package io.millwright.models.signal;

/** How often a signal changes its sign. */
public final class ZeroCrossings {
  private static final float THRESHOLD = 1e-10f; // librosa's: smaller values are zero

  private ZeroCrossings() {}

  /**
   * Changes of sign per sample, as librosa 0.10's {@code zero_crossing_rate} counts them within a
   * frame: zero is positive, and the first sample is no crossing.
   *
   * @return 0 to 1; about 2 f / sampleRate for a sine
   */
  public static double rate(float[] samples, int from, int length) {
    if (length < 1) {
      throw new IllegalArgumentException("need at least 1 sample");
    }
    // Without a branch: which way it goes in noise can't be foreseen.
    int crossings = 0;
    int negative = samples[from] < -THRESHOLD ? 1 : 0;
    for (int i = from + 1; i < from + length; i++) {
      int now = samples[i] < -THRESHOLD ? 1 : 0;
      crossings += now ^ negative;
      negative = now;
    }
    return (double) crossings / length;
  }
}
