/**
 * What makes automation suspend itself for the whole plant. Entry point: {@link
 * io.millwright.alerts.guard.RequestRate}.
 */
@NullMarked
package io.millwright.alerts.guard;

import org.jspecify.annotations.NullMarked;
