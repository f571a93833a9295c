package io.millwright.runtime.metrics;

/**
 * What is measured. Implemented by one enum a module, whose constants are that module's meters; the
 * metrics page is made from them.
 */
public interface Meter {
  /** Name in dots, starting with {@code millwright.}. */
  String id();

  /** What a person reads. */
  String description();

  /** Base unit, such as {@code seconds} or {@code scans}. */
  String unit();
}
