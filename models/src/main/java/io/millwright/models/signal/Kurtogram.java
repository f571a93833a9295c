package io.millwright.models.signal;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Spectral kurtosis over a tree of bands: finds the band where a signal is most impulsive, which is
 * the one to demodulate. J. Antoni, "Fast computation of the kurtogram for the detection of
 * transient faults", Mech. Syst. Signal Process. 21 (2007) 108, doi:10.1016/j.ymssp.2005.12.002:
 * halves and thirds of the spectrum, each halved again and again, and in each band the kurtosis of
 * the complex envelope, {@code E|c|⁴ / (E|c|²)² - 2}: 0 for Gaussian noise, -1 for a steady tone.
 *
 * <p>Deviations. The bands are cut out of one transform of the frame, so their edges are sharp,
 * like those of {@link BandEnvelope}. A sixteenth of the frame at either end is left out, because
 * the ends of a frame meet there and the step between them looks like an impulse. The best band is
 * the one whose kurtosis less two standard errors (2/√n each, of n independent points, for noise)
 * is largest, not the one with the largest kurtosis, which in noise is always a narrow one.
 *
 * <p>Frames are added, the kurtosis is their mean: one short frame claims little. One owner thread;
 * no allocation per frame.
 */
public final class Kurtogram {
  private static final int LEFT_OUT = 16;
  private static final double STANDARD_ERRORS = 2;

  private final double binHz;
  private final int length;
  private final int[] first; // bin of each band
  private final int[] count; // bins of each band
  private final FloatFFT_1D[] plans; // by binary logarithm of the size
  private final float[] analytic;
  private final double[] sum;
  private int frames;
  private int best = -1;

  /**
   * @param length samples of the frames
   * @param sampleRateHz of the frames
   * @param leastBandwidthHz no band is narrower; must hold several of the modulation's harmonics,
   *     so three times the highest fault frequency is a good choice
   */
  public Kurtogram(int length, double sampleRateHz, double leastBandwidthHz) {
    this.length = length;
    this.binHz = SampleRates.checked(sampleRateHz) / length;
    if (!(leastBandwidthHz > 0) || leastBandwidthHz > sampleRateHz / 4) {
      throw new IllegalArgumentException(
          "least bandwidth must be above 0 and up to a quarter of the sample rate, was "
              + leastBandwidthHz);
    }
    int bands = 0;
    for (int parts = 1; parts != 0; parts = next(parts, leastBandwidthHz)) {
      bands += parts;
    }
    this.first = new int[bands];
    this.count = new int[bands];
    int b = 0;
    for (int parts = 1; parts != 0; parts = next(parts, leastBandwidthHz)) {
      for (int i = 0; i < parts; i++) {
        first[b] = bin((double) i / parts);
        count[b] = bin((i + 1.0) / parts) - first[b];
        b++;
      }
    }
    int largest = binaryLogarithm(count[0]);
    this.plans = new FloatFFT_1D[largest + 1];
    for (int c : count) {
      int log = binaryLogarithm(c);
      if (plans[log] == null) {
        plans[log] = new FloatFFT_1D(1L << log);
      }
    }
    this.analytic = new float[2 << largest];
    this.sum = new double[bands];
  }

  /** As the features of vibration use it. */
  public static Kurtogram forBearings(int length, double sampleRateHz) {
    return new Kurtogram(length, sampleRateHz, EnvelopeLevels.NARROWEST * sampleRateHz);
  }

  /** The next of 1, 2, 3, 4, 6, 8, 12, …; 0 when the bands would be too narrow. */
  private int next(int parts, double leastBandwidthHz) {
    boolean isPowerOfTwo = Integer.bitCount(parts) == 1;
    int next = parts == 1 ? 2 : isPowerOfTwo ? parts / 2 * 3 : parts / 3 * 4;
    return binHz * length / 2 / next >= leastBandwidthHz ? next : 0;
  }

  private int bin(double fraction) {
    return Math.max(1, (int) Math.round(fraction * (length / 2.0)));
  }

  private static int binaryLogarithm(int size) {
    return 32 - Integer.numberOfLeadingZeros(Math.max(1, size - 1)); // rounded up, at least 1
  }

  /** Forgets all frames. */
  public void clear() {
    Arrays.fill(sum, 0);
    frames = 0;
    best = -1;
  }

  /** Adds a frame. */
  public void add(FrameSpectrum frame) {
    if (frame.length() != length) {
      throw new IllegalArgumentException("need " + length + " samples, were " + frame.length());
    }
    frames++;
    double score = Double.NEGATIVE_INFINITY;
    for (int b = 0; b < sum.length; b++) {
      sum[b] += kurtosis(frame.packed(), first[b], count[b]);
      double points = count[b] * (1 - 2.0 / LEFT_OUT) * frames;
      double lower = sum[b] / frames - STANDARD_ERRORS * 2 / Math.sqrt(points);
      if (lower > score) {
        score = lower;
        best = b;
      }
    }
  }

  private double kurtosis(float[] packed, int from, int bins) {
    int log = binaryLogarithm(bins);
    int points = 1 << log;
    System.arraycopy(packed, 2 * from, analytic, 0, 2 * bins);
    Arrays.fill(analytic, 2 * bins, 2 * points, 0);
    plans[log].complexInverse(analytic, false);
    double second = 0;
    double fourth = 0;
    int skip = points / LEFT_OUT;
    for (int i = skip; i < points - skip; i++) {
      double re = analytic[2 * i];
      double im = analytic[2 * i + 1];
      double square = re * re + im * im;
      second += square;
      fourth += square * square;
    }
    int used = points - 2 * skip;
    return second > 0 ? fourth * used / (second * second) - 2 : 0;
  }

  /** Frames that were added. */
  public int frames() {
    return frames;
  }

  /** Number of bands. */
  public int bands() {
    return first.length;
  }

  /** Mean kurtosis of the complex envelope in a band. */
  public double kurtosis(int band) {
    return sum[band] / frames;
  }

  /** Lower edge of a band. */
  public double fromHz(int band) {
    return first[band] * binHz;
  }

  /** Upper edge of a band. */
  public double toHz(int band) {
    return (first[band] + count[band] - 1) * binHz;
  }

  /**
   * The most impulsive band.
   *
   * @throws IllegalStateException before the first frame
   */
  public int best() {
    if (best < 0) {
      throw new IllegalStateException("no frame was added");
    }
    return best;
  }
}
