package io.millwright.alerts.notification;

/** What routes choose by. */
public enum NewsKind {
  /** An alarm: needs a timely response. */
  ALARM,
  /** A case: a finding that may be weeks ahead. */
  ALERT,
  /** A work order. */
  WORK_ORDER
}
