package io.millwright.models.dataset;

/**
 * One line of a data set: either a row or the reason why it is none.
 *
 * @param <R> what a good line holds
 */
public sealed interface DatasetLine<R> {
  /** 1-based line number in the uncompressed text. */
  long lineNumber();

  /** The line as it stands in the file, without its line end. */
  String text();

  /** A line that parsed. */
  record Good<R>(long lineNumber, String text, R row) implements DatasetLine<R> {}

  /** A line that did not parse, and why, in words that a person can act on. */
  record Bad<R>(long lineNumber, String text, String reason) implements DatasetLine<R> {}
}
