package io.millwright.models.signal;

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
 * for even sizes, which are the only ones taken here. Sizes that are powers of two do not allocate;
 * other sizes whose prime factors are small allocate one work array for each call.
 *
 * <p>Stateless after construction, but the underlying plan is not documented as shareable: one
 * owner thread.
 */
public final class RealFft {
  static {
    // The library would split long transforms over a thread pool; our threads are the caller's.
    CommonUtils.setThreadsBeginN_1D_FFT_2Threads(Long.MAX_VALUE);
    CommonUtils.setThreadsBeginN_1D_FFT_4Threads(Long.MAX_VALUE);
  }

  private final int size;
  private final FloatFFT_1D plan;

  /**
   * @param size number of samples; even, at least 2
   */
  public RealFft(int size) {
    if (size < 2 || size % 2 != 0) {
      throw new IllegalArgumentException("size must be even and at least 2, was " + size);
    }
    this.size = size;
    this.plan = new FloatFFT_1D(size);
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
    plan.realForward(samples);
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
