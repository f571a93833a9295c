package io.millwright.standalone.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the machine-readable result goes. */
final class JsonOption {
  @Option(names = "--json", paramLabel = "FILE|-", description = "Write the result as JSON.")
  private @Nullable String target;

  /** To be called before anything is said: with {@code -}, nothing else goes to the output. */
  void prepare(Terminal terminal) {
    if ("-".equals(target)) {
      terminal.onlyJson();
    }
  }

  void write(Terminal terminal, Object result) throws IOException {
    terminal.json(target, result);
  }
}
