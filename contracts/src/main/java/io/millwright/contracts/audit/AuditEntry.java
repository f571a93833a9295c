package io.millwright.contracts.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of somebody to change something, allowed or not. Append-only.
 *
 * @param id unique
 * @param time wall clock
 * @param actor who; {@code anonymous} if nobody could be told
 * @param roles the roles that the actor had, comma-separated
 * @param action what was attempted, for example {@code APPROVE_ORDER}
 * @param target what it was about; null if nothing in particular
 * @param reason the reason that was given
 * @param allowed whether it was let through
 */
public record AuditEntry(
    String id,
    Instant time,
    String actor,
    String roles,
    String action,
    @Nullable String target,
    String reason,
    boolean allowed) {}
