package io.millwright.models.dataset;

/** Turns the text of one line into a row. */
@FunctionalInterface
interface LineParser<R> {
  R parse(String text) throws BadLine;

  /** The line is no row; the message says why. */
  final class BadLine extends Exception {
    private static final long serialVersionUID = 1L;

    BadLine(String reason) {
      super(reason, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
