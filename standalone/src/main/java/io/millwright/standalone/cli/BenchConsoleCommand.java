package io.millwright.standalone.cli;

import io.millwright.standalone.bench.BenchReport;
import io.millwright.standalone.bench.Benchmark;
import io.millwright.standalone.bench.ConsoleBench;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench console}. */
@Command(
    name = "console",
    description = "How long reads of the console take with many viewers while telemetry flows.")
final class BenchConsoleCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--assets",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Machines of the fleet (${DEFAULT-VALUE}).")
  private int assets;

  @Option(
      names = "--viewers",
      paramLabel = "N",
      defaultValue = "100",
      description = "People who look at once (${DEFAULT-VALUE}).")
  private int viewers;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Of each of ten runs (${DEFAULT-VALUE}).")
  private int seconds;

  @Mixin private final JsonOption json = new JsonOption();

  BenchConsoleCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (assets < 1 || viewers < 1 || seconds < 1) {
      throw new WrongInputException("--assets, --viewers and --seconds must be 1 or more");
    }
    json.prepare(terminal);
    BenchReport report =
        new ConsoleBench(assets, viewers, seconds, 5, terminal::progress)
            .run(MillwrightCommand.Version.number());
    for (Benchmark benchmark : report.benchmarks()) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "%-20s %,10.1f %s; %s %,.1f",
              benchmark.name(),
              benchmark.value(),
              benchmark.unit(),
              benchmark.baselineName(),
              benchmark.baselineValue()));
    }
    json.write(terminal, report);
    return 0;
  }
}
