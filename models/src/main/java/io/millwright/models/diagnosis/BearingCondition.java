package io.millwright.models.diagnosis;

import io.millwright.models.signal.EnvelopeLine.Family;
import org.jspecify.annotations.Nullable;

/** What may be wrong with a rolling-element bearing. The order is part of stored models. */
public enum BearingCondition {
  SOUND(null, "", ""),
  OUTER_RACE(Family.OUTER_RACE, "2.6 fatigue", "outer race"),
  INNER_RACE(Family.INNER_RACE, "2.6 fatigue", "inner race"),
  ROLLING_ELEMENT(Family.ROLLING_ELEMENT, "2.6 fatigue", "rolling element"),
  CAGE(Family.CAGE, "2.4 wear", "cage");

  private final @Nullable Family family;
  private final String mechanism;
  private final String part;

  BearingCondition(@Nullable Family family, String mechanism, String part) {
    this.family = family;
    this.mechanism = mechanism;
    this.part = part;
  }

  /** Lines that speak for it; null for a sound bearing. */
  public @Nullable Family family() {
    return family;
  }

  /**
   * The usual failure mechanism of that part, by ISO 14224:2016, table B.2; empty for a sound
   * bearing.
   */
  public String mechanism() {
    return mechanism;
  }

  /** For people; empty for a sound bearing. */
  public String part() {
    return part;
  }
}
