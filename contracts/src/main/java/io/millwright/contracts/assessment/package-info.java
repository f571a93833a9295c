/**
 * State detection, health and prognostics assessment (ISO 13374 SD, HA, PA). Entry point: {@link
 * io.millwright.contracts.assessment.Assessment}.
 */
@NullMarked
package io.millwright.contracts.assessment;

import org.jspecify.annotations.NullMarked;
