package io.millwright.models.signal;

import java.util.Arrays;

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
  private final float[] least; // ascending
  private final float[] greatest; // descending

  /**
   * Over all of a spectrum.
   *
   * @param fftSize samples of the transformed frames
   * @param sampleRateHz above 12.8 kHz, so that the last octave is not empty
   */
  public SpectralContrast(int fftSize, double sampleRateHz) {
    this(fftSize, sampleRateHz, sampleRateHz / 2);
  }

  /**
   * Over a spectrum up to a frequency.
   *
   * @param highestHz where the last octave ends; above 6.4 kHz
   */
  SpectralContrast(int fftSize, double sampleRateHz, double highestHz) {
    double binHz = sampleRateHz / fftSize;
    if (!(FIRST_EDGE_HZ * (1 << (OCTAVES - 1)) < highestHz)) {
      throw new IllegalArgumentException("sample rate must be above 12800 Hz, was " + sampleRateHz);
    }
    if (FIRST_EDGE_HZ < 2 * binHz) {
      throw new IllegalArgumentException("frames of " + fftSize + " are too short");
    }
    int bins = (int) (highestHz / binHz + 1e-9) + 1;
    for (int b = 0; b <= OCTAVES; b++) {
      double low = b == 0 ? 0 : FIRST_EDGE_HZ * (1 << (b - 1));
      double high = FIRST_EDGE_HZ * (1 << b);
      int first = (int) Math.ceil(low / binHz);
      int last = b == OCTAVES ? bins - 1 : (int) Math.floor(high / binHz);
      from[b] = b == 0 ? first : first - 1;
      count[b] = Math.max(1, (int) Math.rint(QUANTILE * (last - from[b] + 1)));
      to[b] = b == OCTAVES ? last + 1 : last;
    }
    int most = Arrays.stream(count).max().orElseThrow();
    this.least = new float[most];
    this.greatest = new float[most];
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
      int k = count[b];
      Arrays.fill(least, 0, k, Float.POSITIVE_INFINITY);
      Arrays.fill(greatest, 0, k, Float.NEGATIVE_INFINITY);
      for (int i = from[b]; i < to[b]; i++) {
        float value = magnitude[i];
        if (value < least[k - 1]) {
          insertLeast(value, k);
        }
        if (value > greatest[k - 1]) {
          insertGreatest(value, k);
        }
      }
      into[b] = (float) (Decibels.ofPower(mean(greatest, k)) - Decibels.ofPower(mean(least, k)));
    }
  }

  /** Few values get here: of n in random order k ln(n/k). */
  private void insertLeast(float value, int k) {
    int place = k - 1;
    while (place > 0 && least[place - 1] > value) {
      least[place] = least[place - 1];
      place--;
    }
    least[place] = value;
  }

  private void insertGreatest(float value, int k) {
    int place = k - 1;
    while (place > 0 && greatest[place - 1] < value) {
      greatest[place] = greatest[place - 1];
      place--;
    }
    greatest[place] = value;
  }

  private static double mean(float[] values, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[i];
    }
    return sum / n;
  }
}
