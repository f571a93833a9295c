package io.millwright.models.prognosis.bearing;

/**
 * How the onset of degradation is told. Counts are of snapshots, whatever the time between them;
 * levels are natural logarithms of amplitude ratios.
 *
 * @param learningSnapshots from the start of a life that set the first reference; later the
 *     reference follows the level downwards, as a bearing runs in
 * @param spectrumShare lower part of the spectrum, as a share of the Nyquist frequency, whose level
 *     counts: above it lie the resonance of the mounted sensor and the friction of thin lubricant
 *     films, which come and go
 * @param allowance rise above the reference that is still taken for none, per snapshot
 * @param most what one snapshot may count for at most, so that a knock is no onset
 * @param threshold accumulated rise beyond the allowance that is an onset
 * @param smoothing snapshots of the running median of the health index
 */
public record OnsetSettings(
    int learningSnapshots,
    double spectrumShare,
    double allowance,
    double most,
    double threshold,
    int smoothing) {
  /**
   * Choices, made on the five learning bearings of the IEEE PHM 2012 challenge, in the middle of a
   * wide plateau: with 3/8 to 5/8 of the spectrum, 20 or 30 snapshots of learning, an allowance of
   * 30 to 50 %, a bound of 2 to 4 times and a threshold of 1.5 to 3, 284 of 288 combinations find
   * every onset between 15 % of the life and two minutes before its end. A lasting rise to twice
   * the level is found after eight snapshots, to three times after four, one of 40 % never.
   */
  public static final OnsetSettings STANDARD =
      new OnsetSettings(30, 0.5, Math.log(1.4), Math.log(3), 2.5, 5);

  public OnsetSettings {
    if (learningSnapshots < 3
        || !(spectrumShare > 0 && spectrumShare <= 1)
        || !(allowance > 0 && most > allowance)
        || !(threshold > 0)
        || smoothing < 1) {
      throw new IllegalArgumentException("impossible settings of an onset detector");
    }
  }
}
