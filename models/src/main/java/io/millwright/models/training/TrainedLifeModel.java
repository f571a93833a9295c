package io.millwright.models.training;

import io.millwright.models.release.ModelBundle;

/**
 * A life model fresh from training.
 *
 * @param bundle what a job loads
 * @param heldOutRmse error over all readings, each machine scored by a model that never saw it,
 *     machines weighing alike, against min(life, cap)
 */
public record TrainedLifeModel(ModelBundle bundle, double heldOutRmse) {}
