package io.millwright.dashboards.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardIntakeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
  private static final TimeRange ALL =
      new TimeRange(NOON.minus(Duration.ofDays(99)), NOON.plus(Duration.ofDays(99)));

  private Instant today = NOON.plus(Duration.ofDays(9));
  private final InMemoryHistoryStore store = new InMemoryHistoryStore();
  private final HistoryBatch batch = store.newBatch();
  private final Declarations declarations = new Declarations();
  private final BoardIntake intake =
      new BoardIntake(declarations, () -> batch, (tier, time) -> {}, () -> today);
  private final Asset pump = HistoryExamples.asset("pump-1", "flow", "speed", "level");
  private final Asset quiet = HistoryExamples.asset("quiet", "flow");

  @Test
  void listsEveryDeclaredMachineOnEachDayAlsoASilentOne() {
    declarations.add(pump);
    declarations.add(quiet);
    scan(NOON);
    scan(NOON.plusSeconds(3_600));
    scan(NOON.plus(Duration.ofDays(1)));

    assertThat(board(BoardMeasurement.ASSETS))
        .extracting(p -> p.tags().get("asset") + " " + p.time())
        .containsExactlyInAnyOrder(
            "pump-1 2026-03-01T00:00:00Z",
            "quiet 2026-03-01T00:00:00Z",
            "pump-1 2026-03-02T00:00:00Z",
            "quiet 2026-03-02T00:00:00Z");
    assertThat(board(BoardMeasurement.ASSETS))
        .allSatisfy(
            p ->
                assertThat(p.tags())
                    .containsEntry("site", "Works")
                    .containsEntry("area", "Hall 1"));
  }

  @Test
  void listsAMachineOnTheEarlierDaysThatItSpeaksOf() {
    declarations.add(pump);
    scan(NOON);
    scan(NOON.minus(Duration.ofDays(10)));

    assertThat(board(BoardMeasurement.ASSETS))
        .extracting(BoardPoint::time)
        .containsExactlyInAnyOrder(DAY, DAY.minus(Duration.ofDays(10)));
  }

  @Test
  void aMachineWhoseClockIsWrongHidesNoOther() {
    today = NOON;
    declarations.add(pump);
    declarations.add(quiet);
    scan(NOON.plus(Duration.ofDays(50)));
    scan(NOON);
    scan(NOON.plus(Duration.ofDays(1)));

    assertThat(board(BoardMeasurement.ASSETS))
        .extracting(BoardPoint::time)
        .containsExactlyInAnyOrder(
            DAY, DAY, DAY.plus(Duration.ofDays(1)), DAY.plus(Duration.ofDays(1)));
  }

  @Test
  void countsTheChannelsOfAScanByQuality() {
    declarations.add(pump);
    byte absent = (byte) ChannelQuality.ABSENT.ordinal();
    byte bad = (byte) ChannelQuality.BAD.ordinal();
    intake.scan(
        HistoryExamples.scan(
            pump, NOON, new double[] {1, 2, Double.NaN}, new byte[] {0, bad, absent}));

    assertThat(board(BoardMeasurement.SCANS))
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.fields())
                    .containsEntry("good", 1L)
                    .containsEntry("uncertain", 0L)
                    .containsEntry("bad", 1L)
                    .containsEntry("absent", 1L)
                    .containsEntry("delay", 0.0));
  }

  @Test
  void strangersMakeNoSeries() {
    declarations.add(pump);
    reject("pump-1", 1);
    reject("stranger-4711", 2);
    reject("no id at all", 3);
    reject(null, 4);

    assertThat(board(BoardMeasurement.REJECTED))
        .extracting(p -> String.valueOf(p.tags().get("asset")))
        .containsExactlyInAnyOrder("pump-1", "none", "none", "none");
  }

  @Test
  void countsEachRejectionOfAMillisecondOnceHoweverOftenItComes() {
    for (int repeat = 0; repeat < 2; repeat++) {
      for (int offset = 5_000; offset < 5_010; offset++) {
        reject(null, offset);
      }
    }

    assertThat(board(BoardMeasurement.REJECTED)).hasSize(10);
  }

  @Test
  void aPartThatIsNeededNoMoreAsksForNothing() {
    intake.take(record(Topics.SPARE_ADVICE, HistoryExamples.spares("BRG", 1, 3, true), 0));
    intake.take(tombstone("BRG", NOON.plusSeconds(9)));

    List<BoardPoint> told = board(BoardMeasurement.SPARES);

    assertThat(told).extracting(p -> p.tags().get("part")).containsOnly("BRG");
    assertThat(told)
        .filteredOn(p -> p.time().equals(NOON.plusSeconds(9)))
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.fields())
                    .containsEntry("needed", false)
                    .containsEntry("order_quantity", 0L));
  }

  @Test
  void keepsTheFirstChannelsThatExplainAnAnomalyAndTheSeverity() {
    intake.assessment(HistoryExamples.assessment("pump-1", NOON, 2, 40, 100));
    intake.assessment(HistoryExamples.severe(pump, NOON));

    assertThat(board(BoardMeasurement.CONTRIBUTIONS))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.tags()).containsEntry("point", "flow");
              assertThat(p.fields()).containsEntry("share", 0.75).containsEntry("deviation", -4.5);
            });
    assertThat(board(BoardMeasurement.SEVERITY))
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.fields())
                    .containsEntry("zone", "C")
                    .containsEntry("rank", 3L)
                    .containsEntry("velocity", 5.2));
  }

  private void scan(Instant time) {
    intake.scan(HistoryExamples.scan(pump, time, 1, 2, 3));
  }

  private void reject(@Nullable String asset, long offset) {
    intake.take(
        record(
            Topics.REJECTED,
            new RejectedTelemetry(
                "line " + offset,
                asset,
                null,
                NOON,
                Origin.UNKNOWN,
                RejectionReason.UNREADABLE,
                "no number",
                new byte[0]),
            offset));
  }

  private static <V> ConsumerRecord<byte[], byte[]> record(
      Topic<?, V> topic, V value, long offset) {
    return record(topic.name(), new byte[0], topic.valueCodec().get().encode(value), NOON, offset);
  }

  private static ConsumerRecord<byte[], byte[]> tombstone(String part, Instant time) {
    return record(Topics.SPARE_ADVICE.name(), part.getBytes(UTF_8), null, time, 1);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, byte[] key, byte @Nullable [] value, Instant time, long offset) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        time.toEpochMilli(),
        TimestampType.CREATE_TIME,
        key.length,
        value == null ? 0 : value.length,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private List<BoardPoint> board(BoardMeasurement measurement) {
    batch.commit();
    return store.board(measurement, ALL);
  }
}
