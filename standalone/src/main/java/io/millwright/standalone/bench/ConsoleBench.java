package io.millwright.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millwright.contracts.asset.Asset;
import io.millwright.ingest.Pace;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.standalone.Standalone;
import io.millwright.standalone.StandaloneConfig;
import io.millwright.standalone.Workload;
import io.millwright.standalone.embedded.DataDirectory;
import io.millwright.standalone.flow.LatencyHistogram;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code bench console}: the whole platform in this process with a fleet whose telemetry flows, and
 * people who look at it. First one machine gets a month of history; then one person and many look
 * in turn.
 */
public final class ConsoleBench {
  private static final Duration FIRST_WITHIN = Duration.ofMinutes(5);
  private static final Duration SCAN_EVERY = Duration.ofSeconds(10);
  private static final Duration HISTORY = Duration.ofDays(30);
  private static final Duration HISTORY_EVERY = Duration.ofMinutes(1);
  private static final int TREND_POINTS = 500;
  private static final int REPEATS = 9;

  private final int machines;
  private final int viewers;
  private final int seconds;
  private final int pairs;
  private final Consumer<String> progress;

  /**
   * @param machines of the fleet, each scanned every 10 s
   * @param viewers who look at once
   * @param seconds of a run
   * @param pairs runs of one person and of many behind each median
   */
  public ConsoleBench(
      int machines, int viewers, int seconds, int pairs, Consumer<String> progress) {
    this.machines = machines;
    this.viewers = viewers;
    this.seconds = seconds;
    this.pairs = pairs;
    this.progress = progress;
  }

  /**
   * Runs everything.
   *
   * @param version of Millwright
   */
  public BenchReport run(String version) throws Exception {
    Instant now = Instant.now();
    long rounds = HISTORY.dividedBy(HISTORY_EVERY);
    MachineryLoad month = new MachineryLoad("month", 1, now.minus(HISTORY), HISTORY_EVERY, rounds);
    MachineryLoad fleet = new MachineryLoad("fleet", machines, now, SCAN_EVERY, Integer.MAX_VALUE);
    String watched = month.assets().get(0).id().value();
    List<String> ids =
        fleet.assets().stream().map(Asset::id).map(Object::toString).collect(Collectors.toList());
    try (DataDirectory data = DataDirectory.temporary();
        Standalone platform =
            new Standalone(
                StandaloneConfig.of(data.root(), 0, List.of("SIMULATED")),
                data,
                new Workload(
                    CompletableFuture.completedFuture(List.of()),
                    false,
                    CompletableFuture.completedFuture(List.of()),
                    null,
                    List.of(
                        new Workload.Playing(month, Pace.MAX),
                        new Workload.Playing(fleet, new Pace(1)))),
                new AccessTokens(),
                first -> {})) {
      platform.start();
      if (!platform.flow().awaitFirst(FIRST_WITHIN)) {
        throw new IllegalStateException("no assessment within " + FIRST_WITHIN);
      }
      URI console = platform.consoleAddress();
      try (Viewers people = new Viewers(console, ids)) {
        awaitMonth(people, watched, now);
        return measure(version, people, watched, now);
      }
    }
  }

  private void awaitMonth(Viewers people, String asset, Instant end) throws Exception {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%,d machines × %d channels every %d s; a month of one machine is recorded",
            machines,
            MachineryLoad.CHANNELS,
            SCAN_EVERY.toSeconds()));
    String last =
        "/trends/readings?asset="
            + asset
            + "&point=channel-23&from="
            + end.minusSeconds(300)
            + "&to="
            + end;
    long deadline = System.nanoTime() + FIRST_WITHIN.toNanos();
    while (new String(people.read("api/v1" + last), UTF_8).contains("\"points\":[]")) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the month was not recorded within " + FIRST_WITHIN);
      }
      Thread.sleep(500);
    }
  }

  private BenchReport measure(String version, Viewers people, String watched, Instant end)
      throws Exception {
    people.look(viewers, seconds); // warms up
    List<LatencyHistogram> many = new ArrayList<>();
    List<LatencyHistogram> one = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      one.add(people.look(1, seconds));
      many.add(people.look(viewers, seconds));
      progress.accept(words(viewers, many.get(pair)) + "; " + words(1, one.get(pair)));
    }
    double fleetMillis = median(people, "api/v1/assets");
    double fleetBytes = people.read("api/v1/assets").length;
    double monthMillis = median(people, month(watched, end));
    return new BenchReport(
        "bench",
        "console",
        "%d made-up machines".formatted(machines),
        null,
        null,
        null,
        version,
        1,
        pairs,
        "wall clock, from when a read was due; platform, load and viewers share the machine",
        List.of(
            compare("apiReadP50", 0.5, many, one),
            compare("apiReadP95", 0.95, many, one),
            compare("apiReadP99", 0.99, many, one),
            alone("fleetAnswer", "ms", fleetMillis),
            alone("fleetAnswerSize", "bytes", fleetBytes),
            alone("monthOf" + MachineryLoad.CHANNELS + "Channels", "ms", monthMillis)));
  }

  private static String month(String asset, Instant end) {
    return "api/v1/trends/channels?asset=%s&from=%s&to=%s&points=%d"
        .formatted(asset, end.minus(HISTORY), end, TREND_POINTS);
  }

  private static double median(Viewers people, String path) throws Exception {
    double[] millis = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      long begin = System.nanoTime();
      people.read(path);
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    return PairedRuns.median(millis);
  }

  private Benchmark compare(
      String name, double q, List<LatencyHistogram> many, List<LatencyHistogram> one) {
    double[] values = many.stream().mapToDouble(h -> h.quantileMillis(q)).toArray();
    double[] alone = one.stream().mapToDouble(h -> h.quantileMillis(q)).toArray();
    double[] ratios = IntStream.range(0, pairs).mapToDouble(i -> values[i] / alone[i]).toArray();
    return new Benchmark(
        name,
        "ms with %d viewers".formatted(viewers),
        PairedRuns.median(values),
        "one viewer",
        PairedRuns.median(alone),
        PairedRuns.median(ratios));
  }

  /** What has nothing beside it. */
  private static Benchmark alone(String name, String unit, double value) {
    return new Benchmark(name, unit, value, "itself", value, 1);
  }

  private static String words(int viewers, LatencyHistogram h) {
    return String.format(
        Locale.ROOT,
        "%d viewers: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms of %,d reads",
        viewers,
        h.quantileMillis(0.5),
        h.quantileMillis(0.95),
        h.quantileMillis(0.99),
        h.total());
  }
}
