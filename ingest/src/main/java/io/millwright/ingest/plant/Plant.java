package io.millwright.ingest.plant;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.SparePart;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All assets of a plant.
 *
 * @param name of the plant, for people
 * @param assets in the order of the file, each id once; a part number means the same part in all
 */
public record Plant(String name, List<Asset> assets) {
  public Plant {
    assets = List.copyOf(assets);
    Set<AssetId> ids = new HashSet<>();
    Map<String, SparePart> parts = new HashMap<>();
    for (Asset asset : assets) {
      if (!ids.add(asset.id())) {
        throw new IllegalArgumentException("asset " + asset.id() + " is declared twice");
      }
      for (SparePart part : asset.parts()) {
        SparePart before = parts.putIfAbsent(part.partNumber(), part);
        if (before != null && !before.equals(part)) {
          throw new IllegalArgumentException(
              "part " + part.partNumber() + " is declared in two ways: " + before + ", " + part);
        }
      }
    }
  }
}
