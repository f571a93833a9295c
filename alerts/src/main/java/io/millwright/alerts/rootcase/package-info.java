/**
 * Root cases: alarms that began together in one place, the first-out as suspected root and the
 * others as its consequences. They annotate; nothing here changes an alarm, a case or an order.
 * Entry point: {@link io.millwright.alerts.rootcase.RootCaseDesk}.
 */
@NullMarked
package io.millwright.alerts.rootcase;

import org.jspecify.annotations.NullMarked;
