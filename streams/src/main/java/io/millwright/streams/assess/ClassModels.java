package io.millwright.streams.assess;

import io.millwright.models.assessor.AssetModels;
import io.millwright.models.diagnosis.DiagnosisModel;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.release.ModelBundle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loaded models of one subtask, shared by all its assets. */
final class ClassModels {
  private final Map<String, LifeEstimator> lives = new HashMap<>();
  private final Map<String, BearingLifeModel> bearingLives = new HashMap<>();
  private final Map<String, DiagnosisModel> diagnoses = new HashMap<>();

  ClassModels(List<ModelBinding> bindings) {
    for (ModelBinding binding : bindings) {
      ModelBundle bundle = ModelBundle.fromBytes(binding.bundle());
      String equipmentClass = binding.equipmentClass();
      switch (binding.kind()) {
        case LIFE -> lives.put(equipmentClass, bundle.lifeEstimator());
        case BEARING_LIFE -> bearingLives.put(equipmentClass, bundle.bearingLifeModel());
        case DIAGNOSIS -> diagnoses.put(equipmentClass, bundle.diagnosisModel());
      }
    }
  }

  /** The models of a class; of each kind the class's own, else that of any class, else none. */
  AssetModels of(String equipmentClass) {
    return new AssetModels(
        own(lives, equipmentClass),
        own(bearingLives, equipmentClass),
        own(diagnoses, equipmentClass));
  }

  private static <M> @Nullable M own(Map<String, M> models, String equipmentClass) {
    M own = models.get(equipmentClass);
    return own == null ? models.get(ModelBinding.ANY) : own;
  }
}
