package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecorderLoopTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Long enough for a busy machine to declare an asset meanwhile. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final int SCANS_OF_THREE_BATCHES = 8_000; // three points each

  private static final TopicPartition SCANS = new TopicPartition(Topics.SCALAR.name(), 0);
  private static final TopicPartition ASSESSMENTS =
      new TopicPartition(Topics.ASSESSMENTS.name(), 0);

  private final Asset pump = HistoryExamples.asset("pump-1", "flow", "speed");
  private final AtomicReference<Instant> now = new AtomicReference<>(T0.plusSeconds(60));
  private final InMemoryHistoryStore store = new InMemoryHistoryStore(Retention.DEFAULT, now::get);
  private final ReplayableConsumer consumer = new ReplayableConsumer();
  private final ConcurrentLinkedQueue<Asset> declared = new ConcurrentLinkedQueue<>();
  private final List<RejectedTelemetry> rejected = new CopyOnWriteArrayList<>();
  private final Metrics metrics = new Metrics();
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final RecorderLoop loop =
      new RecorderLoop(
          consumer,
          timeout -> {
            List<Asset> found = new ArrayList<>();
            for (Asset asset = declared.poll(); asset != null; asset = declared.poll()) {
              found.add(asset);
            }
            return found;
          },
          new RecorderLoop.Rejects() {
            @Override
            public void add(RejectedTelemetry record) {
              rejected.add(record);
            }

            @Override
            public void flush() {}
          },
          store,
          metrics,
          new RecorderSettings(
              "test", 10_000, Duration.ofMillis(10), PATIENCE, Duration.ofMillis(200), 8_000_000),
          goesOn::get,
          () -> {});
  private final Thread thread = new Thread(loop, "recorder-under-test");

  /** Kafka's own double forgets what it has delivered; this one delivers it again after a seek. */
  private static final class ReplayableConsumer extends MockConsumer<byte[], byte[]> {
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();

    /** So many commits time out yet. */
    final AtomicInteger failingCommits = new AtomicInteger();

    ReplayableConsumer() {
      super("earliest");
    }

    /** Records that one poll returns together. */
    void offer(List<ConsumerRecord<byte[], byte[]>> records) {
      schedulePollTask(
          () -> {
            log.addAll(records);
            records.forEach(this::addRecord);
          });
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
      if (failingCommits.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new TimeoutException("told to time out");
      }
      super.commitSync(offsets);
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      super.seek(partition, offset);
      schedulePollTask(
          () ->
              log.stream()
                  .filter(r -> r.topic().equals(partition.topic()) && r.offset() >= offset)
                  .forEach(this::addRecord));
    }
  }

  @BeforeEach
  void start() {
    consumer.schedulePollTask(
        () -> {
          Map<TopicPartition, Long> beginnings = new HashMap<>();
          for (Topic<?, ?> topic : RecordIntake.TOPICS) {
            beginnings.put(new TopicPartition(topic.name(), 0), 0L);
          }
          consumer.rebalance(beginnings.keySet());
          consumer.updateBeginningOffsets(beginnings);
        });
    thread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    goesOn.set(false);
    thread.join(5_000);
  }

  @Test
  void writesReadingsAndCommitsWhatTheStoreHas() {
    declared.add(pump);
    offer(0, HistoryExamples.scan(pump, T0, 1.5, 300));

    await(() -> committed(SCANS) == 1);

    assertThat(
            requireNonNull(store.latestReadings(pump.id(), HistoryExamples.EVER).get("flow"))
                .value())
        .isEqualTo(1.5);
    assertThat(loop.health(SOON).status()).isEqualTo(Status.UP);
  }

  @Test
  void aScanWaitsForItsDeclarationWhileOtherPartitionsGoOn() {
    offer(0, HistoryExamples.scan(pump, T0, 1.5, 300));
    offerAssessment(0);
    await(() -> committed(ASSESSMENTS) == 1);
    assertThat(committed(SCANS)).isZero();
    assertThat(loop.health(SOON).status()).isEqualTo(Status.DEGRADED);

    declared.add(pump);

    await(() -> committed(SCANS) == 1);
    assertThat(store.latestReadings(pump.id(), HistoryExamples.EVER))
        .containsOnlyKeys("flow", "speed");
    assertThat(rejected).isEmpty();
    await(() -> loop.health(SOON).status() == Status.UP);
  }

  @Test
  void aScanWhoseAssetIsNeverDeclaredIsRejectedWholeAndHoldsUpNobody() {
    Asset stranger = HistoryExamples.asset("stranger", "flow");
    declared.add(pump);
    consumer.offer(
        List.of(
            record(0, HistoryExamples.scan(stranger, T0, 1)),
            record(1, HistoryExamples.scan(stranger, T0.plusSeconds(1), 2)),
            record(2, HistoryExamples.scan(pump, T0, 7, 8))));

    await(() -> committed(SCANS) == 3);

    assertThat(rejected)
        .extracting(RejectedTelemetry::reason)
        .containsExactly(RejectionReason.UNKNOWN_ASSET, RejectionReason.UNKNOWN_ASSET);
    assertThat(rejected.get(0).source()).isEqualTo("millwright.telemetry.scalar-0@0");
    assertThat(store.latestReadings(pump.id(), HistoryExamples.EVER)).hasSize(2);
  }

  @Test
  void readsAnOldScanAgainstTheDeclarationOfItsTime() {
    Asset before = HistoryExamples.asset("pump-1", "speed");
    declared.add(before);
    declared.add(pump);
    offer(0, HistoryExamples.scan(before, T0, 99));
    offer(1, HistoryExamples.scan(pump, T0.plusSeconds(1), 1, 100));

    await(() -> committed(SCANS) == 2);

    TimeRange range = TimeRange.before(T0.plusSeconds(2), Duration.ofSeconds(2));
    assertThat(store.readings(pump.id(), "speed", range, 2))
        .extracting(ReadingBucket::mean)
        .containsExactly(99.0, 100.0);
  }

  @Test
  void commitsNothingWhileTheStoreIsAwayAndLosesNothing() {
    declared.add(pump);
    store.beAway(true);
    offer(0, HistoryExamples.scan(pump, T0, 1, 2));
    await(() -> loop.health(SOON).status() == Status.DOWN);
    offer(1, HistoryExamples.scan(pump, T0.plusSeconds(1), 3, 4));
    assertThat(committed(SCANS)).isZero();
    assertThat(loop.health(SOON).reason()).contains("told to be away");

    store.beAway(false);

    await(() -> committed(SCANS) == 2);
    assertThat(loop.health(SOON).status()).isEqualTo(Status.UP);
    TimeRange range = TimeRange.before(T0.plusSeconds(2), Duration.ofSeconds(2));
    assertThat(store.readings(pump.id(), "flow", range, 1).get(0).count()).isEqualTo(2);
  }

  @Test
  void commitsNothingThatItDidNotTakeWhenItIsStoppedWhileTheStoreIsAway() throws Exception {
    declared.add(pump);
    store.beAway(true);
    offerMoreThanTwoBatches();
    await(() -> loop.health(SOON).status() == Status.DOWN);

    goesOn.set(false);
    store.beAway(false);
    thread.join(5_000);

    assertThat(committed(SCANS)).isLessThanOrEqualTo(storedScans());
  }

  @Test
  void commitsNoMoreThanHasArrivedWhileABatchIsOnItsWayAndAnotherIsFilled() {
    Semaphore commits = new Semaphore(1);
    store.beforeCommit(commits::acquireUninterruptibly);
    declared.add(pump);
    offerMoreThanTwoBatches();

    await(() -> loop.buffered() > 10_000);
    await(() -> committed(SCANS) > 0);
    assertThat(committed(SCANS)).isEqualTo(storedScans()).isLessThan(SCANS_OF_THREE_BATCHES);

    commits.release(1_000);
    await(() -> committed(SCANS) == SCANS_OF_THREE_BATCHES);
    assertThat(storedScans()).isEqualTo(SCANS_OF_THREE_BATCHES);
    await(() -> loop.buffered() == 0);
  }

  @Test
  void keepsInTouchWithTheBrokerWhileAWriteTakesLongAndReadsOnAfterwards() {
    Semaphore commits = new Semaphore(0);
    store.beforeCommit(commits::acquireUninterruptibly);
    declared.add(pump);
    offer(0, HistoryExamples.scan(pump, T0, 1, 2));

    await(() -> consumer.paused().contains(SCANS));
    assertThat(loop.health(SOON).status()).isEqualTo(Status.UP);
    offer(1, HistoryExamples.scan(pump, T0.plusSeconds(1), 3, 4));
    commits.release(1_000);

    await(() -> committed(SCANS) == 2);
    assertThat(storedScans()).isEqualTo(2);
    await(() -> consumer.paused().isEmpty());
  }

  @Test
  void endsWithoutACommitWhenItIsInterruptedWhileAWriteHangs() throws Exception {
    Semaphore commits = new Semaphore(0);
    store.beforeCommit(commits::acquireUninterruptibly);
    declared.add(pump);
    offer(0, HistoryExamples.scan(pump, T0, 1, 2));
    await(() -> loop.buffered() > 0);

    thread.interrupt();
    thread.join(5_000);

    assertThat(thread.isAlive()).isFalse();
    assertThat(committed(SCANS)).isZero();
    commits.release(1_000);
  }

  @Test
  void endsWithoutACommitWhenItIsStoppedWhileAWriteTakesLong() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    store.beforeCommit(
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new HistoryUnavailableException("interrupted", e);
          }
        });
    declared.add(pump);
    offer(0, HistoryExamples.scan(pump, T0, 1, 2));
    await(() -> loop.buffered() > 0);

    goesOn.set(false);
    thread.join(5_000);

    assertThat(thread.isAlive()).isFalse();
    assertThat(committed(SCANS)).isZero();
  }

  @Test
  void endsWithoutACommitWhenAWriteFailsInAWayThatNobodyForesaw() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    store.beforeCommit(
        () -> {
          throw new IllegalStateException("unforeseen");
        });
    declared.add(pump);
    offer(0, HistoryExamples.scan(pump, T0, 1, 2));

    thread.join(5_000);

    assertThat(thrown.get()).rootCause().hasMessage("unforeseen");
    assertThat(committed(SCANS)).isZero();
  }

  @Test
  void marksAgainTheHoursWhoseMarksWereLostWithABatchThatWasGivenUp() {
    InMemoryHistoryStore own = new InMemoryHistoryStore(Retention.DEFAULT, now::get);
    RecorderLoop failing = slow(own, Duration.ofMinutes(1), new ArrayDeque<>(List.of(pump)));
    failing.round();
    assertThat(failing.buffered()).isPositive();
    assertThat(own.marks()).isEmpty(); // the mark lies in the batch

    RecorderLoop next = slow(own, Duration.ZERO, new ArrayDeque<>(List.of(pump)));
    next.round();

    assertThat(next.buffered()).isZero();
    assertThat(own.marks()).hasSize(1);
  }

  @Test
  void countsWhatArrivedWhateverIsRefusedOfTheNextBatchMeanwhile() {
    Semaphore commits = new Semaphore(0);
    store.beforeCommit(commits::acquireUninterruptibly);
    Asset odd = HistoryExamples.asset("odd", "flow");
    store.exhaustBudget(odd.id());
    declared.add(pump);
    declared.add(odd);
    List<ConsumerRecord<byte[], byte[]>> onePoll = new ArrayList<>();
    for (int i = 0; i < 3_400; i++) { // a batch, and a little of the next
      onePoll.add(record(i, HistoryExamples.scan(pump, T0.plusMillis(i), i, i)));
    }
    for (int i = 3_400; i < 3_500; i++) {
      onePoll.add(record(i, HistoryExamples.scan(odd, T0.plusMillis(i), i)));
    }
    consumer.offer(onePoll);
    await(() -> rejected.size() == 100);

    commits.release(1_000);
    await(() -> committed(SCANS) == 3_500);

    TimeRange range = TimeRange.before(T0.plusSeconds(10), Duration.ofDays(1));
    int roster = store.board(BoardMeasurement.ASSETS, range).size();
    assertThat(metrics.counter(HistoryMeter.POINTS).count())
        .isEqualTo(2 * 3_400 + 3_500 + roster); // readings, and the quality of each scan
  }

  private void offerMoreThanTwoBatches() {
    List<ConsumerRecord<byte[], byte[]>> onePoll = new ArrayList<>();
    for (int i = 0; i < SCANS_OF_THREE_BATCHES; i++) {
      onePoll.add(record(i, HistoryExamples.scan(pump, T0.plusMillis(i), i, i)));
    }
    consumer.offer(onePoll);
  }

  private int storedScans() {
    TimeRange range = TimeRange.before(T0.plusSeconds(60), Duration.ofSeconds(60));
    return store.board(BoardMeasurement.SCANS, range).size();
  }

  /** One that reads a scan of the pump, of a consumer of its own. */
  private static RecorderLoop slow(InMemoryHistoryStore own, Duration delay, Deque<Asset> assets) {
    MockConsumer<byte[], byte[]> slow = new MockConsumer<>("earliest");
    slow.assign(Set.of(SCANS));
    slow.updateBeginningOffsets(Map.of(SCANS, 0L));
    slow.addRecord(record(0, HistoryExamples.scan(assets.getFirst(), T0, 1, 2)));
    return new RecorderLoop(
        slow,
        timeout -> assets.isEmpty() ? List.of() : List.of(assets.pop()),
        noRejects(),
        own,
        new Metrics(),
        new RecorderSettings("slow", 10_000, delay, PATIENCE, SOON, 8_000_000),
        () -> true,
        () -> {});
  }

  @Test
  void goesOnAfterABrokerThatTookNoOffsets() {
    declared.add(pump);
    consumer.failingCommits.set(2);
    offer(0, HistoryExamples.scan(pump, T0, 1, 2));

    await(() -> consumer.failingCommits.get() == 0);
    offer(1, HistoryExamples.scan(pump, T0.plusSeconds(1), 3, 4));

    await(() -> committed(SCANS) == 2);
  }

  @Test
  void countsEachPointOnceThatTheStoreAcceptedBeforeAndAfterAFailure() {
    declared.add(pump);
    store.beAwayAfter(1);
    offer(0, HistoryExamples.scan(pump, T0, 1, 2));

    await(() -> committed(SCANS) == 1);

    TimeRange range = TimeRange.before(T0.plusSeconds(1), Duration.ofDays(1));
    int roster = store.board(BoardMeasurement.ASSETS, range).size();
    // Two readings, the quality of the scan, and the day of the machine.
    assertThat(metrics.counter(HistoryMeter.POINTS).count()).isEqualTo(3 + roster);
  }

  @Test
  void rejectsBytesThatAreNoScan() {
    consumer.offer(
        List.of(new ConsumerRecord<>(SCANS.topic(), 0, 0, new byte[0], new byte[] {1, 2, 3})));

    await(() -> committed(SCANS) == 1);

    assertThat(rejected)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.reason()).isEqualTo(RejectionReason.UNREADABLE);
              assertThat(record.raw()).containsExactly(1, 2, 3);
            });
  }

  @Test
  void whatTheStoreRefusesForGoodGoesToTheRejectedTopicAndHoldsUpNobody() {
    Asset odd = HistoryExamples.asset("odd", "flow", "speed");
    declared.add(odd);
    declared.add(pump);
    store.refuse(odd.id());
    consumer.offer(
        List.of(
            record(0, HistoryExamples.scan(odd, T0, 1, 2)),
            record(1, HistoryExamples.scan(pump, T0, 3, 4))));

    await(() -> committed(SCANS) == 2);

    assertThat(rejected)
        .extracting(RejectedTelemetry::assetId, RejectedTelemetry::time)
        .containsExactly(tuple("odd", T0), tuple("odd", T0));
    assertThat(rejected.get(0).detail()).contains("told to refuse");
    assertThat(new String(rejected.get(0).raw(), StandardCharsets.UTF_8))
        .startsWith("readings,asset=odd,point=flow v=1.0");
    assertThat(metrics.scrape()).contains("millwright_history_refused_points_total 2");
    assertThat(store.latestReadings(pump.id(), HistoryExamples.EVER)).hasSize(2);
  }

  @Test
  void rejectsWhatIsOlderThanItIsKept() {
    declared.add(pump);
    Instant old = T0.minus(Duration.ofDays(31));
    consumer.offer(
        List.of(
            record(0, HistoryExamples.scan(pump, old, 1, 2)),
            record(1, HistoryExamples.scan(pump, T0, 3, 4))));

    await(() -> committed(SCANS) == 2);

    assertThat(rejected)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.reason()).isEqualTo(RejectionReason.OTHER);
              assertThat(record.detail()).contains("history.retention.raw");
              assertThat(record.raw()).isNotEmpty();
            });
    assertThat(store.latestReadings(pump.id(), HistoryExamples.EVER)).hasSize(2);
  }

  @Test
  void rollsUpWhatHasBecomeQuietAndFindsWhatAKilledProcessLeft() {
    declared.add(pump);
    offer(0, HistoryExamples.scan(pump, T0, 1, 2));
    offer(1, HistoryExamples.scan(pump, T0.plus(Duration.ofHours(1)), 3, 4));
    await(() -> committed(SCANS) == 2);
    assertThat(store.marks()).hasSize(2);

    now.set(T0.plusSeconds(60).plus(StaleHours.QUIET));
    await(() -> store.marks().size() == 1);

    // Another process on the same store: it knows nothing but the marks.
    InMemoryHistoryStore next =
        store.sharing(
            Retention.FOR_EVER, () -> requireNonNull(now.get()).plus(Duration.ofHours(1)));
    assertThat(next.rollUps().waiting()).isZero();
    next.rollUps().finish((line, reason) -> {});
    assertThat(store.marks()).isEmpty();
    TimeRange range = TimeRange.before(T0.plus(Duration.ofHours(2)), Duration.ofHours(2));
    assertThat(next.readings(pump.id(), "flow", range, 2))
        .extracting(ReadingBucket::mean)
        .containsExactly(1.0, 3.0);
  }

  @Test
  void rollsNoHourUpWhosePointsAreNotWrittenYet() throws Exception {
    Duration delay = Duration.ofSeconds(2);
    InMemoryHistoryStore own = new InMemoryHistoryStore(Retention.DEFAULT, now::get);
    MockConsumer<byte[], byte[]> slow = new MockConsumer<>("earliest");
    slow.assign(Set.of(SCANS));
    slow.updateBeginningOffsets(Map.of(SCANS, 0L));
    RecorderLoop slowly =
        new RecorderLoop(
            slow,
            timeout -> List.of(pump),
            noRejects(),
            own,
            new Metrics(),
            new RecorderSettings("slow", 10_000, delay, PATIENCE, delay, 8_000_000),
            () -> true,
            () -> {});
    slowly.round(); // finds that nothing was left to roll up
    slow.addRecord(record(0, HistoryExamples.scan(pump, T0, 1, 2)));
    slow.addRecord(record(1, HistoryExamples.scan(pump, T0.plus(Duration.ofHours(1)), 3, 4)));
    slowly.round();
    assertThat(slowly.buffered()).isPositive();

    now.set(T0.plusSeconds(60).plus(StaleHours.QUIET));
    slowly.round();
    Thread.sleep(delay.toMillis());
    slowly.round();

    assertThat(slowly.buffered()).isZero();
    assertThat(own.marks()).hasSize(1); // and now the first hour has been computed
    TimeRange range = TimeRange.before(T0.plus(Duration.ofHours(2)), Duration.ofHours(2));
    assertThat(own.readings(pump.id(), "flow", range, 2))
        .extracting(ReadingBucket::mean)
        .containsExactly(1.0, 3.0);
  }

  private static RecorderLoop.Rejects noRejects() {
    return new RecorderLoop.Rejects() {
      @Override
      public void add(RejectedTelemetry record) {
        throw new AssertionError(record.detail());
      }

      @Override
      public void flush() {}
    };
  }

  private void offer(long offset, ScalarScan scan) {
    consumer.offer(List.of(record(offset, scan)));
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, ScalarScan scan) {
    byte[] value = Topics.SCALAR.valueCodec().get().encode(scan);
    return new ConsumerRecord<>(SCANS.topic(), 0, offset, null, value);
  }

  private void offerAssessment(long offset) {
    byte[] value =
        Topics.ASSESSMENTS
            .valueCodec()
            .get()
            .encode(HistoryExamples.assessment("other", T0, 1, 2, 3));
    consumer.offer(List.of(new ConsumerRecord<>(ASSESSMENTS.topic(), 0, offset, null, value)));
  }

  private long committed(TopicPartition partition) {
    OffsetAndMetadata offset = consumer.committed(Set.of(partition)).get(partition);
    return offset == null ? 0 : offset.offset();
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(condition);
  }
}
