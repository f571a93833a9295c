package io.millwright.dashboards.signals;

import io.millwright.models.signal.EnvelopeBand;

/** Bands that an envelope is taken of. */
public enum EnvelopeRange {
  /** Where this waveform is most impulsive. */
  IMPULSIVE(EnvelopeBand.KURTOGRAM),
  WHOLE(EnvelopeBand.WHOLE),
  LOW(EnvelopeBand.LOW),
  MIDDLE(EnvelopeBand.MIDDLE),
  HIGH(EnvelopeBand.HIGH);

  private final EnvelopeBand band;

  EnvelopeRange(EnvelopeBand band) {
    this.band = band;
  }

  /** Lower edge as a fraction of the Nyquist frequency; NaN where the waveform decides. */
  double low() {
    return band.low();
  }

  double high() {
    return band.high();
  }
}
