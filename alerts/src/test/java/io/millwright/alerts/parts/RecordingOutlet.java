package io.millwright.alerts.parts;

import static java.util.Objects.requireNonNull;

import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.asset.AssetId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps and remembers what a desk says. */
final class RecordingOutlet implements PartsOutlet {
  final Map<AssetId, AssetOutlook> outlooks = new HashMap<>();
  final Map<String, PartLedger> ledgers = new HashMap<>();
  final List<PartReservation> reservations = new ArrayList<>();
  final List<SpareAdvice> advices = new ArrayList<>();
  final List<String> forgotten = new ArrayList<>();

  @Override
  public void keep(AssetId id, AssetOutlook outlook) {
    outlooks.put(id, outlook);
  }

  @Override
  public void keep(PartLedger ledger) {
    ledgers.put(ledger.partNumber(), ledger);
  }

  @Override
  public void forget(String partNumber) {
    ledgers.remove(partNumber);
    forgotten.add(partNumber);
  }

  @Override
  public void tell(PartReservation reservation) {
    reservations.add(reservation);
  }

  @Override
  public void tell(SpareAdvice advice) {
    advices.add(advice);
  }

  /** The newest advice for a part. */
  SpareAdvice newest(String partNumber) {
    return requireNonNull(requireNonNull(ledgers.get(partNumber), partNumber).advice(), partNumber);
  }

  @Override
  public void stepOver(String what, RuntimeException why) {
    throw why;
  }
}
