package io.millwright.streams.assess;

import io.millwright.models.release.InvalidBundleException;
import io.millwright.models.release.ModelBundle;
import java.io.Serializable;

/**
 * The life model of a class of equipment.
 *
 * @param equipmentClass as assets name it, or {@link #ANY} for every class without a model of its
 *     own
 * @param bundle bytes of a model bundle; owned by the binding
 */
@SuppressWarnings("ArrayRecordComponent") // travels in a job graph, is never compared
public record ModelBinding(String equipmentClass, byte[] bundle) implements Serializable {
  /** Every class without a model of its own. */
  public static final String ANY = "*";

  public ModelBinding {
    if (equipmentClass.isBlank()) {
      throw new IllegalArgumentException("a model is bound to an equipment class or '*'");
    }
    try {
      ModelBundle.fromBytes(bundle).lifeEstimator();
    } catch (InvalidBundleException e) {
      throw new IllegalArgumentException(
          "model of equipment class " + equipmentClass + " " + e.getMessage(), e);
    }
  }
}
