package io.millwright.alerts;

import io.millwright.runtime.metrics.Meter;

/** What the alerts measure. */
public enum AlertsMeter implements Meter {
  RECORDS("millwright.alerts.records", "Records considered, by topic", "records"),
  IGNORED("millwright.alerts.ignored", "Records that led to no decision, by reason", "records"),
  UNDECODABLE("millwright.alerts.undecodable", "Records that could not be read", "records"),
  TRANSITIONS(
      "millwright.alerts.alarm.transitions",
      "Alarm transitions, by condition and status",
      "transitions"),
  CASES("millwright.alerts.case.revisions", "Snapshots of cases told, by status", "revisions"),
  ORDERS(
      "millwright.alerts.order.revisions", "Snapshots of work orders told, by status", "revisions"),
  ROOT_CASES(
      "millwright.alerts.rootcase.revisions",
      "Snapshots of root cases told, by status",
      "revisions"),
  REQUESTS("millwright.alerts.requests", "Actions and reports of people, by outcome", "requests"),
  THREADS_REPLACED("millwright.alerts.threads.replaced", "Stream threads that failed", "threads");

  private final Definition definition;

  AlertsMeter(String id, String description, String unit) {
    definition = new Definition(id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
