package io.millwright.standalone.cli;

import io.millwright.standalone.bench.BenchReport;
import io.millwright.standalone.bench.Benchmark;
import io.millwright.standalone.bench.SignalBench;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench signal}. */
@Command(
    name = "signal",
    description = "How many vibration and sound channels one core follows in real time.")
final class BenchSignalCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the made-up signals (${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final JsonOption json = new JsonOption();

  BenchSignalCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    json.prepare(terminal);
    BenchReport report =
        SignalBench.run(MillwrightCommand.Version.number(), seed, terminal::progress);
    for (Benchmark benchmark : report.benchmarks()) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "%-22s %,12.0f %s; %.1f times %,.0f (%s)",
              benchmark.name(),
              benchmark.value(),
              benchmark.unit(),
              benchmark.ratio(),
              benchmark.baselineValue(),
              benchmark.baselineName()));
    }
    json.write(terminal, report);
    return 0;
  }
}
