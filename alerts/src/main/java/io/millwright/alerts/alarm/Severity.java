package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Criticality;

/** How bad a condition is in itself, before it is known what the loss of the asset means. */
public enum Severity {
  WARNING(Priority.LOW, Priority.MEDIUM, Priority.HIGH),
  ALARM(Priority.MEDIUM, Priority.HIGH, Priority.URGENT);

  private final Priority atC;
  private final Priority atB;
  private final Priority atA;

  Severity(Priority atC, Priority atB, Priority atA) {
    this.atC = atC;
    this.atB = atB;
    this.atA = atA;
  }

  /** Severity × criticality. */
  public Priority at(Criticality criticality) {
    return switch (criticality) {
      case A -> atA;
      case B -> atB;
      case C -> atC;
    };
  }
}
