package io.millwright.runtime.config;

import java.util.List;

/** A configuration that cannot be used: every failure, each starting with the path it is at. */
public final class InvalidConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> failures;

  public InvalidConfigurationException(String source, List<String> failures) {
    super(source + ": " + String.join("; ", failures));
    this.failures = List.copyOf(failures);
  }

  /** One line each, in the order of the record tree: {@code path: what is wrong}. */
  public List<String> failures() {
    return failures;
  }
}
