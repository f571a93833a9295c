package io.millwright.ingest.plant;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What publishing a plant would change.
 *
 * @param added declared and not published yet
 * @param changed published with another content
 * @param unchanged published just so
 * @param missing published and no longer declared
 */
public record PlantDiff(
    List<Asset> added, List<Asset> changed, List<AssetId> unchanged, List<AssetId> missing) {
  public PlantDiff {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    unchanged = List.copyOf(unchanged);
    missing = List.copyOf(missing);
  }

  /** Compares a plant with what is published. */
  public static PlantDiff between(Map<AssetId, Asset> published, Plant plant) {
    List<Asset> added = new ArrayList<>();
    List<Asset> changed = new ArrayList<>();
    List<AssetId> unchanged = new ArrayList<>();
    for (Asset asset : plant.assets()) {
      Asset before = published.get(asset.id());
      if (before == null) {
        added.add(asset);
      } else if (before.equals(asset)) {
        unchanged.add(asset.id());
      } else {
        changed.add(asset);
      }
    }
    Set<AssetId> declared = plant.assets().stream().map(Asset::id).collect(Collectors.toSet());
    List<AssetId> missing =
        new TreeMap<>(published).keySet().stream().filter(id -> !declared.contains(id)).toList();
    return new PlantDiff(added, changed, unchanged, missing);
  }

  /** Whether nothing would be published; missing assets are removed on request only. */
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty();
  }
}
