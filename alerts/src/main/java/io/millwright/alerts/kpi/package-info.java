/**
 * How well the alarm system serves those who answer it. Entry point: {@link
 * io.millwright.alerts.kpi.AlarmKpis}.
 */
@NullMarked
package io.millwright.alerts.kpi;

import org.jspecify.annotations.NullMarked;
