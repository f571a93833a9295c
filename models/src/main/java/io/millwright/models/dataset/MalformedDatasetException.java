package io.millwright.models.dataset;

import java.nio.file.Path;

/**
 * A data set cannot be read: which file, which line, and why. Wrong input of the user, not a
 * failure of ours.
 */
public final class MalformedDatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long lineNumber;
  private final String reason;

  /**
   * @param lineNumber 1-based; 0 when the file as a whole is at fault
   */
  public MalformedDatasetException(Path file, long lineNumber, String reason) {
    super(lineNumber > 0 ? file + ", line " + lineNumber + ": " + reason : file + ": " + reason);
    this.file = file.toString();
    this.lineNumber = lineNumber;
    this.reason = reason;
  }

  public String file() {
    return file;
  }

  /** 1-based; 0 when the file as a whole is at fault. */
  public long lineNumber() {
    return lineNumber;
  }

  public String reason() {
    return reason;
  }
}
