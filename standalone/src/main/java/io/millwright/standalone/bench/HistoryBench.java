package io.millwright.standalone.bench;

import io.micrometer.core.instrument.Counter;
import io.millwright.dashboards.history.DebianInflux;
import io.millwright.dashboards.history.EmbeddedHistoryStore;
import io.millwright.dashboards.history.HistoryMeter;
import io.millwright.dashboards.history.HistoryRecorder;
import io.millwright.dashboards.history.HistorySettings;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.InfluxHistoryStore;
import io.millwright.dashboards.history.InfluxSettings;
import io.millwright.dashboards.history.Retention;
import io.millwright.dashboards.history.V2WriteShim;
import io.millwright.runtime.config.Secret;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.standalone.embedded.DataDirectory;
import io.millwright.standalone.embedded.EmbeddedKafka;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench history}: how many readings a second the recorder brings from Kafka into an
 * InfluxDB, in turn with what the InfluxDB client itself reaches with the same readings at hand,
 * against the same server. The recorder is timed from its first batch to its last, with all records
 * in the broker before; its joining the consumer group is not counted.
 */
public final class HistoryBench {
  private static final int PARTITIONS = 2;
  private static final Duration STUCK = Duration.ofMinutes(2);
  private static final String BUCKET = "millwright";

  private final @Nullable InfluxSettings given;
  private final Lengths lengths;
  private final Consumer<String> progress;

  /**
   * How much is written.
   *
   * @param seconds of the plant that one run writes, {@value HistoryLoad#A_SECOND} points each
   * @param pairs runs of each way, after one that does not count
   * @param steady seconds that the recorder writes alone after the pairs; 0 for none
   * @param rest before every run, for the server to tidy up
   */
  record Lengths(int seconds, int pairs, int steady, Duration rest) {}

  /** A way to write, and what it reached in each run. */
  private record Way(String name, Run run, double[] perSecond) {
    double median() {
      return PairedRuns.median(perSecond);
    }
  }

  /** Writes the readings of some seconds; tells how many a second. */
  @FunctionalInterface
  private interface Run {
    double pointsPerSecond(int from, int to) throws Exception;
  }

  /**
   * @param influx an InfluxDB that takes version 2 writes; null for Debian's, started here
   * @param steadyPoints points that the recorder writes alone after the pairs, rounded to a tenth
   */
  public HistoryBench(
      @Nullable InfluxSettings influx, long steadyPoints, Consumer<String> progress) {
    this(
        influx,
        new Lengths(300, 6, (int) (steadyPoints / HistoryLoad.A_SECOND), Duration.ofSeconds(2)),
        progress);
  }

  HistoryBench(@Nullable InfluxSettings influx, Lengths lengths, Consumer<String> progress) {
    this.given = influx;
    this.lengths = lengths;
    this.progress = progress;
  }

  /** Whether this machine has an InfluxDB to start. */
  public static boolean hasLocalInflux() {
    return DebianInflux.executable().isPresent();
  }

  /**
   * Runs everything.
   *
   * @param version of Millwright
   */
  public HistoryBenchReport run(String version) throws Exception {
    try (DataDirectory data = DataDirectory.temporary()) {
      if (given != null) {
        return run(version, given, data);
      }
      Path executable =
          DebianInflux.executable()
              .orElseThrow(() -> new IOException("no influxd on the path to start"));
      try (DebianInflux influx = DebianInflux.start(executable, data.directory("influx"));
          V2WriteShim shim = new V2WriteShim(influx.url())) {
        return run(
            version, new InfluxSettings(shim.url(), BUCKET, BUCKET, new Secret("none")), data);
      }
    }
  }

  private HistoryBenchReport run(String version, InfluxSettings influx, DataDirectory data)
      throws Exception {
    int seconds = 2 * (1 + lengths.pairs) * lengths.seconds + lengths.steady;
    HistoryLoad load =
        new HistoryLoad(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(seconds + 3_600));
    HistorySettings forEver = new HistorySettings(Retention.FOR_EVER, true);
    try (EmbeddedKafka broker = new EmbeddedKafka(data.directory("kafka"), 0)) {
      broker.start();
      TopicProvisioner.ensure(broker.settings(), PARTITIONS, 1);
      try (TopicSender sender = new TopicSender(broker.settings());
          InfluxHistoryStore store =
              new InfluxHistoryStore(influx, given == null ? forEver : HistorySettings.DEFAULT);
          EmbeddedHistoryStore embedded = EmbeddedHistoryStore.open(data.directory("history"));
          PlainHistoryWriters plain = new PlainHistoryWriters(influx, load)) {
        load.declare(sender);
        store.latestAssessments(); // the first use makes the bucket, whoever writes first
        Recording recording = new Recording(broker.settings(), load, sender);
        Way recorder = way("recorder", (a, b) -> recording.run(store, a, b));
        Way points = way("client, points, batched in the background", timed(plain::points));
        Way lines = way("client, lines, blocking", timed(plain::lines));
        Way own = way("recorder into the embedded store", (a, b) -> recording.run(embedded, a, b));
        List<Way> ways = List.of(recorder, points, lines);
        int next = 0;
        for (int pair = -1; pair < lengths.pairs; pair++) {
          for (int i = 0; i < ways.size(); i++) {
            // In another order each time: a server still tidies up after the run before. Those with
            // series of their own may share the seconds; Kafka has each second once.
            measure(ways.get(Math.floorMod(i + pair, ways.size())), next, pair);
          }
          next += lengths.seconds;
          measure(own, next, pair);
          next += lengths.seconds;
        }
        Steady steady = steady(recording, store, next);
        return new HistoryBenchReport(
            "bench",
            "history",
            "made-up plant of 1,000 points",
            null,
            null,
            null,
            version,
            0,
            lengths.pairs,
            "wall clock; broker, recorder, client and the front of an InfluxDB 1 in one process",
            List.of(
                compare("recorder", recorder, points),
                compare("recorder", recorder, lines),
                compare("embeddedStore", own, recorder)),
            server(influx.url()),
            lengths.seconds * HistoryLoad.A_SECOND,
            (long) lengths.steady * HistoryLoad.A_SECOND,
            steady.perSecond,
            steady.usedHeap);
      }
    }
  }

  private Way way(String name, Run run) {
    return new Way(name, run, new double[lengths.pairs]);
  }

  private Run timed(Write write) {
    return (from, to) -> {
      long began = System.nanoTime();
      write.write(from, to);
      return (to - from) * (double) HistoryLoad.A_SECOND * 1e9 / (System.nanoTime() - began);
    };
  }

  @FunctionalInterface
  private interface Write {
    void write(int from, int to);
  }

  private void measure(Way way, int from, int pair) throws Exception {
    Thread.sleep(lengths.rest.toMillis());
    double perSecond = way.run.pointsPerSecond(from, from + lengths.seconds);
    if (pair >= 0) {
      way.perSecond[pair] = perSecond;
    }
    progress.accept(
        String.format(
            Locale.ROOT, "%s%s: %,.0f points/s", pair < 0 ? "warm-up, " : "", way.name, perSecond));
  }

  private static Benchmark compare(String name, Way candidate, Way baseline) {
    double[] ratios = new double[candidate.perSecond.length];
    Arrays.setAll(ratios, i -> candidate.perSecond[i] / baseline.perSecond[i]);
    return new Benchmark(
        name,
        "points/s",
        candidate.median(),
        baseline.name,
        baseline.median(),
        PairedRuns.median(ratios));
  }

  private record Steady(@Nullable Double perSecond, List<Long> usedHeap) {}

  /** The recorder alone, for long: does what it keeps grow? */
  private Steady steady(Recording recording, HistoryStore store, int from) throws Exception {
    List<Long> usedHeap = new ArrayList<>();
    if (lengths.steady < 10) {
      return new Steady(null, usedHeap);
    }
    usedHeap.add(usedHeap());
    int tenth = lengths.steady / 10;
    double[] perSecond = new double[10];
    for (int i = 0; i < 10; i++) {
      perSecond[i] = recording.run(store, from + i * tenth, from + (i + 1) * tenth);
      usedHeap.add(usedHeap());
      progress.accept(
          String.format(
              Locale.ROOT,
              "%,d points: %,.0f/s, %,d KiB of heap used after a collection",
              (i + 1L) * tenth * HistoryLoad.A_SECOND,
              perSecond[i],
              usedHeap.get(i + 1) >> 10));
    }
    return new Steady(PairedRuns.median(perSecond), usedHeap);
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static String server(URI url) throws Exception {
    var headers =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/ping")).build(),
                BodyHandlers.discarding())
            .headers();
    return "InfluxDB " + headers.firstValue("X-Influxdb-Version").orElse("of unknown version");
  }

  /** Puts records into Kafka, then times a recorder that brings them into a store. */
  private record Recording(KafkaSettings kafka, HistoryLoad load, TopicSender sender) {

    double run(HistoryStore store, int from, int to) throws InterruptedException {
      load.send(sender, from, to);
      double readings = (to - from) * (double) HistoryLoad.A_SECOND;
      // A scan makes a row of its own besides its readings, and a day one of every machine.
      double atLeast = readings + (to - from) * (double) HistoryLoad.MACHINES;
      try (Metrics metrics = new Metrics();
          HistoryRecorder recorder = new HistoryRecorder(kafka, store, metrics)) {
        Counter points = metrics.counter(HistoryMeter.POINTS);
        recorder.start();
        double first = 0;
        double last = 0;
        long began = System.nanoTime();
        long changed = began;
        while (last < atLeast || recorder.lag() > 0 || recorder.buffered() > 0) {
          Thread.sleep(1);
          double now = points.count();
          if (now > last) {
            last = now;
            changed = System.nanoTime();
          } else if (System.nanoTime() - changed > STUCK.toNanos()) {
            Health health = recorder.health();
            throw new IllegalStateException("the recorder gets on no more: " + health);
          }
          if (first == 0 && now > 0) {
            first = now;
            began = changed;
          }
        }
        // Of all that was written in this time the readings only, which the client writes, too.
        return (last - first) * readings / points.count() * 1e9 / (changed - began);
      }
    }
  }
}
