package io.millwright.standalone.cli;

import io.millwright.dashboards.history.InfluxSettings;
import io.millwright.runtime.config.Secret;
import io.millwright.standalone.bench.Benchmark;
import io.millwright.standalone.bench.HistoryBench;
import io.millwright.standalone.bench.HistoryBenchReport;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench history}. */
@Command(
    name = "history",
    description =
        "How many readings a second go from Kafka into an InfluxDB, beside what its own client"
            + " reaches.")
final class BenchHistoryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--influx",
      paramLabel = "URL",
      description =
          "An InfluxDB that takes version 2 writes. Without it, influxd of the path is started.")
  private @Nullable URI influx;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "That may read, write and make buckets.")
  private @Nullable String token;

  @Option(
      names = "--org",
      paramLabel = "NAME",
      defaultValue = "millwright",
      description = "Organisation (${DEFAULT-VALUE}).")
  private String org = "";

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      defaultValue = "millwright-bench",
      description = "Bucket that is written to (${DEFAULT-VALUE}).")
  private String bucket = "";

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Points that the recorder writes in one go afterwards, to see whether its memory stays"
              + " flat (${DEFAULT-VALUE}).")
  private long points;

  @Mixin private final JsonOption json = new JsonOption();

  BenchHistoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (points < 0 || points > 1_000_000_000) {
      throw new WrongInputException("--points must be from 0 to 1000000000, is " + points);
    }
    if (influx == null && !HistoryBench.hasLocalInflux()) {
      throw new WrongInputException(
          "--influx is missing, and there is no influxd on the path to start (Debian: apt-get"
              + " install influxdb)");
    }
    if (influx != null && token == null) {
      throw new WrongInputException("--influx needs --token");
    }
    json.prepare(terminal);
    HistoryBenchReport report =
        new HistoryBench(settings(), points, terminal::progress)
            .run(MillwrightCommand.Version.number());
    for (Benchmark benchmark : report.benchmarks()) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "%-14s %,9.0f %s; %.2f times %,.0f (%s)",
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

  private @Nullable InfluxSettings settings() {
    try {
      return influx == null || token == null
          ? null
          : new InfluxSettings(influx, org, bucket, new Secret(token));
    } catch (IllegalArgumentException e) {
      throw new WrongInputException("--influx: " + e.getMessage());
    }
  }
}
