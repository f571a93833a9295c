package io.millwright.models.signal;

import org.jspecify.annotations.Nullable;

/**
 * Prominence of every {@link EnvelopeLine} in every {@link EnvelopeBand} of a frame. Owns its work
 * buffers; one owner thread.
 */
final class EnvelopeLevels {
  /** Width over which a line's surroundings are levelled. A choice: several resonances wide. */
  private static final double LEVELLING_HZ = 400;

  /**
   * Narrowest band of the kurtogram, as a fraction of the sample rate: it must let several
   * harmonics of a fault line through. A choice: 500 Hz at 12 kHz, three times BPFI of a common
   * motor.
   */
  static final double NARROWEST = 1.0 / 24;

  private static final EnvelopeBand[] BANDS = EnvelopeBand.values();
  private static final EnvelopeLine[] LINES = EnvelopeLine.values();

  private final FrameSpectrum spectrum;
  private final LineProminence prominence;
  private final double resolvedBins;
  private final double speedTolerance;
  private final Demodulation wide;
  private final Demodulation third;
  private final Kurtogram kurtogram;
  private final float[] whitened;
  private final double[] cumulated;

  /**
   * @param resolvedBins bins that must lie between two lines to tell them apart
   * @param speedTolerance how far the shaft's speed may be from what was told, as a fraction
   */
  EnvelopeLevels(
      FrameSpectrum spectrum,
      LineProminence prominence,
      double resolvedBins,
      double speedTolerance) {
    this.spectrum = spectrum;
    this.prominence = prominence;
    this.resolvedBins = resolvedBins;
    this.speedTolerance = speedTolerance;
    this.wide = new Demodulation(bins(EnvelopeBand.WHOLE));
    this.third =
        new Demodulation(
            Math.max(
                bins(EnvelopeBand.LOW),
                Math.max(bins(EnvelopeBand.MIDDLE), bins(EnvelopeBand.HIGH))));
    this.kurtogram = Kurtogram.forBearings(spectrum.length(), spectrum.sampleRateHz());
    this.whitened = new float[spectrum.length()];
    this.cumulated = new double[spectrum.bins() + 1];
  }

  /** An envelope and its spectrum for bands up to a width. */
  private static final class Demodulation {
    final int bins;
    final BandEnvelope envelope;
    final EnvelopeSpectrum lines;

    Demodulation(int bins) {
      this.bins = bins;
      int points = Math.max(8, 2 * Integer.highestOneBit(bins + bins / 4 - 1));
      envelope = new BandEnvelope(points);
      lines = new EnvelopeSpectrum(points);
    }
  }

  private int first(EnvelopeBand band) {
    return Math.max(1, (int) (band.low() * (spectrum.bins() - 1)));
  }

  private int bins(EnvelopeBand band) {
    return (int) (band.high() * (spectrum.bins() - 1)) - first(band);
  }

  /** Writes the kurtogram's band and then band after band, line after line. */
  void write(double shaftHz, @Nullable BearingFrequencies bearing, float[] target, int at) {
    kurtogram.clear();
    kurtogram.add(spectrum);
    int best = kurtogram.best();
    double fromHz = kurtogram.fromHz(best);
    int foundFirst = bin(fromHz);
    int foundBins = Math.min(wide.bins, bin(kurtogram.toHz(best)) - foundFirst);
    double widthHz = foundBins * spectrum.binHz();
    target[at] = (float) (fromHz + widthHz / 2);
    target[at + 1] = (float) widthHz;
    target[at + 2] = (float) kurtogram.kurtosis(best);
    int next = at + 3;
    for (EnvelopeBand band : BANDS) {
      int first = band == EnvelopeBand.KURTOGRAM ? foundFirst : first(band);
      int bins = band == EnvelopeBand.KURTOGRAM ? foundBins : bins(band);
      float[] packed = spectrum.packed();
      if (band == EnvelopeBand.LEVELLED) {
        level(packed);
        packed = whitened;
      } else if (band == EnvelopeBand.PREWHITENED) {
        whiten(packed);
        packed = whitened;
      }
      Demodulation used = bins <= third.bins ? third : wide;
      used.envelope.demodulate(packed, spectrum.length(), spectrum.binHz(), first, bins);
      used.lines.computeSquared(used.envelope);
      double cleanHz = (used.envelope.points() - bins) * spectrum.binHz();
      prominences(used.lines, cleanHz, shaftHz, bearing, target, next);
      next += LINES.length;
    }
  }

  private int bin(double hz) {
    return Math.max(1, (int) Math.round(hz / spectrum.binHz()));
  }

  private void prominences(
      EnvelopeSpectrum lines,
      double cleanHz,
      double shaftHz,
      @Nullable BearingFrequencies bearing,
      float[] target,
      int at) {
    if (!(shaftHz > 0)) {
      return;
    }
    prominence.in(lines);
    double apartHz = resolvedBins * spectrum.binHz();
    for (EnvelopeLine line : LINES) {
      double hz = line.order(bearing) * shaftHz;
      double sidebandHz = line.sidebandOrder(bearing) * shaftHz;
      double separationHz =
          line.family() == EnvelopeLine.Family.CAGE ? hz : sidebandHz > 0 ? sidebandHz : shaftHz;
      if (Double.isNaN(hz) || separationHz < apartHz || hz + sidebandHz > cleanHz) {
        continue;
      }
      if (line.family() == EnvelopeLine.Family.SHAFT) {
        prominence.avoidNothing();
      } else {
        // Whatever knocks once a turn has all harmonics; some bearings' lines lie beside them.
        prominence.avoidMultiplesOf(shaftHz, apartHz, speedTolerance);
      }
      target[at + line.ordinal()] =
          (float)
              (sidebandHz > 0 ? prominence.sidebandsDb(hz, sidebandHz, 1) : prominence.lineDb(hz));
    }
  }

  /** Each line over the root mean square of those around it. */
  private void level(float[] packed) {
    int last = spectrum.bins() - 1;
    for (int k = 1; k < last; k++) {
      double re = packed[2 * k];
      double im = packed[2 * k + 1];
      cumulated[k + 1] = cumulated[k] + re * re + im * im;
    }
    int half = Math.max(2, (int) (LEVELLING_HZ / 2 / spectrum.binHz()));
    for (int k = 1; k < last; k++) {
      int from = Math.max(1, k - half);
      int to = Math.min(last, k + half + 1);
      double level = Math.sqrt((cumulated[to] - cumulated[from]) / (to - from));
      scaled(packed, k, level);
    }
  }

  /** Each line at height one. */
  private void whiten(float[] packed) {
    for (int k = 1; k < spectrum.bins() - 1; k++) {
      double re = packed[2 * k];
      double im = packed[2 * k + 1];
      scaled(packed, k, Math.sqrt(re * re + im * im));
    }
  }

  private void scaled(float[] packed, int k, double level) {
    float factor = level > 0 ? (float) (1 / level) : 0;
    whitened[2 * k] = packed[2 * k] * factor;
    whitened[2 * k + 1] = packed[2 * k + 1] * factor;
  }
}
