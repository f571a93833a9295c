package io.millwright.alerts.watch;

import java.time.Instant;

/**
 * A person has suspended automation: from then on only rules and limits speak. Models open no case,
 * change no case and request no work.
 *
 * @param since when
 * @param actor who
 * @param reason why
 */
public record Suspension(Instant since, String actor, String reason) {}
