package io.millwright.models.signal;

import java.util.Arrays;

/**
 * Averaged spectrum of overlapping windowed segments: P. D. Welch, "The use of fast Fourier
 * transform for the estimation of power spectra", IEEE Trans. Audio Electroacoust. 15 (1967) 70,
 * doi:10.1109/TAU.1967.1161901. For those who look at long records: the jobs judge whole frames,
 * whose lines are the narrower for it, and average what they measure in {@code DiagnosisMemory}
 * instead. The mean of each segment is removed. One owner thread; no allocation per call for
 * segments whose length has no prime factors but 2, 3 and 5.
 */
public final class WelchSpectrum {
  private final RealFft fft;
  private final int hop;
  private final double sampleRateHz;
  private final float[] taper;
  private final double coherentGain;
  private final double powerGain;
  private final float[] work;
  private final float[] segmentPower;
  private final double[] sum;
  private final float[] density;
  private final float[] amplitude;
  private int segments;

  /**
   * @param segment samples of a segment; even
   * @param hop samples from one segment to the next
   * @param sampleRateHz above 0
   */
  public WelchSpectrum(int segment, int hop, Window window, double sampleRateHz) {
    if (hop < 1) {
      throw new IllegalArgumentException("hop must be at least 1, was " + hop);
    }
    this.fft = new RealFft(segment);
    this.hop = hop;
    this.sampleRateHz = SampleRates.checked(sampleRateHz);
    this.taper = window.coefficients(segment);
    this.coherentGain = window.coherentGain();
    this.powerGain = window.powerGain();
    this.work = new float[segment];
    this.segmentPower = new float[fft.bins()];
    this.sum = new double[fft.bins()];
    this.density = new float[fft.bins()];
    this.amplitude = new float[fft.bins()];
  }

  /** Width of a bin. */
  public double binHz() {
    return sampleRateHz / fft.size();
  }

  /** Number of lines from zero to half the sample rate. */
  public int bins() {
    return fft.bins();
  }

  /**
   * Takes new samples in place of the last ones; a rest shorter than a segment is left out.
   *
   * @throws IllegalArgumentException if there are fewer samples than a segment has
   */
  public void compute(float[] samples, int from, int length) {
    if (length < fft.size()) {
      throw new IllegalArgumentException(
          "need at least " + fft.size() + " samples, were " + length);
    }
    Arrays.fill(sum, 0);
    segments = 0;
    for (int start = from; start + fft.size() <= from + length; start += hop) {
      addSegment(samples, start);
    }
    double perBin = 1 / (powerGain * fft.size() * sampleRateHz * segments);
    double perLine = 1 / (coherentGain * fft.size());
    int last = fft.bins() - 1;
    for (int k = 0; k <= last; k++) {
      double sides = k == 0 || k == last ? 1 : 2;
      density[k] = (float) (sum[k] * perBin * sides);
      amplitude[k] = (float) (Math.sqrt(sum[k] / segments) * perLine * sides);
    }
  }

  private void addSegment(float[] samples, int start) {
    double total = 0;
    for (int i = 0; i < work.length; i++) {
      total += samples[start + i];
    }
    float mean = (float) (total / work.length);
    for (int i = 0; i < work.length; i++) {
      work[i] = (samples[start + i] - mean) * taper[i];
    }
    fft.forward(work);
    fft.power(work, segmentPower);
    for (int k = 0; k < sum.length; k++) {
      sum[k] += segmentPower[k];
    }
    segments++;
  }

  /** Segments that were averaged. */
  public int segments() {
    return segments;
  }

  /** One-sided power spectral density, unit²/Hz: its integral is the variance. Shared. */
  public float[] powerSpectralDensity() {
    return density;
  }

  /** One-sided amplitude (peak, not RMS) of a sine at each line, in the samples' unit. Shared. */
  public float[] amplitude() {
    return amplitude;
  }

  /** RMS of what lies between two frequencies, both bins included, in the samples' unit. */
  public double bandRms(double fromHz, double toHz) {
    int first = Math.max(0, (int) Math.ceil(fromHz / binHz() - 1e-9));
    int last = Math.min(bins() - 1, (int) Math.floor(toHz / binHz() + 1e-9));
    double power = 0;
    for (int k = first; k <= last; k++) {
      power += density[k];
    }
    return Math.sqrt(power * binHz());
  }
}
