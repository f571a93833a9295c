package io.millwright.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options of every command that does something. */
@Command(mixinStandardHelpOptions = true, versionProvider = MillwrightCommand.Version.class)
final class CommonOptions {
  @Option(names = "--verbose", description = "On failure, show the stack trace.")
  boolean verbose;
}
