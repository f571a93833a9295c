package io.millwright.models.signal;

/**
 * Level of the peaks over that of the valleys in octave bands: D.-N. Jiang et al., "Music type
 * classification by spectral contrast feature", ICME 2002, doi:10.1109/ICME.2002.1035731, as
 * librosa 0.10's {@code spectral_contrast} does it with its defaults: below 200 Hz and six octaves
 * above, the mean of the largest and smallest 2 % of the magnitudes, levels as of powers. librosa's
 * limit of 80 dB below the largest value of a whole sound is left out, since a stream has no end.
 * One owner thread; no allocation per frame.
 */
public final class SpectralContrast {
  private static final double FIRST_EDGE_HZ = 200;
  private static final int OCTAVES = 6;
  private static final double QUANTILE = 0.02;

  private final int[] from = new int[OCTAVES + 1];
  private final int[] to = new int[OCTAVES + 1]; // exclusive
  private final int[] count = new int[OCTAVES + 1];
  private final float[] work;

  /**
   * @param fftSize samples of the transformed frames
   * @param sampleRateHz above 12.8 kHz, so that the last octave is not empty
   */
  public SpectralContrast(int fftSize, double sampleRateHz) {
    double binHz = sampleRateHz / fftSize;
    if (!(FIRST_EDGE_HZ * (1 << (OCTAVES - 1)) < sampleRateHz / 2)) {
      throw new IllegalArgumentException("sample rate must be above 12800 Hz, was " + sampleRateHz);
    }
    if (FIRST_EDGE_HZ < 2 * binHz) {
      throw new IllegalArgumentException("frames of " + fftSize + " are too short");
    }
    int bins = fftSize / 2 + 1;
    for (int b = 0; b <= OCTAVES; b++) {
      double low = b == 0 ? 0 : FIRST_EDGE_HZ * (1 << (b - 1));
      double high = FIRST_EDGE_HZ * (1 << b);
      int first = (int) Math.ceil(low / binHz);
      int last = b == OCTAVES ? bins - 1 : (int) Math.floor(high / binHz);
      from[b] = b == 0 ? first : first - 1;
      count[b] = Math.max(1, (int) Math.rint(QUANTILE * (last - from[b] + 1)));
      to[b] = b == OCTAVES ? last + 1 : last;
    }
    this.work = new float[bins];
  }

  /** Number of bands: 7. */
  public int bands() {
    return from.length;
  }

  /**
   * Writes the contrast of each band, dB.
   *
   * @param magnitude magnitudes, fftSize / 2 + 1 lines
   */
  public void apply(float[] magnitude, float[] into) {
    for (int b = 0; b < from.length; b++) {
      int n = to[b] - from[b];
      System.arraycopy(magnitude, from[b], work, 0, n);
      int k = count[b];
      // Selection puts smaller values before the k-th and larger ones behind it.
      Selection.kth(work, n, k - 1);
      double valley = mean(work, 0, k);
      Selection.kth(work, n, n - k);
      double peak = mean(work, n - k, n);
      into[b] = (float) (Decibels.ofPower(peak) - Decibels.ofPower(valley));
    }
  }

  private static double mean(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }
}
