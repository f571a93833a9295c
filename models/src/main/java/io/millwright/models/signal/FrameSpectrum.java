package io.millwright.models.signal;

import java.util.Arrays;

/**
 * The Fourier transform of one whole frame, computed once and used for everything that lives in the
 * frequency domain: band levels, vibration velocity, line spectra and demodulation. The mean is
 * removed. One owner thread; no allocation per frame if the length's prime factors are 2, 3 and 5.
 *
 * <p>The transform itself is not tapered, since {@link BandEnvelope} needs it so; {@link #power}
 * and what follows from it are Hann-tapered, which in the frequency domain is a three-point
 * convolution (Harris 1978, section IV.C, doi:10.1109/PROC.1978.10837).
 */
public final class FrameSpectrum {
  private static final double HANN_POWER_GAIN = Window.HANN.powerGain();

  /** Power of the three bins of Hann's main lobe over that of the middle one, on a bin. */
  private static final double MAIN_LOBE = 1.5;

  /**
   * Bins below a band of velocities. Below, what a frame's ends do not match is no longer small.
   */
  private static final int LEAST_BINS = 2;

  private final RealFft fft;
  private final double sampleRateHz;
  private final float[] packed;
  private final float[] power;
  private final float[] amplitude;

  /**
   * @param length samples of a frame; even, at least 4
   * @param sampleRateHz above 0
   */
  public FrameSpectrum(int length, double sampleRateHz) {
    if (length < 4) {
      throw new IllegalArgumentException("a frame needs at least 4 samples, had " + length);
    }
    this.fft = new RealFft(length);
    this.sampleRateHz = SampleRates.checked(sampleRateHz);
    this.packed = new float[length];
    this.power = new float[fft.bins()];
    this.amplitude = new float[fft.bins()];
  }

  /** Samples of a frame. */
  public int length() {
    return fft.size();
  }

  public double sampleRateHz() {
    return sampleRateHz;
  }

  /** Number of lines from zero to half the sample rate. */
  public int bins() {
    return fft.bins();
  }

  /** Width of a bin: one over the duration of the frame. */
  public double binHz() {
    return sampleRateHz / fft.size();
  }

  /** Takes {@link #length()} samples in place of the last ones. */
  public void compute(float[] samples, int from) {
    int n = fft.size();
    if (from < 0 || from + n > samples.length) {
      throw new IllegalArgumentException(
          "need " + n + " samples from " + from + ", array has " + samples.length);
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += samples[from + i];
    }
    float mean = (float) (total / n);
    for (int i = 0; i < n; i++) {
      packed[i] = samples[from + i] - mean;
    }
    fft.forward(packed);
    taper();
  }

  private void taper() {
    int half = fft.size() / 2;
    double perLine = 2.0 / (Window.HANN.coherentGain() * fft.size());
    float previousRe = packed[2];
    float previousIm = -packed[3]; // X[-1] is the conjugate of X[1]
    float re = packed[0];
    float im = 0;
    for (int k = 0; k <= half; k++) {
      float nextRe = k + 1 < half ? packed[2 * k + 2] : k + 1 == half ? packed[1] : previousRe;
      float nextIm = k + 1 < half ? packed[2 * k + 3] : k + 1 == half ? 0 : -previousIm;
      float taperedRe = 0.5f * re - 0.25f * (previousRe + nextRe);
      float taperedIm = 0.5f * im - 0.25f * (previousIm + nextIm);
      power[k] = taperedRe * taperedRe + taperedIm * taperedIm;
      double sides = k == 0 || k == half ? 0.5 : 1;
      amplitude[k] = (float) (Math.sqrt(power[k]) * perLine * sides);
      previousRe = re;
      previousIm = im;
      re = nextRe;
      im = nextIm;
    }
  }

  /** The untapered transform, packed as {@link RealFft} says. Shared. */
  float[] packed() {
    return packed;
  }

  /** |X[k]|² of the Hann-tapered frame, unscaled. Shared. */
  public float[] power() {
    return power;
  }

  /** One-sided amplitude (peak) of a sine at each line, Hann-tapered, in samples' unit. Shared. */
  public float[] amplitude() {
    return amplitude;
  }

  /** RMS of what lies between two frequencies, bins at both included, in the samples' unit. */
  public double bandRms(double fromHz, double toHz) {
    double sum = 0;
    int last = lastBin(toHz);
    for (int k = firstBin(fromHz); k <= last; k++) {
      sum += power[k];
    }
    return Math.sqrt(sum * meanSquarePerPower());
  }

  /**
   * RMS of the vibration velocity between two frequencies, of samples that are accelerations in
   * m/s². ISO 20816-1 measures 10 to 1000 Hz, from 2 Hz for machines below 600 rpm: {@link
   * VelocityBand}. The frame is integrated before it is tapered: tapered first, a line's skirts are
   * weighed as lines of their own, which two bins above zero is 19 % too much.
   *
   * @return mm/s; NaN if the frame is too short, with fewer than {@value #LEAST_BINS} bins below
   *     the band, or if the upper frequency is above half the sample rate
   */
  public double velocityRmsMmPerS(double fromHz, double toHz) {
    if (!(fromHz >= LEAST_BINS * binHz() * (1 - 1e-9)) || toHz > sampleRateHz / 2) {
      return Double.NaN;
    }
    double sum = 0;
    int half = fft.size() / 2;
    int last = Math.min(half - 1, lastBin(toHz));
    for (int k = firstBin(fromHz); k <= last; k++) {
      sum += integratedPower(k);
    }
    double perBin = 2 * Math.PI * binHz();
    return 1000 * Math.sqrt(sum * meanSquarePerPower()) / perBin;
  }

  /**
   * Writes the one-sided amplitude (peak) of a sine's vibration velocity at each line, of samples
   * that are accelerations in m/s², integrated before the taper as {@link #velocityRmsMmPerS} does.
   * Below two bins, where what a frame's ends do not match is large, and at half the sample rate it
   * is NaN.
   *
   * @param into takes {@link #bins()} values, mm/s
   */
  public void velocityMmPerS(float[] into) {
    double perLine = 2.0 / (Window.HANN.coherentGain() * fft.size());
    double perBin = 2 * Math.PI * binHz();
    int half = fft.size() / 2;
    Arrays.fill(into, 0, bins(), Float.NaN);
    for (int k = LEAST_BINS; k < half; k++) {
      into[k] = (float) (1000 * perLine / perBin * Math.sqrt(integratedPower(k)));
    }
  }

  /** |X/k|² of the Hann-tapered integral of the frame at a line, 2 to below half the size. */
  private double integratedPower(int k) {
    double re = packed[2 * k] / (2.0 * k) - packed[2 * k - 2] / (4.0 * (k - 1));
    double im = packed[2 * k + 1] / (2.0 * k) - packed[2 * k - 1] / (4.0 * (k - 1));
    boolean nyquist = k + 1 == fft.size() / 2;
    re -= packed[nyquist ? 1 : 2 * k + 2] / (4.0 * (k + 1));
    im -= nyquist ? 0 : packed[2 * k + 3] / (4.0 * (k + 1));
    return re * re + im * im;
  }

  /**
   * Velocity of the line at a bin, of samples that are accelerations in m/s²: from the three bins
   * of the main lobe, so that it does not matter where between bins the line lies (0.1 dB; of one
   * bin it is 1.4 dB).
   *
   * @param hz of the line's largest bin, at least two bins above zero
   * @return mm/s, peak
   */
  double lineVelocityMmPerS(double hz) {
    int middle = Math.max(1, Math.min(fft.bins() - 2, (int) Math.round(hz / binHz())));
    double squares = 0;
    double moment = 0;
    for (int k = middle - 1; k <= middle + 1; k++) {
      double square = (double) amplitude[k] * amplitude[k];
      squares += square;
      moment += square * k;
    }
    double foundHz = moment / squares * binHz();
    return 1000 * Math.sqrt(squares / MAIN_LOBE) / (2 * Math.PI * foundHz);
  }

  private double meanSquarePerPower() {
    double n = fft.size();
    return 2 / (n * n * HANN_POWER_GAIN);
  }

  int firstBin(double hz) {
    return Math.max(0, (int) Math.ceil(hz / binHz() - 1e-9));
  }

  int lastBin(double hz) {
    return Math.min(fft.bins() - 1, (int) Math.floor(hz / binHz() + 1e-9));
  }
}
