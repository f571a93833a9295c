package io.millwright.standalone.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs one command line in this process. */
public final class CommandLineProgram {
  private CommandLineProgram() {}

  /**
   * Runs a command.
   *
   * @param out gets results and nothing else
   * @param err gets progress, logs and errors
   * @return the exit code
   */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    Terminal terminal = new Terminal(out, err);
    CommandLine line = new CommandLine(new MillwrightCommand(), new CommandFactory(terminal));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(terminal.outWriter());
    line.setErr(terminal.errWriter());
    line.setParameterExceptionHandler((e, given) -> wrongUse(e, terminal));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> Failure.of(e).tell(terminal, e, isVerbose(parsed)));
    return line.execute(arguments);
  }

  private static int wrongUse(ParameterException e, Terminal terminal) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    terminal.error(
        Failure.oneLine(String.valueOf(e.getMessage()))
            + " (see: "
            + command.qualifiedName()
            + " --help)");
    return Failure.WRONG_USE;
  }

  private static boolean isVerbose(CommandLine.ParseResult parsed) {
    return parsed.originalArgs().contains("--verbose");
  }
}
