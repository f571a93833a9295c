package io.millwright.contracts.feature;

import java.util.List;

/**
 * Names and order of the features that a model reads.
 *
 * @param id changes whenever the list changes
 * @param names in order
 */
public record FeatureSchema(String id, List<String> names) {
  public FeatureSchema {
    names = List.copyOf(names);
  }
}
