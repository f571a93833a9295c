package io.millwright.models.prognosis.bearing;

/**
 * What is thought of a bearing after a snapshot.
 *
 * @param stage how far it has come
 * @param healthIndex growth of the vibration, running median of {@code ln} of the amplitude ratio;
 *     NaN while the bearing's own level is learnt
 * @param onsetSeconds when the onset was found, since the life began; NaN before
 * @param life what remains of it. Before the onset this is what the training population says of a
 *     bearing of this age, and no better than that population is like this machine
 */
public record BearingJudgement(
    Stage stage, double healthIndex, double onsetSeconds, ResidualLife life) {
  /** Stages of a life; none is ever left backwards. */
  public enum Stage {
    /** The bearing's own level is being learnt. */
    LEARNING,
    /** No sign of degradation. */
    HEALTHY,
    /** After the onset. */
    DEGRADING
  }
}
