package io.millwright.alerts.parts;

import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.asset.SparePart;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a part; the state that is kept of it.
 *
 * @param partNumber the part
 * @param declared its newest declaration; null if the plant declares none
 * @param used pieces that completed orders took since. Stock is declared, not counted here: the
 *     next declaration that says something else sets it
 * @param advice as last told; null if it was not told yet
 */
public record PartLedger(
    String partNumber, @Nullable SparePart declared, int used, @Nullable SpareAdvice advice) {
  static PartLedger of(String partNumber) {
    return new PartLedger(partNumber, null, 0, null);
  }

  PartLedger declared(SparePart part) {
    return part.equals(declared) ? this : new PartLedger(partNumber, part, 0, advice);
  }

  PartLedger used(int pieces) {
    return new PartLedger(partNumber, declared, used + pieces, advice);
  }

  PartLedger told(SpareAdvice newest) {
    return new PartLedger(partNumber, declared, used, newest);
  }

  /** Pieces on the shelf, as far as it is known here. */
  int shelf() {
    return declared == null ? 0 : Math.max(0, declared.stock() - used);
  }

  /** Pieces on the shelf or on their way: what was taken may have been on its way before. */
  int supply() {
    return declared == null
        ? 0
        : (int) Math.min(MOST, Math.max(0, (long) declared.stock() + declared.onOrder() - used));
  }

  /** More pieces than anybody has; sums of them stay whole numbers. */
  private static final long MOST = 1_000_000_000;
}
