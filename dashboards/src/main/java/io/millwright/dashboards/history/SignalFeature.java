package io.millwright.dashboards.history;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.feature.FeatureSchema;

/**
 * One feature of one channel of a signal point.
 *
 * @param asset the machine
 * @param pointId its signal point
 * @param channel channel of the point
 * @param schemaId {@link FeatureSchema#schemaId()} that gives the feature its meaning
 * @param name of the feature in that schema: letters, digits, dots, underscores
 */
public record SignalFeature(
    AssetId asset, String pointId, String channel, String schemaId, String name) {
  public SignalFeature {
    field(name);
  }

  /**
   * The field that holds a feature: its name with underscores for dots, so that it needs no quotes
   * in any store.
   *
   * @throws IllegalArgumentException if the name holds anything but letters, digits, dots,
   *     underscores
   */
  static String field(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9._]*")) {
      throw new IllegalArgumentException("'" + name + "' is no name of a feature");
    }
    return name.replace('.', '_');
  }

  /** The field that holds it. */
  String field() {
    return field(name);
  }
}
