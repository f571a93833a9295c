package io.millwright.standalone.cli;

import io.millwright.ingest.SourceException;
import io.millwright.ingest.plant.InvalidPlantException;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.release.InvalidBundleException;
import io.millwright.runtime.config.InvalidConfigurationException;
import io.millwright.standalone.embedded.LoopbackPort;
import io.millwright.standalone.embedded.UnusableDirectoryException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * How a command ended that did not end well.
 *
 * @param exitCode 1 or 2
 * @param line for the error stream
 */
record Failure(int exitCode, String line) {
  static final int RUNNING = 1;
  static final int WRONG_USE = 2;

  /** Failures that the user caused and can mend; their messages are written for the user. */
  private static final Set<Class<?>> WRONG_INPUT =
      Set.of(
          WrongInputException.class,
          InvalidConfigurationException.class,
          InvalidPlantException.class,
          InvalidBundleException.class,
          MalformedDatasetException.class,
          SourceException.class,
          LoopbackPort.InUseException.class,
          UnusableDirectoryException.class);

  static Failure of(Throwable error) {
    Throwable last = error;
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (WRONG_INPUT.contains(e.getClass())) {
        return new Failure(WRONG_USE, oneLine(String.valueOf(e.getMessage())));
      }
      last = e;
    }
    boolean wrapper = error instanceof ExecutionException || error instanceof CompletionException;
    Throwable told = wrapper && error.getCause() != null ? error.getCause() : error;
    String message = told.getMessage() == null ? told.toString() : told.getMessage();
    String cause = last == told ? "" : " (" + last + ")";
    return new Failure(RUNNING, oneLine("failed: " + message + cause) + "; --verbose shows where");
  }

  int tell(Terminal terminal, Throwable error, boolean verbose) {
    terminal.error(line);
    if (verbose) {
      error.printStackTrace(terminal.err());
    }
    return exitCode;
  }

  static String oneLine(String message) {
    return message.lines().map(String::strip).collect(Collectors.joining(" "));
  }
}
