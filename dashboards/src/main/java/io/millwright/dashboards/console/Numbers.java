package io.millwright.dashboards.console;

import org.jspecify.annotations.Nullable;

/** JSON has no NaN: a number that is none becomes null. */
final class Numbers {
  private Numbers() {}

  static @Nullable Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
