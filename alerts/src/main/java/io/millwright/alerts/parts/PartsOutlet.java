package io.millwright.alerts.parts;

import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.asset.AssetId;

/** Where the desk keeps and tells what it decides. Called by the thread that calls the desk. */
public interface PartsOutlet {
  /** Keeps what is known of a machine; {@link AssetOutlook#UNKNOWN} need not be kept. */
  void keep(AssetId id, AssetOutlook outlook);

  /** Keeps what is known of a part. */
  void keep(PartLedger ledger);

  /** Forgets a part that nobody needs any more, and takes its advice back. */
  void forget(String partNumber);

  /** Tells that parts are set aside, or are so no longer. */
  void tell(PartReservation reservation);

  /** Something about a machine or part cannot be calculated; the rest goes on. */
  void stepOver(String what, RuntimeException why);

  /** Tells advice. */
  void tell(SpareAdvice advice);
}
