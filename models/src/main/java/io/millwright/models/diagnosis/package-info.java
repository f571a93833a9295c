/**
 * Health assessment (ISO 13374 HA) of rotating machines from vibration: which maintainable item
 * fails by which mechanism, with the spectral lines that say so. Training-free from the bearing's
 * geometry, trained, and both together; always over enough revolutions, never from one short
 * snapshot.
 *
 * <p>Entry point: {@link io.millwright.models.diagnosis.CombinedDiagnoser}.
 */
@NullMarked
package io.millwright.models.diagnosis;

import org.jspecify.annotations.NullMarked;
