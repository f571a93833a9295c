package io.millwright.models.signal;

import org.jspecify.annotations.Nullable;
import org.jtransforms.fft.FloatFFT_1D;
import org.jtransforms.utils.CommonUtils;

/**
 * Discrete Fourier transform of real samples, in place, unscaled: {@code X[k] = Σ x[n]
 * exp(-2πi·kn/N)}.
 *
 * <p>Single precision: samples are 16 or 24 bits wide, the error of a transform is 2·10⁻⁷ of the
 * signal's RMS, and the memory traffic is half.
 *
 * <p>A transformed array is <em>packed</em>: {@code [X0, X(N/2), Re X1, Im X1, Re X2, Im X2, …]}
 * for even sizes, which are the only ones taken here. Sizes whose prime factors are 2, 3 and 5 do
 * not allocate; others allocate a work array for each call, and so does the inverse unless the size
 * is a power of two.
 *
 * <p>Owns work buffers: one owner thread.
 */
public final class RealFft {
  static {
    // The library would split long transforms over a thread pool; our threads are the caller's.
    CommonUtils.setThreadsBeginN_1D_FFT_2Threads(Long.MAX_VALUE);
    CommonUtils.setThreadsBeginN_1D_FFT_4Threads(Long.MAX_VALUE);
  }

  private final int size;
  private final FloatFFT_1D plan;
  private final @Nullable SmoothFft half; // of the even samples as real, the odd as imaginary part
  private final float[] cos; // of 2πk/size up to a quarter turn
  private final float[] sin;

  /**
   * @param size number of samples; even, at least 2
   */
  public RealFft(int size) {
    if (size < 2 || size % 2 != 0) {
      throw new IllegalArgumentException("size must be even and at least 2, was " + size);
    }
    this.size = size;
    this.plan = new FloatFFT_1D(size);
    boolean isPowerOfTwo = Integer.bitCount(size) == 1;
    this.half = isPowerOfTwo || !SmoothFft.isSmooth(size / 2) ? null : new SmoothFft(size / 2);
    this.cos = new float[half == null ? 0 : size / 4 + 1];
    this.sin = new float[cos.length];
    for (int k = 0; k < cos.length; k++) {
      cos[k] = (float) Math.cos(2 * Math.PI * k / size);
      sin[k] = (float) Math.sin(2 * Math.PI * k / size);
    }
  }

  /** Number of samples. */
  public int size() {
    return size;
  }

  /** Number of spectral lines from zero to half the sample rate, both included: size / 2 + 1. */
  public int bins() {
    return size / 2 + 1;
  }

  /** Transforms the first {@link #size()} values in place to the packed form. */
  public void forward(float[] samples) {
    if (half == null) {
      plan.realForward(samples);
    } else {
      forward(samples, half);
    }
  }

  /** A real transform by a complex one of half the size (Van Loan 1992, section 4.3). */
  private void forward(float[] samples, SmoothFft transform) {
    int m = size / 2;
    float[] re = transform.re();
    float[] im = transform.im();
    for (int i = 0; i < m; i++) {
      re[i] = samples[2 * i];
      im[i] = samples[2 * i + 1];
    }
    transform.forward();
    re = transform.re();
    im = transform.im();
    samples[0] = re[0] + im[0];
    samples[1] = re[0] - im[0];
    for (int k = 1; k <= m / 2; k++) {
      int mirror = m - k;
      float evenRe = 0.5f * (re[k] + re[mirror]);
      float evenIm = 0.5f * (im[k] - im[mirror]);
      float oddRe = 0.5f * (im[k] + im[mirror]);
      float oddIm = -0.5f * (re[k] - re[mirror]);
      float turnedRe = oddRe * cos[k] + oddIm * sin[k];
      float turnedIm = oddIm * cos[k] - oddRe * sin[k];
      samples[2 * k] = evenRe + turnedRe;
      samples[2 * k + 1] = evenIm + turnedIm;
      samples[2 * mirror] = evenRe - turnedRe;
      samples[2 * mirror + 1] = turnedIm - evenIm;
    }
  }

  /** Inverts {@link #forward}, with the factor 1/N, in place. */
  public void inverse(float[] packed) {
    plan.realInverse(packed, true);
  }

  /** Writes |X[k]|² for the {@link #bins()} lines. */
  public void power(float[] packed, float[] power) {
    power[0] = packed[0] * packed[0];
    power[size / 2] = packed[1] * packed[1];
    for (int k = 1; k < size / 2; k++) {
      float re = packed[2 * k];
      float im = packed[2 * k + 1];
      power[k] = re * re + im * im;
    }
  }

  /** Writes |X[k]| for the {@link #bins()} lines. */
  public void magnitude(float[] packed, float[] magnitude) {
    power(packed, magnitude);
    for (int k = 0; k < bins(); k++) {
      magnitude[k] = (float) Math.sqrt(magnitude[k]);
    }
  }
}
