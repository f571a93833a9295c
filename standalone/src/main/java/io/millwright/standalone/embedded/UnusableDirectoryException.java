package io.millwright.standalone.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A data directory that cannot be used; the message says which and why. */
public final class UnusableDirectoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableDirectoryException(Path directory, String why, @Nullable Throwable cause) {
    super("data directory " + directory + " " + why, cause);
  }
}
