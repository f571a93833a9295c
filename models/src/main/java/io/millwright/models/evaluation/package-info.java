/**
 * Scores models against published metrics, always the artefact that a job would serve.
 *
 * <p>Entry point: {@link io.millwright.models.evaluation.RulEvaluation}.
 */
@NullMarked
package io.millwright.models.evaluation;

import org.jspecify.annotations.NullMarked;
