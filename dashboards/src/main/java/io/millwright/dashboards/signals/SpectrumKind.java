package io.millwright.dashboards.signals;

/** Spectra that a waveform is shown as. */
public enum SpectrumKind {
  /** Of the acceleration, m/s² peak. */
  ACCELERATION("m/s²", 1),
  /** Of its integral, mm/s peak: where faults that force the machine show. */
  VELOCITY("mm/s", 1),
  /** Of the square of the envelope of a band, m²/s⁴ peak: where faults that strike show. */
  ENVELOPE("m²/s⁴", 0.5);

  private final String unit;
  private final double decades;

  SpectrumKind(String unit, double decades) {
    this.unit = unit;
    this.decades = decades;
  }

  /** For people. */
  public String unit() {
    return unit;
  }

  /** Level of an amplitude re 1 unit; of a square it is that of its root, re 1 m/s². */
  public double decibels(double amplitude) {
    return 20 * decades * Math.log10(amplitude);
  }
}
