package io.millwright.alerts.cmms;

import io.millwright.runtime.metrics.Meter;

/** What the gateway measures. */
public enum CmmsMeter implements Meter {
  WAITING("millwright.cmms.outbox.orders", "Orders with something to deliver", "orders"),
  OLDEST("millwright.cmms.outbox.age", "Age of the oldest of them", "seconds"),
  DEAD_LETTERS("millwright.cmms.dead.letters", "Orders that wait for a person", "orders"),
  DELIVERIES("millwright.cmms.deliveries", "Deliveries that ended, by how", "deliveries"),
  FAILURES("millwright.cmms.failures", "Attempts that failed, by their fate", "attempts"),
  RETRIES("millwright.cmms.retries", "Attempts that were not the first", "attempts"),
  UNREADABLE_LINKS("millwright.cmms.links.unreadable", "Links that were stepped over", "records"),
  HEARD("millwright.cmms.heard", "Decisions and findings of people, by kind", "records"),
  DEAF("millwright.cmms.deaf", "Time for which changes there could not be heard", "seconds"),
  DIFFERENCES("millwright.cmms.differences", "Found by the last reconciliation, by kind", "orders"),
  RECONCILED("millwright.cmms.reconciled", "Orders compared by the last reconciliation", "orders");

  private final Definition definition;

  CmmsMeter(String id, String description, String unit) {
    definition = new Definition(id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
