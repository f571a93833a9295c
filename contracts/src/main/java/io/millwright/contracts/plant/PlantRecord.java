package io.millwright.contracts.plant;

import io.millwright.contracts.asset.AssetId;

/**
 * A copy of a record that concerns more than its own asset. Records of assets lie in many
 * partitions; the copies lie in one, in the order in which they were decided, so that whoever
 * groups, counts or tells across the plant sees the same sequence after every restart.
 *
 * @param topic name of the topic that it is a copy of
 * @param assetId the machine it is about
 * @param value bytes of the value as that topic holds it; empty for a tombstone
 */
public record PlantRecord(String topic, AssetId assetId, byte[] value) {
  /** The one key: all copies belong to one partition. */
  public static final String KEY = "plant";
}
