package io.millwright.alerts.cmms;

import java.util.List;

/**
 * What a full comparison of both sides found.
 *
 * @param compared orders of the platform with a counterpart
 * @param repaired changes there that had not been heard and are now
 * @param differences what a person should look at
 */
record Reconciliation(int compared, int repaired, List<Difference> differences) {
  static final Reconciliation NONE = new Reconciliation(0, 0, List.of());

  Reconciliation {
    differences = List.copyOf(differences);
  }

  /** Kinds of difference. */
  enum Kind {
    /** The counterpart of a live order is not there any more. */
    MISSING,
    /** An order with a reference of the platform that belongs to none of its orders. */
    ORPHANED,
    /** Several orders there for one here. */
    DOUBLED,
    /** What is there cannot be read, for example because the mapping does not know a word. */
    UNREADABLE,
    /** People on both sides decided differently, or not completely. */
    DIFFERING
  }

  /**
   * One of them.
   *
   * @param subject the order here or, if there is none, the reference
   * @param detail in words, with the id there
   */
  record Difference(Kind kind, String subject, String detail) {}

  long count(Kind kind) {
    return differences.stream().filter(d -> d.kind() == kind).count();
  }
}
