/**
 * Grows models from histories. The only package that touches Tribuo and XGBoost, which are on the
 * launcher's training class path and in no job.
 *
 * <p>Entry point: {@link io.millwright.models.training.LifeModelTrainer}.
 */
@NullMarked
package io.millwright.models.training;

import org.jspecify.annotations.NullMarked;
