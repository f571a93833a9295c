/**
 * Operating state of an asset: only steady running is judged. Entry point: {@link
 * io.millwright.models.operation.OperatingStateTracker}.
 */
@NullMarked
package io.millwright.models.operation;

import org.jspecify.annotations.NullMarked;
