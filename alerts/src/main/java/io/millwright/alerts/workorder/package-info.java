/**
 * Work orders, born as requests that a person approves. Entry point: {@link
 * io.millwright.alerts.workorder.OrderDesk}.
 */
@NullMarked
package io.millwright.alerts.workorder;

import org.jspecify.annotations.NullMarked;
