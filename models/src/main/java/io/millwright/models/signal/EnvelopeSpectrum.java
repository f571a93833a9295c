package io.millwright.models.signal;

/**
 * Spectrum of an envelope or of its square: where a bearing's fault lines stand, since an impact
 * excites resonances far above the rate of the impacts (R. B. Randall, J. Antoni, "Rolling element
 * bearing diagnostics: a tutorial", Mech. Syst. Signal Process. 25 (2011) 485,
 * doi:10.1016/j.ymssp.2010.07.017; they prefer the square). The mean is removed and a Hann taper
 * applied. One owner thread; no allocation per frame.
 */
public final class EnvelopeSpectrum {
  private final RealFft fft;
  private final float[] taper;
  private final float[] work;
  private final float[] amplitude;
  private double binHz;
  private double mean;

  /**
   * @param points points of the envelopes
   */
  public EnvelopeSpectrum(int points) {
    this.fft = new RealFft(points);
    this.taper = Window.HANN.coefficients(points);
    this.work = new float[points];
    this.amplitude = new float[fft.bins()];
  }

  /** Takes an envelope in place of the last one. */
  public void compute(BandEnvelope envelope) {
    compute(envelope.envelope(), envelope.sampleRateHz(), false);
  }

  /** Takes the square of an envelope in place of the last one. */
  public void computeSquared(BandEnvelope envelope) {
    compute(envelope.envelope(), envelope.sampleRateHz(), true);
  }

  private void compute(float[] envelope, double sampleRateHz, boolean squared) {
    if (envelope.length != work.length) {
      throw new IllegalArgumentException(
          "need " + work.length + " points, were " + envelope.length);
    }
    double total = 0;
    for (int i = 0; i < work.length; i++) {
      float value = squared ? envelope[i] * envelope[i] : envelope[i];
      work[i] = value;
      total += value;
    }
    mean = total / work.length;
    float offset = (float) mean;
    for (int i = 0; i < work.length; i++) {
      work[i] = (work[i] - offset) * taper[i];
    }
    fft.forward(work);
    fft.magnitude(work, amplitude);
    float perLine = (float) (2 / (Window.HANN.coherentGain() * fft.size()));
    for (int k = 0; k < amplitude.length; k++) {
      amplitude[k] *= perLine;
    }
    binHz = sampleRateHz / fft.size();
  }

  /** Width of a bin of the last spectrum. */
  public double binHz() {
    return binHz;
  }

  /** Number of lines. */
  public int bins() {
    return fft.bins();
  }

  /** Mean of the last envelope, or of its square. */
  public double mean() {
    return mean;
  }

  /** Peak amplitude of each line, in the unit of the envelope or its square. Shared. */
  public float[] amplitude() {
    return amplitude;
  }
}
