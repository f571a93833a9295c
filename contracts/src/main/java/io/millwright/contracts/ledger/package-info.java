/**
 * How good the platform's calls were, and what they saved or cost. Entry points: {@link
 * io.millwright.contracts.ledger.PerformanceReport} and {@link
 * io.millwright.contracts.ledger.LedgerEntry}. Definitions: docs/kpis.md.
 */
@NullMarked
package io.millwright.contracts.ledger;

import org.jspecify.annotations.NullMarked;
