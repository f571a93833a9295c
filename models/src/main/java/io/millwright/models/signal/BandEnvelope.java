package io.millwright.models.signal;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Envelope of a band of a frame: the magnitude of the analytic signal (D. Gabor 1946) of the
 * band-passed frame. The band's positive frequencies are moved to zero and transformed back, so the
 * band-pass, the Hilbert transform and the decimation are one short inverse transform; the move
 * does not change the magnitude (R. B. Randall, "Vibration-based Condition Monitoring", 2nd ed.
 * 2021, section 5.5). The band's edges are sharp.
 *
 * <p>One owner thread; no allocation per frame.
 */
public final class BandEnvelope {
  private final int points;
  private final FloatFFT_1D plan;
  private final float[] analytic;
  private final float[] envelope;
  private double sampleRateHz;

  /**
   * @param points points of the envelope over the frame; a power of two. The widest band that is
   *     taken has points / 2 bins of the frame, so that the squared envelope is free of aliases.
   */
  public BandEnvelope(int points) {
    if (points < 4 || Integer.bitCount(points) != 1) {
      throw new IllegalArgumentException("points must be a power of two from 4, was " + points);
    }
    this.points = points;
    this.plan = new FloatFFT_1D(points);
    this.analytic = new float[2 * points];
    this.envelope = new float[points];
  }

  /** An envelope with the fewest points for bands of a width in frames of a length. */
  public static BandEnvelope forBandwidth(double bandwidthHz, double sampleRateHz, int length) {
    double bins = bandwidthHz * length / SampleRates.checked(sampleRateHz) + 1;
    return new BandEnvelope(Math.max(4, Integer.highestOneBit((int) Math.ceil(2 * bins) - 1) * 2));
  }

  /**
   * Demodulates a band of a frame.
   *
   * @param fromHz lower edge; bins at the edges are included
   * @param toHz upper edge
   * @throws IllegalArgumentException if the band is empty or too wide
   */
  public void demodulate(FrameSpectrum frame, double fromHz, double toHz) {
    int first = Math.max(1, frame.firstBin(fromHz));
    int last = Math.min(frame.bins() - 2, frame.lastBin(toHz));
    int count = last - first + 1;
    if (count < 1 || count > points / 2) {
      throw new IllegalArgumentException(
          "the band "
              + fromHz
              + " to "
              + toHz
              + " Hz has "
              + count
              + " bins, need 1 to "
              + points / 2);
    }
    demodulate(frame.packed(), frame.length(), frame.binHz(), first, count);
  }

  /**
   * Demodulates bins of a transform, which may have been whitened. Up to all points may be taken:
   * the squared envelope is then free of aliases below {@code points - count} bins only.
   *
   * @param packed as {@link RealFft} packs it
   * @param length samples of the frame
   */
  void demodulate(float[] packed, int length, double binHz, int first, int count) {
    if (first < 1 || count < 1 || count > points || first + count > length / 2) {
      throw new IllegalArgumentException(
          "cannot take " + count + " bins from " + first + " of " + length / 2);
    }
    System.arraycopy(packed, 2 * first, analytic, 0, 2 * count);
    Arrays.fill(analytic, 2 * count, 2 * points, 0);
    plan.complexInverse(analytic, false);
    float scale = 2f / length;
    for (int i = 0; i < points; i++) {
      float re = analytic[2 * i];
      float im = analytic[2 * i + 1];
      envelope[i] = scale * (float) Math.sqrt(re * re + im * im);
    }
    sampleRateHz = binHz * points;
  }

  /** Points of the envelope over the frame. */
  public int points() {
    return points;
  }

  /** Points per second of the last envelope. */
  public double sampleRateHz() {
    return sampleRateHz;
  }

  /** The last envelope, in the samples' unit: the amplitude for a sine. Shared. */
  public float[] envelope() {
    return envelope;
  }
}
