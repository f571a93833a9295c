/**
 * Tree ensembles as flat arrays: the only way a tree model is evaluated in a job, without the
 * library that grew it.
 *
 * <p>Entry point: {@link io.millwright.models.ensemble.TreeEnsemble}.
 */
@NullMarked
package io.millwright.models.ensemble;

import org.jspecify.annotations.NullMarked;
