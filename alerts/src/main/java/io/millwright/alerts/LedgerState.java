package io.millwright.alerts;

import io.millwright.alerts.ledger.PlantTime;
import io.millwright.contracts.ledger.LedgerEntry;
import java.util.Map;
import java.util.Set;

/**
 * What the ledger keeps of the plant as a whole.
 *
 * @param time of the plant
 * @param platform entries of the platform's months as they were told, by id
 * @param scopes that performance was told of
 */
record LedgerState(PlantTime time, Map<String, LedgerEntry> platform, Set<String> scopes) {
  static final LedgerState NONE = new LedgerState(PlantTime.NONE, Map.of(), Set.of());

  LedgerState {
    platform = Map.copyOf(platform);
    scopes = Set.copyOf(scopes);
  }

  LedgerState at(PlantTime now) {
    return new LedgerState(now, platform, scopes);
  }

  LedgerState withPlatform(Map<String, LedgerEntry> told) {
    return new LedgerState(time, told, scopes);
  }

  LedgerState withScopes(Set<String> told) {
    return new LedgerState(time, platform, told);
  }
}
