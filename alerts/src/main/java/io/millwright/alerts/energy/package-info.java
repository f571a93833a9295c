/**
 * What machines use while they run degraded, beside what they use while they are healthy, where
 * power is measured. Pure: scans, assessments and repairs of one asset go into {@link
 * io.millwright.alerts.energy.EnergyMeter}, which tells {@link
 * io.millwright.contracts.ledger.EnergyUse}. Definitions: docs/kpis.md.
 */
@NullMarked
package io.millwright.alerts.energy;

import org.jspecify.annotations.NullMarked;
