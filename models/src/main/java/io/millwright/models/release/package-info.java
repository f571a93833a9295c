/**
 * How a trained model travels: one file, content-addressed, that a job loads without any learning
 * library.
 *
 * <p>Entry point: {@link io.millwright.models.release.ModelBundle}.
 */
@NullMarked
package io.millwright.models.release;

import org.jspecify.annotations.NullMarked;
