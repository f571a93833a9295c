/**
 * Alarms by ISA-18.2 / IEC 62682, as plain values: states, limits, delays. Entry point: {@link
 * io.millwright.alerts.alarm.AlarmBoard}.
 */
@NullMarked
package io.millwright.alerts.alarm;

import org.jspecify.annotations.NullMarked;
