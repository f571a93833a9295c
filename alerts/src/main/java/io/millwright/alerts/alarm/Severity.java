package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Criticality;

/** How bad a condition is in itself, before it is known what the loss of the asset means. */
public enum Severity {
  WARNING(Priority.MEDIUM),
  ALARM(Priority.HIGH);

  private static final Priority[] PRIORITIES = Priority.values();

  private final Priority atCriticalityB;

  Severity(Priority atCriticalityB) {
    this.atCriticalityB = atCriticalityB;
  }

  /** Severity × criticality: A raises the priority by one, C lowers it by one. */
  public Priority at(Criticality criticality) {
    return PRIORITIES[atCriticalityB.ordinal() + 1 - criticality.ordinal()];
  }
}
