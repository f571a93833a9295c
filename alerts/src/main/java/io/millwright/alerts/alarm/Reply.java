package io.millwright.alerts.alarm;

/**
 * Answer to what a person asks of a value that has states: the value after it, or why not.
 *
 * @param <T> the value
 */
public sealed interface Reply<T> {
  /** It was legal. */
  record Done<T>(T value) implements Reply<T> {}

  /** It was not; nothing changed. */
  record Refused<T>(String reason) implements Reply<T> {}
}
