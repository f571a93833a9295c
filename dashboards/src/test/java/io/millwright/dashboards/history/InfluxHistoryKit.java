package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The store on a real InfluxDB, whichever way that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InfluxHistoryKit extends HistoryStoreContract {
  /** Apart from the times of the contract, so that its shard holds nothing else. */
  private static final Instant SPOILT = Instant.parse("2026-02-02T00:00:00Z");

  private static final Instant SOUND = Instant.parse("2026-02-16T00:00:00Z");

  private RealInflux influx;
  private InfluxHistoryStore store;

  @SuppressWarnings("NullAway.Init") // start() makes both.
  InfluxHistoryKit() {}

  /** Starts a server or skips the test. */
  abstract RealInflux server(Path directory) throws Exception;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    influx = server(directory);
    store = influx.store(influx.settings());
  }

  @AfterAll
  void stop() throws Exception {
    if (influx != null) { // else skipped
      store.close();
      influx.close();
    }
  }

  @Override
  protected HistoryStore store() {
    return store;
  }

  @Override
  protected HistoryStore reading(Retention retention, Instant now) {
    return new InfluxHistoryStore(
        influx.settings(), new HistorySettings(retention, false), InstantSource.fixed(now));
  }

  @Test
  void takesAStatementErrorInAGoodAnswerForAnError() {
    InfluxQl elsewhere =
        new InfluxQl(influx.settings("no_such_bucket", RealInflux.TOKEN), Duration.ofSeconds(5));

    assertThatThrownBy(() -> elsewhere.query("SELECT v FROM readings", row -> row))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("no_such_bucket");
  }

  @Test
  void keepsTheBatchAndTellsTheCommandsWhenTheBucketIsMissingAndMayNotBeMade() {
    assertKept(
        new InfluxHistoryStore(
            influx.settings("no_such_bucket", RealInflux.TOKEN),
            new HistorySettings(Retention.DEFAULT, false, 100_000)),
        "tiers of the history are missing; make them with",
        "no_such_bucket");
  }

  @Test
  void keepsTheBatchWhenTheTokenIsWrong() {
    InfluxSettings wrong = influx.settings(RealInflux.BUCKET, "wrong");
    assertKept(influx.store(wrong), "refuses the token");
    assertThatThrownBy(
            () -> influx.store(wrong).latestReadings(new AssetId("a"), HistoryExamples.EVER))
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("refuses the token");
  }

  @Test
  void keepsTheBatchWhenNobodyAnswers() {
    InfluxSettings nobody =
        new InfluxSettings(URI.create("http://127.0.0.1:1"), "o", "b", influx.settings().token());
    assertKept(influx.store(nobody), "does not answer");
  }

  private static void assertKept(InfluxHistoryStore away, String... complaints) {
    Asset pump = HistoryExamples.asset("kept/pump", "flow");
    try (away) {
      HistoryBatch batch = away.newBatch();
      batch.scan(pump, HistoryExamples.scan(pump, SOUND, 1));

      assertThatThrownBy(batch::commit)
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContainingAll(complaints);
      assertThat(batch.points()).isEqualTo(1);
    }
  }

  @Test
  void takesCompressedPoints() {
    InfluxSettings plain = influx.settings();
    Asset pump = HistoryExamples.asset("gzip/pump", "flow");
    try (InfluxHistoryStore compressing =
        influx.store(
            new InfluxSettings(plain.url(), plain.org(), plain.bucket(), plain.token(), true))) {
      HistoryBatch batch = compressing.newBatch();
      for (int i = 0; i < 1_000; i++) {
        batch.scan(pump, HistoryExamples.scan(pump, SOUND.plusSeconds(i), i / 7.0));
      }
      batch.commit();

      assertThat(
              store.readings(
                  pump.id(), "flow", new TimeRange(SOUND, SOUND.plusSeconds(1_000)), 1_000))
          .extracting(ReadingBucket::mean)
          .hasSize(1_000)
          .startsWith(0.0, 1 / 7.0)
          .endsWith(999 / 7.0);
    }
  }

  @Test
  void refusesOnlyThePointsWhoseFieldIsOfAnotherTypeInTheStore() {
    try (LineWriter writer = writer()) {
      LineProtocolText foreign = new LineProtocolText();
      add(foreign, "readings,asset=foreign,point=p v=\"12.5 bar\" " + EpochMicros.of(SPOILT));
      assertThat(writer.write(RealInflux.BUCKET, foreign, (line, reason) -> {})).isZero();
    }
    Asset pump = HistoryExamples.asset("conflict/pump", "flow");
    List<String> refused = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    HistoryBatch batch =
        store.newBatch(
            (line, reason) -> {
              refused.add(line);
              reasons.add(reason);
            });
    for (int i = 1; i <= 100; i++) {
      Instant spoilt = SPOILT.plusSeconds(i);
      batch.scan(pump, HistoryExamples.scan(pump, spoilt, i));
      batch.assessment(HistoryExamples.assessment("conflict/pump", spoilt, 1, 50, 9));
    }
    for (int i = 1; i <= 100; i++) {
      batch.scan(pump, HistoryExamples.scan(pump, SOUND.plusSeconds(i), i));
    }

    assertThat(batch.commit()).isEqualTo(100);

    assertThat(batch.points()).isZero();
    assertThat(refused).hasSize(100).allMatch(line -> line.startsWith("readings,asset=conflict"));
    assertThat(refused.get(0)).endsWith(String.valueOf(EpochMicros.of(SPOILT.plusSeconds(1))));
    assertThat(reasons).allMatch(reason -> reason.contains("field type conflict"));
    TimeRange sound = new TimeRange(SOUND, SOUND.plusSeconds(101));
    assertThat(store.readings(pump.id(), "flow", sound, 1))
        .extracting(ReadingBucket::count)
        .containsExactly(100L);
    TimeRange spoilt = new TimeRange(SPOILT, SPOILT.plusSeconds(101));
    assertThat(store.assessments(pump.id(), spoilt, 1))
        .extracting(AssessmentBucket::count)
        .containsExactly(100L);
  }

  @Test
  void keepsTheNeighboursOfALineThatCannotBeRead() {
    List<String> refused = new ArrayList<>();
    LineProtocolText text = new LineProtocolText();
    for (int i = 0; i < 50; i++) {
      add(
          text,
          (i == 17 ? "readings,asset=odd,point=p v= " : "readings,asset=odd,point=p v=1,q=0i ")
              + EpochMicros.of(SOUND.plusSeconds(i)));
    }

    try (LineWriter writer = writer()) {
      assertThat(writer.write(RealInflux.BUCKET, text, (line, reason) -> refused.add(line)))
          .isEqualTo(1);
    }

    assertThat(refused).singleElement().asString().contains(" v= ");
    assertThat(
            new InfluxQl(influx.settings(), Duration.ofSeconds(10))
                .query("SELECT v FROM readings WHERE asset = 'odd'", row -> row))
        .hasSize(49);
  }

  private LineWriter writer() {
    return new LineWriter(
        influx.url().toString(),
        RealInflux.ORG,
        RealInflux.TOKEN.toCharArray(),
        Duration.ofSeconds(10),
        false);
  }

  private static void add(LineProtocolText text, String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    text.append(bytes, 0, bytes.length, 1);
  }
}
