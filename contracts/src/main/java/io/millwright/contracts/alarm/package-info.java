/**
 * Alarms (ISA-18.2) and what operators do about them. Entry point: {@link
 * io.millwright.contracts.alarm.AlarmEvent}.
 */
@NullMarked
package io.millwright.contracts.alarm;

import org.jspecify.annotations.NullMarked;
