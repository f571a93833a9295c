package io.millwright.standalone.cli;

/** What was asked for cannot be done as asked; the message says what is wrong and what to do. */
final class WrongInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongInputException(String message) {
    super(message);
  }
}
