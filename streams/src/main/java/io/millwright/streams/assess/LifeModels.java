package io.millwright.streams.assess;

import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.release.ModelBundle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loaded life models of one subtask, shared by all its assets. */
final class LifeModels {
  private final Map<String, LifeEstimator> byClass = new HashMap<>();

  LifeModels(List<ModelBinding> bindings) {
    for (ModelBinding binding : bindings) {
      byClass.put(
          binding.equipmentClass(), ModelBundle.fromBytes(binding.bundle()).lifeEstimator());
    }
  }

  /** The model of a class, or the one of any class, or null: remaining life is not assessed. */
  @Nullable LifeEstimator of(String equipmentClass) {
    LifeEstimator own = byClass.get(equipmentClass);
    return own == null ? byClass.get(ModelBinding.ANY) : own;
  }
}
