package io.millwright.dashboards.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The store could not be reached or did not answer as it should; trying again may help. */
public final class HistoryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  public HistoryUnavailableException(String message, @Nullable Throwable cause) {
    this(message, cause, null);
  }

  /**
   * @param retryAfter how long the store wants to be left alone; null if it does not say
   */
  public HistoryUnavailableException(
      String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long the store wants to be left alone; zero if it does not say. */
  public Duration retryAfter() {
    return retryAfter == null ? Duration.ZERO : retryAfter;
  }
}
