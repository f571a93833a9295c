package io.millwright.contracts.codec;

/**
 * Bytes that are not what their topic promises; they belong on a rejected topic, with this message
 * as reason.
 */
public final class UndecodableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Bytes that are not of a type, and why. */
  public UndecodableException(Class<?> type, String why) {
    super("not a " + type.getSimpleName() + ": " + why);
  }

  UndecodableException(Class<?> type, String why, Throwable cause) {
    super("not a " + type.getSimpleName() + ": " + why, cause);
  }
}
