package io.millwright.dashboards.signals;

import io.millwright.models.signal.BandEnvelope;
import io.millwright.models.signal.EnvelopeSpectrum;
import io.millwright.models.signal.FrameSpectrum;
import io.millwright.models.signal.Kurtogram;
import org.jspecify.annotations.Nullable;

/**
 * Makes spectra of waveforms by the same classes as the features that are judged: what a person
 * sees is what the platform saw. Waveforms of one length and rate after another share their plans.
 * Owned by one thread.
 */
public final class SpectrumMaker {
  /** Samples that a spectrum can be made of, as of features. */
  public static final int FEWEST_SAMPLES = 256;

  private @Nullable FrameSpectrum frame;
  private @Nullable Kurtogram kurtogram;

  /**
   * The spectrum of a waveform.
   *
   * @param acceleration m/s²; an even number of at least {@value #FEWEST_SAMPLES}
   * @param range of the envelope; not looked at for the others
   * @throws IllegalArgumentException if there are too few samples
   */
  public LineSpectrum make(
      float[] acceleration, double sampleRateHz, SpectrumKind kind, EnvelopeRange range) {
    int length = acceleration.length & ~1;
    if (length < FEWEST_SAMPLES) {
      throw new IllegalArgumentException("a spectrum needs 256 samples, there are " + length);
    }
    FrameSpectrum spectrum = frame;
    if (spectrum == null
        || spectrum.length() != length
        || spectrum.sampleRateHz() != sampleRateHz) {
      spectrum = new FrameSpectrum(length, sampleRateHz);
      frame = spectrum;
      kurtogram = null;
    }
    spectrum.compute(acceleration, 0);
    return switch (kind) {
      case ACCELERATION ->
          new LineSpectrum(kind, spectrum.binHz(), spectrum.amplitude().clone(), 0, 0);
      case VELOCITY -> {
        float[] velocity = new float[spectrum.bins()];
        spectrum.velocityMmPerS(velocity);
        yield new LineSpectrum(kind, spectrum.binHz(), velocity, 0, 0);
      }
      case ENVELOPE -> envelope(spectrum, range);
    };
  }

  private LineSpectrum envelope(FrameSpectrum spectrum, EnvelopeRange range) {
    double nyquist = spectrum.sampleRateHz() / 2;
    double low = range.low() * nyquist;
    double high = range.high() * nyquist;
    if (range == EnvelopeRange.IMPULSIVE) {
      Kurtogram search = kurtogram;
      if (search == null) {
        search = Kurtogram.forBearings(spectrum.length(), spectrum.sampleRateHz());
        kurtogram = search;
      }
      search.clear();
      search.add(spectrum);
      int best = search.best();
      low = search.fromHz(best);
      high = search.toHz(best);
    }
    BandEnvelope envelope =
        BandEnvelope.forBandwidth(high - low, spectrum.sampleRateHz(), spectrum.length());
    envelope.demodulate(spectrum, low, high);
    EnvelopeSpectrum lines = new EnvelopeSpectrum(envelope.points());
    lines.computeSquared(envelope);
    // The square of a band's envelope beats no faster than the band is wide.
    int bins = Math.min(lines.bins(), (int) ((high - low) / lines.binHz()) + 1);
    float[] amplitude = new float[bins];
    System.arraycopy(lines.amplitude(), 0, amplitude, 0, bins);
    return new LineSpectrum(SpectrumKind.ENVELOPE, lines.binHz(), amplitude, low, high);
  }
}
