package io.millwright.contracts.assessment;

import java.util.List;

/**
 * A diagnosed or suspected fault, in the words of ISO 14224.
 *
 * @param itemId maintainable item concerned
 * @param failureMode equipment-level effect, for example {@code VIB}, {@code NOI}, {@code PDE},
 *     {@code UNK}
 * @param mechanism failure mechanism in words or code; empty if unknown
 * @param probability 0 to 1
 * @param evidence in words: what was seen
 * @param lines of a spectrum that speak for it, the most prominent first; empty if it rests on
 *     something else
 */
public record Finding(
    String itemId,
    String failureMode,
    String mechanism,
    double probability,
    String evidence,
    List<SpectralLine> lines) {
  public Finding {
    // A JSON event written before findings had lines has none.
    lines = lines == null ? List.of() : List.copyOf(lines);
  }

  /** A finding that rests on no spectrum. */
  public Finding(
      String itemId, String failureMode, String mechanism, double probability, String evidence) {
    this(itemId, failureMode, mechanism, probability, evidence, List.of());
  }
}
