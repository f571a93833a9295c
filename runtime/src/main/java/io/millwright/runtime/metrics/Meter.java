package io.millwright.runtime.metrics;

/** What is measured. Implemented by one enum a module, whose constants are that module's meters. */
public interface Meter {
  /** Its name, meaning and unit. */
  Definition definition();

  /**
   * What every meter says of itself.
   *
   * @param id name in dots, starting with {@code millwright.}
   * @param description what a person reads
   * @param unit base unit, such as {@code seconds} or {@code scans}
   */
  record Definition(String id, String description, String unit) {}

  /** Name in dots. */
  default String id() {
    return definition().id();
  }

  /** What a person reads. */
  default String description() {
    return definition().description();
  }

  /** Base unit. */
  default String unit() {
    return definition().unit();
  }
}
