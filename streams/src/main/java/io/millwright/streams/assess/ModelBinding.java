package io.millwright.streams.assess;

import io.millwright.models.release.BundleManifest;
import io.millwright.models.release.InvalidBundleException;
import io.millwright.models.release.ModelBundle;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A model for a class of equipment; a class has at most one of each kind.
 *
 * @param equipmentClass as assets name it, or {@link #ANY} for every class without a model of its
 *     own
 * @param bundle bytes of a model bundle; owned by the binding
 */
@SuppressWarnings("ArrayRecordComponent") // travels in a job graph, is never compared
public record ModelBinding(String equipmentClass, byte[] bundle) implements Serializable {
  /** Every class without a model of its own. */
  public static final String ANY = "*";

  /** What assets can be judged by. */
  public enum Kind {
    /** Remaining life from scalar channels. */
    LIFE,
    /** Onset of degradation and remaining life of a bearing from vibration. */
    BEARING_LIFE,
    /** The trained part of the diagnosis of bearings. */
    DIAGNOSIS
  }

  public ModelBinding {
    if (equipmentClass.isBlank()) {
      throw new IllegalArgumentException("a model is bound to an equipment class or '*'");
    }
    try {
      kind(bundle);
    } catch (InvalidBundleException e) {
      throw new IllegalArgumentException(
          "model of equipment class " + equipmentClass + " " + e.getMessage(), e);
    }
  }

  /**
   * Checks that a class has at most one model of each kind.
   *
   * @throws IllegalArgumentException naming the class that has two
   */
  public static void requireDistinct(List<ModelBinding> models) {
    Set<String> bound = new HashSet<>();
    for (ModelBinding model : models) {
      if (!bound.add(model.kind() + " " + model.equipmentClass())) {
        throw new IllegalArgumentException(
            "two models of kind " + model.kind() + " for class " + model.equipmentClass());
      }
    }
  }

  /** What the bundle holds. */
  public Kind kind() {
    return kind(bundle);
  }

  /** Loads the model, which says what is wrong with it. */
  private static Kind kind(byte[] bytes) {
    ModelBundle bundle = ModelBundle.fromBytes(bytes);
    switch (bundle.manifest().kind()) {
      case BundleManifest.BEARING_LIFE -> {
        bundle.bearingLifeModel();
        return Kind.BEARING_LIFE;
      }
      case BundleManifest.DIAGNOSIS -> {
        bundle.diagnosisModel();
        return Kind.DIAGNOSIS;
      }
      default -> {
        bundle.lifeEstimator();
        return Kind.LIFE;
      }
    }
  }
}
