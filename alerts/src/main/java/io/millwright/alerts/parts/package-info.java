/**
 * Spare parts: how many to keep and to order, from the remaining lives of the fleet, and which are
 * set aside for approved orders. {@code docs/spare-parts.md} has the formulas. Entry point: {@link
 * io.millwright.alerts.parts.PartsDesk}.
 */
@NullMarked
package io.millwright.alerts.parts;

import org.jspecify.annotations.NullMarked;
