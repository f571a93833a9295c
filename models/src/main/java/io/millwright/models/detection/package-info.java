/**
 * State detection (ISO 13374 SD): does an asset behave as it used to? Entry point: {@link
 * io.millwright.models.detection.StateDetector}.
 */
@NullMarked
package io.millwright.models.detection;

import org.jspecify.annotations.NullMarked;
