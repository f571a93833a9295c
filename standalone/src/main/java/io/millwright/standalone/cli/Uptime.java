package io.millwright.standalone.cli;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Time since this JVM started. */
final class Uptime {
  private Uptime() {}

  static String text() {
    return String.format(
        Locale.ROOT, "%.1f s after start", ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
  }
}
