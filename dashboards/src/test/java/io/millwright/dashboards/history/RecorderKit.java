package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.dashboards.history.InfluxQl.ResultRow;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Health.Status;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a real broker through the recorder into a real InfluxDB, whichever way that runs, in good
 * times and bad. All tests share a broker and a consumer group, each goes on where the last was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RecorderKit {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration AWAY =
      Duration.parse(System.getProperty("millwright.history.away", "PT20S"));
  private static final int WEEK = 7 * 24 * 60;

  /** The week ends now: raw history is kept for a month. */
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.DAYS);

  private static final Instant WEEK_AGO = NOW.minus(Duration.ofDays(7));

  private RealInflux influx;
  private LoopbackBroker broker;

  @SuppressWarnings("NullAway.Init") // start() makes both.
  RecorderKit() {}

  /** Starts a server or skips the test. */
  abstract RealInflux server(Path directory) throws Exception;

  /** How many machines have a week. */
  abstract int machines();

  @BeforeAll
  void start(@TempDir Path store, @TempDir Path kafka) throws Exception {
    influx = server(store);
    broker = new LoopbackBroker(kafka.resolve("broker"));
    TopicProvisioner.ensure(broker.settings(), 2, 1);
  }

  @AfterAll
  void stop() throws Exception {
    if (influx != null) { // else skipped
      broker.close();
      influx.close();
    }
  }

  /** A recorder that runs, and what it reports. */
  private final class Recording implements AutoCloseable {
    final InfluxHistoryStore store;
    final Metrics metrics = new Metrics();
    final HistoryRecorder recorder;

    Recording(InfluxSettings settings) {
      this(influx.store(settings));
    }

    Recording(InfluxHistoryStore store) {
      this.store = store;
      this.recorder =
          new HistoryRecorder(
              broker.settings(),
              store,
              metrics,
              new RecorderSettings(
                  "recorder-kit",
                  10_000,
                  Duration.ofMillis(200),
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(2),
                  8_000_000));
      recorder.start();
    }

    double points() {
      return metrics.counter(HistoryMeter.POINTS).count();
    }

    void awaitPoints(double count) {
      await().atMost(PATIENCE).until(() -> points() >= count);
    }

    boolean hasAll(double count) {
      return points() >= count && recorder.lag() == 0 && recorder.buffered() == 0;
    }

    void awaitAll(double count) {
      await().atMost(PATIENCE).until(() -> hasAll(count));
    }

    void awaitHealth(Status status, String reason) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              recorder::health,
              health -> health.status() == status && health.reason().contains(reason));
    }

    @Override
    public void close() {
      recorder.close();
      store.close();
      metrics.close();
    }
  }

  @Test
  void holdsASimulatedWeekExactly() {
    SimulatedPlant plant = new SimulatedPlant("week", machines(), WEEK_AGO, 60);
    try (TopicSender sender = new TopicSender(broker.settings());
        Recording recording = new Recording(influx.settings())) {
      plant.declare(sender);
      for (int step = 0; step < WEEK; step++) {
        plant.sendScans(sender, step);
        if (step % 10 == 0) {
          plant.sendAssessments(sender, step);
        }
        if (step % 720 == 0) {
          plant.sendAlarms(sender, step / 720);
        }
      }
      sender.flush();
      long assessed = (long) machines() * (WEEK / 10);
      long alarms = (long) machines() * (WEEK / 720);

      recording.awaitAll(finite(machines(), WEEK) + assessed + alarms);

      assertExact(plant, WEEK);
      for (Asset machine : plant.machines()) {
        assertAssessments(plant, machine, WEEK / 10);
        List<AlarmEvent> expected = new ArrayList<>();
        for (int i = 0; i < WEEK / 720; i++) {
          expected.add(plant.alarm(machine.id(), i));
        }
        assertThat(recording.store.alarms(machine.id(), new TimeRange(WEEK_AGO, NOW), 100))
            .isEqualTo(expected);
      }
      assertThat(recording.recorder.health()).isEqualTo(Health.UP);
      assertThat(recording.metrics.counter(HistoryMeter.FAILURES).count()).isZero();
    }
  }

  @Test
  void losesAndDoublesNothingWhenTheServerIsKilledInMidWrite() throws Exception {
    int steps = 2_000;
    SimulatedPlant plant = new SimulatedPlant("killed", 4, WEEK_AGO, 1);
    try (TopicSender sender = new TopicSender(broker.settings());
        Recording recording = new Recording(influx.settings())) {
      plant.declare(sender);
      for (int step = 0; step < steps; step++) {
        plant.sendCorrectedScans(sender, step);
      }
      sender.flush();
      double all = 2 * finite(4, steps);
      for (double part : new double[] {0.2, 0.5}) {
        recording.awaitPoints(part * all);
        influx.kill();
        assertThat(recording.points()).as("killed before the end").isLessThan(all);
        recording.awaitHealth(Status.DOWN, "does not answer");
        influx.start();
      }

      recording.awaitAll(all);

      recording.awaitHealth(Status.UP, "");
      // A wrong value would be one written out of order, after its correction.
      assertExact(plant, steps);
    }
  }

  @Test
  void bridgesAnAbsenceOfTheServerInBoundedMemory() throws Exception {
    SimulatedPlant plant = new SimulatedPlant("away", 10, WEEK_AGO, 1);
    try (TopicSender sender = new TopicSender(broker.settings());
        Recording recording = new Recording(influx.settings())) {
      plant.declare(sender);
      long heapBefore = heapAfterCollection();
      influx.kill();
      long end = System.nanoTime() + AWAY.toNanos();
      int steps = 0;
      int mostBuffered = 0;
      while (System.nanoTime() < end) {
        plant.sendScans(sender, steps++);
        mostBuffered = Math.max(mostBuffered, recording.recorder.buffered());
        Thread.sleep(20);
      }
      sender.flush();
      long heapAway = heapAfterCollection();
      assertThat(recording.recorder.health().status()).isEqualTo(Status.DOWN);
      assertThat(recording.points()).isZero();
      double all = finite(10, steps);

      long back = System.nanoTime();
      influx.start();
      while (!recording.hasAll(all)) {
        mostBuffered = Math.max(mostBuffered, recording.recorder.buffered());
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(PATIENCE);
        Thread.sleep(20);
      }

      System.out.printf(
          Locale.ROOT,
          "away for %s: %,.0f points waited in Kafka, at most %,d in memory; heap %,d KiB before,"
              + " %,d KiB at the end of it; all in the store %,d ms after the start%n",
          AWAY,
          all,
          mostBuffered,
          heapBefore >> 10,
          heapAway >> 10,
          (System.nanoTime() - back) / 1_000_000);
      assertThat(mostBuffered)
          .as("two batches, and what the last record adds to each")
          .isBetween(1, 2 * (10_000 + SimulatedPlant.POINTS));
      assertExact(plant, steps);
      recording.awaitHealth(Status.UP, "");
    }
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void saysThatTheTokenIsWrongAndKeepsAllForTheRightOne() {
    SimulatedPlant plant = new SimulatedPlant("token", 2, WEEK_AGO, 60);
    try (TopicSender sender = new TopicSender(broker.settings())) {
      plant.declare(sender);
      for (int step = 0; step < 50; step++) {
        plant.sendScans(sender, step);
      }
      sender.flush();
    }
    try (Recording wrong = new Recording(influx.settings(RealInflux.BUCKET, "wrong"))) {
      wrong.awaitHealth(Status.DEGRADED, "refuses the token");
      wrong.awaitHealth(Status.DOWN, "refuses the token");
      assertThat(wrong.metrics.counter(HistoryMeter.FAILURES).count())
          .as("tried again")
          .isGreaterThan(2);
      assertThat(wrong.points()).isZero();
    }
    try (Recording right = new Recording(influx.settings())) {
      right.awaitAll(finite(2, 50));
      right.awaitHealth(Status.UP, "");
    }
    assertExact(plant, 50);
  }

  @Test
  void namesABucketThatIsMissingAndGoesOnWhenItIsThere() {
    SimulatedPlant plant = new SimulatedPlant("bucket", 2, WEEK_AGO, 60);
    try (TopicSender sender = new TopicSender(broker.settings());
        Recording recording =
            new Recording(
                new InfluxHistoryStore(
                    influx.settings("later", RealInflux.TOKEN),
                    new HistorySettings(Retention.FOR_EVER, false, 100_000)))) {
      plant.declare(sender);
      for (int step = 0; step < 50; step++) {
        plant.sendScans(sender, step);
      }
      sender.flush();
      recording.awaitHealth(Status.DOWN, "tiers of the history are missing; make them with");
      assertThat(recording.recorder.health().reason()).contains("later");

      try (InfluxHistoryStore maker = influx.store(influx.settings("later", RealInflux.TOKEN))) {
        maker.latestReadings(
            plant.machines().get(0).id(), HistoryExamples.EVER); // the first use makes all tiers
      }

      recording.awaitAll(finite(2, 50));
      recording.awaitHealth(Status.UP, "");
      assertExact(plant, 50, "later");
    }
  }

  @Test
  void goesOnWhileTheStoreRefusesPointsForGood() {
    Instant spoilt = WEEK_AGO.minus(Duration.ofDays(14));
    spoil(spoilt);
    SimulatedPlant refused = new SimulatedPlant("refused", 2, spoilt, 60);
    SimulatedPlant sound = new SimulatedPlant("sound", 2, WEEK_AGO, 60);
    try (TopicSender sender = new TopicSender(broker.settings());
        Recording recording = new Recording(influx.settings())) {
      refused.declare(sender);
      sound.declare(sender);
      for (int step = 0; step < 50; step++) {
        refused.sendScans(sender, step);
        sound.sendScans(sender, step);
      }
      sender.flush();

      recording.awaitAll(finite(2, 50));

      assertExact(sound, 50);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(recording.metrics.counter(HistoryMeter.REFUSED).count())
                      .isEqualTo(finite(2, 50)));
      await().atMost(PATIENCE).until(() -> recording.recorder.lag() == 0);
      assertThat(recording.recorder.health()).isEqualTo(Health.UP);
    }
  }

  /** Somebody wrote a reading as a text: no number gets into the shard of that time any more. */
  private void spoil(Instant time) {
    LineProtocolText text = new LineProtocolText();
    byte[] line =
        ("readings,asset=foreign,point=p v=\"12.5 bar\" " + EpochMicros.of(time) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    text.append(line, 0, line.length, 1);
    try (LineWriter writer =
        new LineWriter(
            influx.url().toString(),
            RealInflux.ORG,
            RealInflux.TOKEN.toCharArray(),
            Duration.ofSeconds(10),
            false)) {
      assertThat(writer.write(RealInflux.BUCKET, text, (l, reason) -> {})).isZero();
    }
  }

  private static double finite(int machines, int steps) {
    double count = 0;
    for (int step = 0; step < steps; step++) {
      for (int point = 0; point < SimulatedPlant.POINTS; point++) {
        count += Double.isNaN(SimulatedPlant.value(0, point, step)) ? 0 : machines;
      }
    }
    return count;
  }

  private void assertExact(SimulatedPlant plant, int steps) {
    assertExact(plant, steps, RealInflux.BUCKET);
  }

  /** Every reading is there, once, with its value, and nothing else. */
  private void assertExact(SimulatedPlant plant, int steps, String bucket) {
    InfluxQl database =
        new InfluxQl(influx.settings(bucket, RealInflux.TOKEN), Duration.ofSeconds(60));
    for (int machine = 0; machine < plant.machines().size(); machine++) {
      String id = plant.machines().get(machine).id().value();
      Map<String, Map<Long, Double>> found = new HashMap<>();
      database.query(
          "SELECT v FROM readings WHERE asset = '" + id + "' GROUP BY point",
          row ->
              requireNonNull(found.computeIfAbsent(row.tag("point"), p -> new TreeMap<>()))
                  .put(row.integer("time"), row.number("v")));
      for (int point = 0; point < SimulatedPlant.POINTS; point++) {
        Map<Long, Double> expected = new TreeMap<>();
        for (int step = 0; step < steps; step++) {
          double value = SimulatedPlant.value(machine, point, step);
          if (!Double.isNaN(value)) {
            expected.put(EpochMicros.of(plant.time(step)), value);
          }
        }
        // One comparison of whole maps: a difference of thousands of lines helps nobody.
        assertThat(expected.equals(found.get("p" + point)))
            .as("%s p%d: %s", id, point, difference(expected, found.get("p" + point)))
            .isTrue();
      }
    }
  }

  private static String difference(Map<Long, Double> expected, @Nullable Map<Long, Double> found) {
    if (found == null) {
      return "nothing found";
    }
    long missing = expected.keySet().stream().filter(time -> !found.containsKey(time)).count();
    long surplus = found.keySet().stream().filter(time -> !expected.containsKey(time)).count();
    return expected.size()
        + " expected, "
        + missing
        + " missing, "
        + surplus
        + " surplus, rest "
        + expected.entrySet().stream()
            .filter(e -> found.containsKey(e.getKey()))
            .filter(e -> !e.getValue().equals(found.get(e.getKey())))
            .limit(3)
            .map(e -> e + " is " + found.get(e.getKey()))
            .toList();
  }

  private void assertAssessments(SimulatedPlant plant, Asset machine, int count) {
    InfluxQl database = new InfluxQl(influx.settings(), Duration.ofSeconds(60));
    List<List<Object>> found =
        database.query(
            "SELECT score, health, rul_median, reason FROM assessments WHERE asset = '"
                + machine.id()
                + "'",
            RecorderKit::assessed);
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Assessment a = plant.assessment(machine.id(), 10 * i);
      expected.add(
          List.of(
              EpochMicros.of(a.time()),
              a.detection().anomalyScore(),
              a.health().healthIndex(),
              requireNonNull(a.prognosis().remainingLife()).median(),
              a.health().reason()));
    }
    assertThat(found.equals(expected))
        .as("%s: %d assessments of %d", machine.id(), found.size(), count)
        .isTrue();
  }

  private static List<Object> assessed(ResultRow row) {
    return List.of(
        row.integer("time"),
        row.number("score"),
        row.number("health"),
        row.number("rul_median"),
        requireNonNull(row.text("reason")));
  }
}
