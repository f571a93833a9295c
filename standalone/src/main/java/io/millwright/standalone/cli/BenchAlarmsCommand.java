package io.millwright.standalone.cli;

import io.millwright.standalone.bench.AlarmsBench;
import io.millwright.standalone.bench.AlarmsBenchReport;
import io.millwright.standalone.bench.Benchmark;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench alarms}. */
@Command(
    name = "alarms",
    description =
        "How long after an assessment its alarm can be read, with the broker in this process.")
final class BenchAlarmsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--assets",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many assets are assessed (${DEFAULT-VALUE}).")
  private int assets;

  @Option(
      names = "--rate",
      paramLabel = "X",
      defaultValue = "1",
      description = "Assessments a second of each asset (${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "Of the long stretch; warm-up and comparison take 100 s more (${DEFAULT-VALUE}).")
  private int seconds;

  @Mixin private final JsonOption json = new JsonOption();

  BenchAlarmsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (assets < 1 || seconds < 1 || !(rate > 0) || rate * assets > 1e6) {
      throw new WrongInputException(
          "--assets and --seconds must be 1 or more, --rate above 0, and both together at most"
              + " 1000000 assessments a second");
    }
    json.prepare(terminal);
    AlarmsBenchReport report =
        new AlarmsBench(assets, rate, seconds, terminal::progress)
            .run(MillwrightCommand.Version.number());
    terminal.say(
        String.format(
            Locale.ROOT,
            "%,d assets, %,.0f assessments/s for %d s: assessment to alarm p50 %.0f ms, p99 %.0f ms,"
                + " largest %.0f ms of %,d",
            report.assets(),
            report.assessmentsPerSecond(),
            report.seconds(),
            report.latencyMillisP50(),
            report.latencyMillisP99(),
            report.latencyMillisMax(),
            report.alarmTransitions()));
    terminal.say(
        String.format(
            Locale.ROOT,
            "lag: mean of the first half %,.0f records, of the second %,.0f, largest %,d, at the end"
                + " %,d; %.2f cores",
            report.meanLagFirstHalf(),
            report.meanLagSecondHalf(),
            report.largestLag(),
            report.lastLag(),
            report.cpuCores()));
    for (Benchmark benchmark : report.benchmarks()) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "%-16s %,8.0f %s; %.2f times %,.0f (%s)",
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
