package io.millwright.alerts.watch;

import java.time.Instant;

/**
 * A person has suspended automation: from then on there are alarms, of limits and of health, but no
 * case is opened or changed by itself, and no work requested.
 *
 * @param since when
 * @param actor who
 * @param reason why
 */
public record Suspension(Instant since, String actor, String reason) {}
