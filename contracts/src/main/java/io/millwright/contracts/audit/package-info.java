/**
 * Who asked for what, and what became of it. Entry point: {@link
 * io.millwright.contracts.audit.AuditEntry}.
 */
@NullMarked
package io.millwright.contracts.audit;

import org.jspecify.annotations.NullMarked;
