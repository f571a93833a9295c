package io.millwright.models.signal;

/**
 * Mel-frequency cepstral coefficients: the orthonormal cosine transform (DCT-II) of log-mel levels
 * (S. B. Davis, P. Mermelstein, "Comparison of parametric representations for monosyllabic word
 * recognition in continuously spoken sentences", IEEE Trans. ASSP 28 (1980) 357,
 * doi:10.1109/TASSP.1980.1163420). Immutable.
 */
public final class Mfcc {
  private final int bands;
  private final int count;
  private final float[] cosines; // count rows of bands values

  /**
   * @param bands values that are transformed
   * @param count coefficients that are wanted, from the zeroth on; up to bands
   */
  public Mfcc(int bands, int count) {
    if (count < 1 || count > bands) {
      throw new IllegalArgumentException("need 1 to " + bands + " coefficients, was " + count);
    }
    this.bands = bands;
    this.count = count;
    this.cosines = new float[count * bands];
    for (int k = 0; k < count; k++) {
      double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
      for (int b = 0; b < bands; b++) {
        cosines[k * bands + b] = (float) (scale * Math.cos(Math.PI * k * (b + 0.5) / bands));
      }
    }
  }

  /** Number of coefficients. */
  public int count() {
    return count;
  }

  /** Transforms the levels of the bands. */
  public void apply(float[] levels, float[] into) {
    for (int k = 0; k < count; k++) {
      int row = k * bands;
      double sum = 0;
      for (int b = 0; b < bands; b++) {
        sum += cosines[row + b] * levels[b];
      }
      into[k] = (float) sum;
    }
  }
}
