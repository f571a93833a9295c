package io.millwright.standalone.cli;

import io.millwright.contracts.assessment.Assessment;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Consumer;

/** Time since this JVM started. */
final class Uptime {
  private Uptime() {}

  /** Tells when the first assessment came. */
  static Consumer<Assessment> tellFirst(Terminal terminal) {
    return first ->
        terminal.progress(
            String.format(
                Locale.ROOT,
                "first assessment %.1f s after start",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3));
  }
}
