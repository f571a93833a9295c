package io.millwright.standalone.cli;

import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a command says to whom: results, progress, errors. */
final class Terminal {
  private final PrintStream out;
  private final PrintStream err;
  private boolean resultsAreJson;

  Terminal(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** From now on nothing but the JSON result goes to the output. */
  void onlyJson() {
    resultsAreJson = true;
  }

  /** A line for a person: a result, unless the result is asked for as JSON. */
  void say(String line) {
    PrintStream to = resultsAreJson ? err : out;
    to.println(line);
    to.flush();
  }

  /** A line about work that goes on. */
  void progress(String line) {
    err.println(line);
    err.flush();
  }

  /** The one line of an error. */
  void error(String line) {
    err.println("millwright: " + line);
    err.flush();
  }

  /** Writes the machine-readable result to a file, or to the output for {@code -}. */
  void json(@Nullable String target, Object result) throws IOException {
    if (target == null) {
      return;
    }
    String json =
        CloudEventCodec.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n";
    if (target.equals("-")) {
      out.print(json);
      out.flush();
    } else {
      Files.writeString(Path.of(target), json);
    }
  }

  PrintStream err() {
    return err;
  }

  PrintWriter outWriter() {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  PrintWriter errWriter() {
    return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
  }
}
