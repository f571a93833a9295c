package io.millwright.contracts.feature;

import java.util.List;

/**
 * Names and order of the features that a model reads.
 *
 * @param schemaId stable for equal definitions, different for different ones
 * @param featureNames in order
 */
public record FeatureSchema(String schemaId, List<String> featureNames) {
  public FeatureSchema {
    featureNames = List.copyOf(featureNames);
  }
}
