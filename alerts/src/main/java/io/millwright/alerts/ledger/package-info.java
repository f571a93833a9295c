/**
 * Whether calls were right, how often machines failed, and what it came to in money. Pure: facts of
 * one machine ({@link io.millwright.alerts.ledger.MachineRecord}) are judged ({@link
 * io.millwright.alerts.ledger.Judgement}), valued ({@link io.millwright.alerts.ledger.Valuation})
 * and counted ({@link io.millwright.alerts.ledger.Performance}). Definitions: docs/kpis.md.
 */
@NullMarked
package io.millwright.alerts.ledger;

import org.jspecify.annotations.NullMarked;
