package io.millwright.models.prognosis;

import java.util.List;

/**
 * Names of a feature vector's components.
 *
 * @param schemaId stable for equal definitions, different for different ones
 */
public record FeatureSchema(String schemaId, List<String> featureNames) {
  public FeatureSchema {
    featureNames = List.copyOf(featureNames);
  }
}
