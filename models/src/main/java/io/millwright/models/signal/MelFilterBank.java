package io.millwright.models.signal;

/**
 * Overlapping triangular bands that are equally wide on a {@link MelScale}, over the lines of a
 * spectrum. Each triangle has unit area over frequency (librosa's {@code norm="slaney"}), so that a
 * flat spectrum gives a flat result. Immutable; only the lines under a triangle are visited.
 */
public final class MelFilterBank {
  private final int bins;
  private final int[] firstBin; // of each band
  private final float[][] weights; // of each band from its first bin on

  /**
   * @param bands number of bands
   * @param fftSize samples of the transformed frames
   * @param sampleRateHz above 0
   * @param fromHz lower edge of the first band
   * @param toHz upper edge of the last band, up to half the sample rate
   */
  public MelFilterBank(
      int bands, int fftSize, double sampleRateHz, double fromHz, double toHz, MelScale scale) {
    if (bands < 1) {
      throw new IllegalArgumentException("need at least 1 band, was " + bands);
    }
    if (!(fromHz >= 0) || !(toHz > fromHz) || toHz > SampleRates.checked(sampleRateHz) / 2) {
      throw new IllegalArgumentException(
          "need 0 <= fromHz < toHz <= half the sample rate, were " + fromHz + " and " + toHz);
    }
    this.bins = fftSize / 2 + 1;
    this.firstBin = new int[bands];
    this.weights = new float[bands][];
    double binHz = sampleRateHz / fftSize;
    double from = scale.mel(fromHz);
    double step = (scale.mel(toHz) - from) / (bands + 1);
    for (int b = 0; b < bands; b++) {
      triangle(
          b,
          scale.hz(from + b * step),
          scale.hz(from + (b + 1) * step),
          scale.hz(from + (b + 2) * step),
          binHz);
    }
  }

  private void triangle(int band, double low, double peak, double high, double binHz) {
    int first = (int) Math.max(0, Math.ceil(low / binHz));
    int last = (int) Math.min(bins - 1, Math.floor(high / binHz));
    firstBin[band] = first;
    weights[band] = new float[Math.max(0, last - first + 1)];
    double area = 2 / (high - low);
    for (int k = first; k <= last; k++) {
      double hz = k * binHz;
      double rise = (hz - low) / (peak - low);
      double fall = (high - hz) / (high - peak);
      weights[band][k - first] = (float) (area * Math.max(0, Math.min(rise, fall)));
    }
  }

  /** Number of bands. */
  public int bands() {
    return weights.length;
  }

  /**
   * Sums a spectrum into the bands.
   *
   * @param spectrum powers or magnitudes, fftSize / 2 + 1 lines
   * @param into one value for each band
   */
  public void apply(float[] spectrum, float[] into) {
    for (int b = 0; b < weights.length; b++) {
      float[] band = weights[b];
      int first = firstBin[b];
      float sum = 0;
      for (int i = 0; i < band.length; i++) {
        sum += band[i] * spectrum[first + i];
      }
      into[b] = sum;
    }
  }
}
