package io.millwright.runtime.config;

/**
 * A value that must not reach a log: prints as asterisks.
 *
 * @param value in clear
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
