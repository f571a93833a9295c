package io.millwright.dashboards.history;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.telemetry.ScalarScan;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every declaration seen of every asset, by channel set: an old scan is read against the list of
 * points that was valid when it was made. Owned by one thread.
 */
final class Declarations {
  private final Map<AssetId, Map<Integer, Asset>> byAsset = new HashMap<>();
  private final Map<AssetId, Set<Integer>> givenUp = new HashMap<>();

  private final Map<AssetId, Asset> newest = new HashMap<>();

  void add(Asset asset) {
    newest.put(asset.id(), asset);
    byAsset.computeIfAbsent(asset.id(), id -> new HashMap<>()).put(asset.channelSet(), asset);
  }

  /** The declaration that a scan follows; null if it has not been seen. */
  @Nullable Asset of(ScalarScan scan) {
    Map<Integer, Asset> known = byAsset.get(scan.assetId());
    return known == null ? null : known.get(scan.channelSet());
  }

  /** Remembers that scans like this one have waited long enough: the next ones do not wait. */
  void giveUp(ScalarScan scan) {
    givenUp.computeIfAbsent(scan.assetId(), id -> new HashSet<>()).add(scan.channelSet());
  }

  boolean hasGivenUp(ScalarScan scan) {
    return givenUp.getOrDefault(scan.assetId(), Set.of()).contains(scan.channelSet());
  }

  /** The newest declaration of each asset. */
  Collection<Asset> newest() {
    return newest.values();
  }

  /** The newest declaration of an asset; null if it has none. */
  @Nullable Asset newest(AssetId id) {
    return newest.get(id);
  }

  boolean knows(AssetId asset) {
    return byAsset.containsKey(asset);
  }
}
