/**
 * Data acquisition (ISO 13374 DA): scans, waveforms, sound and what was rejected. Entry point:
 * {@link io.millwright.contracts.telemetry.ScalarScan}.
 */
@NullMarked
package io.millwright.contracts.telemetry;

import org.jspecify.annotations.NullMarked;
