package io.millwright.models.signal;

/**
 * Tapers for spectra, in their periodic form (period N, as for spectral analysis, not N-1), after
 * F. J. Harris, "On the use of windows for harmonic analysis with the discrete Fourier transform",
 * Proc. IEEE 66 (1978) 51, doi:10.1109/PROC.1978.10837. The flat top is that of ISO 18431-2.
 */
public enum Window {
  RECTANGULAR(1),
  HANN(0.5, 0.5),
  HAMMING(0.54, 0.46),
  BLACKMAN(0.42, 0.5, 0.08),
  /** Amplitudes of lines between bins are right to 0.1 %; resolution is 3.8 bins. */
  FLAT_TOP(1, 1.933, 1.286, 0.388, 0.0322);

  private final double[] cosines;

  Window(double... cosines) {
    this.cosines = cosines;
  }

  /** A new array of coefficients. */
  public float[] coefficients(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, was " + size);
    }
    float[] w = new float[size];
    for (int i = 0; i < size; i++) {
      w[i] = (float) at(i, size);
    }
    return w;
  }

  private double at(int i, int size) {
    double sum = 0;
    for (int m = 0; m < cosines.length; m++) {
      double term = cosines[m] * Math.cos(2 * Math.PI * m * i / size);
      sum += m % 2 == 0 ? term : -term;
    }
    return sum;
  }

  /** Mean of the coefficients: what the amplitude of a sine shrinks by. */
  public double coherentGain() {
    return cosines[0];
  }

  /** Mean of the squared coefficients: what the power of noise shrinks by. */
  public double powerGain() {
    double sum = cosines[0] * cosines[0];
    for (int m = 1; m < cosines.length; m++) {
      sum += cosines[m] * cosines[m] / 2;
    }
    return sum;
  }

  /** Equivalent noise bandwidth in bins; 1.5 for Hann. */
  public double noiseBandwidthBins() {
    return powerGain() / (coherentGain() * coherentGain());
  }
}
