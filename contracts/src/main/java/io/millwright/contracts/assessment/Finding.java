package io.millwright.contracts.assessment;

/**
 * A diagnosed or suspected fault, in the words of ISO 14224.
 *
 * @param itemId maintainable item concerned
 * @param failureMode equipment-level effect, for example {@code VIB}, {@code NOI}, {@code PDE},
 *     {@code UNK}
 * @param mechanism failure mechanism in words or code; empty if unknown
 * @param probability 0 to 1
 * @param evidence in words: what was seen
 */
public record Finding(
    String itemId, String failureMode, String mechanism, double probability, String evidence) {}
