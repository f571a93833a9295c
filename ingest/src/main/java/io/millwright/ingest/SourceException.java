package io.millwright.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A source cannot be read, or not further: missing file, broken compression, wrong description. The
 * message names it and says what to do.
 */
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    this(message, null);
  }

  public SourceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
