package io.millwright.models.signal;

/** Pitch scales: how frequency is spaced in a {@link MelFilterBank}. */
public enum MelScale {
  /**
   * Linear below 1 kHz, logarithmic above: M. Slaney, "Auditory Toolbox", Technical Report
   * 1998-010, Interval Research (1998). librosa's default.
   */
  SLANEY {
    @Override
    public double mel(double hz) {
      return hz < KNEE_HZ ? hz / HZ_PER_MEL : KNEE_MEL + Math.log(hz / KNEE_HZ) / LOG_STEP;
    }

    @Override
    public double hz(double mel) {
      return mel < KNEE_MEL ? mel * HZ_PER_MEL : KNEE_HZ * Math.exp(LOG_STEP * (mel - KNEE_MEL));
    }
  },
  /**
   * {@code 2595 lg(1 + f/700)}: D. O'Shaughnessy, "Speech Communication" (1987), as in the HTK Book
   * (S. Young et al., 2006).
   */
  HTK {
    @Override
    public double mel(double hz) {
      return 2595 * Math.log10(1 + hz / 700);
    }

    @Override
    public double hz(double mel) {
      return 700 * (Math.pow(10, mel / 2595) - 1);
    }
  };

  private static final double HZ_PER_MEL = 200.0 / 3;
  private static final double KNEE_HZ = 1000;
  private static final double KNEE_MEL = KNEE_HZ / HZ_PER_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  /** Pitch of a frequency. */
  public abstract double mel(double hz);

  /** Frequency of a pitch. */
  public abstract double hz(double mel);
}
