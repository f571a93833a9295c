/**
 * What the plant's own closed cases say to an open one. Entry point: {@link
 * io.millwright.alerts.precedent.Precedents}.
 */
@NullMarked
package io.millwright.alerts.precedent;

import org.jspecify.annotations.NullMarked;
