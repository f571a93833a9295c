package io.millwright.dashboards.history;

import org.jspecify.annotations.Nullable;

/** The store could not be reached or did not answer as it should; trying again may help. */
public final class HistoryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HistoryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
