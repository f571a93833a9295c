package io.millwright.alerts.rootcase;

/**
 * Where a {@link RootCaseDesk} writes down every change, to be restored from after a restart.
 * Called by the desk's own thread, in order.
 */
public interface Ledger {
  /** An onset is new or has changed. */
  void keep(Onset onset);

  /** An onset, by its id, is forgotten. */
  void forgetOnset(String id);

  /** A group is new or has changed. */
  void keep(GroupState group);

  /** A group, by its id, is forgotten. */
  void forgetGroup(String id);
}
