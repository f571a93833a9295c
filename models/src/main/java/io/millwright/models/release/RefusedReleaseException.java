package io.millwright.models.release;

/** A release that breaks a rule; the message says which, and what to do instead. */
public final class RefusedReleaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedReleaseException(String message) {
    super(message);
  }
}
