package io.millwright.models.release;

/**
 * Bytes that claim to be a model bundle and are none, are damaged, or hold another kind of model
 * than asked for.
 */
public final class InvalidBundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidBundleException(String message) {
    super(message);
  }

  public InvalidBundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
