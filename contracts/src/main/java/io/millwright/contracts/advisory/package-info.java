/**
 * Advisory generation (ISO 13374 AG): cases, work orders, parts, reports. Entry point: {@link
 * io.millwright.contracts.advisory.Advisory}.
 */
@NullMarked
package io.millwright.contracts.advisory;

import org.jspecify.annotations.NullMarked;
