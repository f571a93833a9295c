package io.millwright.alerts.ledger;

/** What a call, a case that was opened, turned out to be; definitions in docs/kpis.md. */
enum Verdict {
  /** Repaired before a failure, with a report of what was found. */
  REPAIRED_IN_TIME,
  /** Failed after the case was opened, before it was repaired. */
  FAILED_FIRST,
  /** A fault was found, and the case is open still. */
  CONFIRMED,
  /** An inspection found nothing, and no failure followed within the horizon. */
  NOTHING_FOUND,
  /** Accepted as normal, and no failure followed within the horizon. */
  ACCEPTED_AS_NORMAL,
  /** Closed as nothing found or as normal, but the item failed within the horizon. */
  CONTRADICTED,
  /** Opened when the item had failed already. */
  LATE,
  /** Closed as repaired, but no report says what was found. */
  REPAIRED_UNSAID,
  /** Open. */
  UNANSWERED;

  boolean right() {
    return this == REPAIRED_IN_TIME || this == FAILED_FIRST || this == CONFIRMED;
  }

  boolean wrong() {
    return this == NOTHING_FOUND || this == ACCEPTED_AS_NORMAL;
  }
}
