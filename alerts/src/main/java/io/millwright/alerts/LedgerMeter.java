package io.millwright.alerts;

import io.millwright.runtime.metrics.Meter;

/** How good calls are and what they save, of the whole plant; definitions in docs/kpis.md. */
enum LedgerMeter implements Meter {
  PRECISION("precision", "Right calls among right and false ones", "ratio"),
  JUDGED("judged", "Calls that precision rests on", "calls"),
  MISSED("missed", "Failures that no case had called", "failures"),
  FAILURES("failures", "Failures", "failures"),
  FALSE_CALLS("false.calls", "False calls per observed asset-year", "calls"),
  LEAD("lead.median", "Median lead before failures, by Kaplan and Meier", "hours"),
  ACTIONABLE("actionable", "Share of leads above the planning time", "ratio"),
  MTBF("mtbf", "Observed calendar time over failures", "hours"),
  MTTR("mttr", "Mean time from failure to restoration", "hours"),
  MTTA("mtta", "Mean time to acknowledge an alarm", "seconds"),
  NET("net", "Sum of the ledger in the running month, in its declared currency", "currency"),
  NOT_VALUED("not.valued", "Entries without amount: costs are not declared", "entries");

  private final Definition definition;

  LedgerMeter(String id, String description, String unit) {
    definition = new Definition("millwright.ledger." + id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
