/**
 * Degradation cases: opened by persistent degradation, latched until people answer. Entry point:
 * {@link io.millwright.alerts.cases.CaseDesk}.
 */
@NullMarked
package io.millwright.alerts.cases;

import org.jspecify.annotations.NullMarked;
