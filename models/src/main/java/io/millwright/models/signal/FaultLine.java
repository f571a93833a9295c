package io.millwright.models.signal;

/**
 * Where a fault shows in a spectrum: a line, its harmonics and the sidebands around them.
 *
 * @param name as people write it, for example {@code BPFO}
 * @param domain which spectrum
 * @param hz the line; above 0
 * @param harmonics how many multiples of the line are looked at, itself included
 * @param sidebandHz distance of the sidebands; 0 if there are none
 */
public record FaultLine(String name, Domain domain, double hz, int harmonics, double sidebandHz) {

  /** Spectra. */
  public enum Domain {
    /** Of the signal itself: faults that force the machine. */
    SIGNAL,
    /** Of the envelope of a resonance: faults that strike. */
    ENVELOPE
  }

  public FaultLine {
    if (!(hz > 0) || Double.isInfinite(hz)) {
      throw new IllegalArgumentException(name + " must be above 0 Hz, was " + hz);
    }
    if (harmonics < 1) {
      throw new IllegalArgumentException(name + " needs at least one harmonic");
    }
    if (!(sidebandHz >= 0) || Double.isInfinite(sidebandHz)) {
      throw new IllegalArgumentException(name + ": sidebands must be 0 Hz or more away");
    }
  }

  /** Mean prominence of the line and its harmonics, dB; NaN outside the spectrum. */
  public double prominenceDb(LineProminence prominence) {
    return prominence.harmonicsDb(hz, harmonics);
  }

  /** Mean prominence of the first pair of sidebands of the line, dB; NaN if there are none. */
  public double sidebandsDb(LineProminence prominence) {
    return sidebandHz == 0 ? Double.NaN : prominence.sidebandsDb(hz, sidebandHz, 1);
  }
}
