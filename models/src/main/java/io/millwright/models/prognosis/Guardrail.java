package io.millwright.models.prognosis;

/**
 * A physical limit that an estimate had to be brought back to. An abnormal rate of these condemns a
 * model.
 */
public enum Guardrail {
  /** The model gave no finite number; the last good estimate, or the widest interval, stands in. */
  NOT_FINITE,
  /**
   * The estimate moved further in one update than a life can, or than the model ever did on its
   * training part.
   */
  JUMP_LIMITED,
  /** An operating setting lies outside of what the model was trained on. */
  OUTSIDE_OPERATING_ENVELOPE,
  /** Too many of the model's channels have no reading. */
  CHANNELS_ABSENT
}
