package io.millwright.standalone.cli;

import picocli.CommandLine.Command;

/** Groups the benchmarks. */
@Command(
    name = "bench",
    description = "Measure parts of Millwright beside straightforward implementations.",
    subcommands = {
      BenchSignalCommand.class,
      BenchAlarmsCommand.class,
      BenchHistoryCommand.class,
      BenchConsoleCommand.class
    })
final class BenchCommand extends CommandGroup {}
