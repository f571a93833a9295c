/**
 * Prognostics assessment (ISO 13374 PA): how long an asset has left, with an interval that keeps
 * its promise.
 *
 * <p>Entry point: {@link io.millwright.models.prognosis.LifeEstimator}. The code that makes a
 * feature for training is the code that makes it in a job.
 */
@NullMarked
package io.millwright.models.prognosis;

import org.jspecify.annotations.NullMarked;
