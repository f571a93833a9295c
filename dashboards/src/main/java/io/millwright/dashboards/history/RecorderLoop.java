package io.millwright.dashboards.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.millwright.contracts.Topic;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.dashboards.history.RecordIntake.Fate;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recorder's work on its one thread: poll, add to the batch, write, commit.
 *
 * <p>A partition whose next scan has no declared asset is parked, that is paused before that scan,
 * while the others go on; a declaration, or the end of patience, wakes it.
 */
final class RecorderLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RecorderLoop.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Retries PAUSES =
      Retries.endless(Duration.ofMillis(100), Duration.ofSeconds(5));

  /** Records behind; fewer are no backlog. */
  private static final long CAUGHT_UP = 5_000;

  private static final Duration ROLL_UP_FOR = Duration.ofMillis(100);
  private static final Duration ROLL_UP_AGAIN = Duration.ofSeconds(5);

  /** The broker must hear of this member that often. */
  private static final Duration SIGN_OF_LIFE = Duration.ofMillis(500);

  /** Where declarations come from: those that arrived since the last call. */
  interface AssetSource {
    List<Asset> poll(Duration timeout);
  }

  /** Where records go that cannot be recorded. */
  interface Rejects {
    void add(RejectedTelemetry rejected);

    /** All added before are stored when this returns. */
    void flush();
  }

  private final Consumer<byte[], byte[]> consumer;
  private final AssetSource assets;
  private final Rejects rejects;
  private final HistoryStore store;
  private final HistoryBatch batch;
  private final RollUps rollUps;
  private final Metrics metrics;
  private final RecorderSettings settings;
  private final Declarations declarations = new Declarations();
  private final RecordIntake intake;
  private final Counter points;
  private final Counter refused;
  private final Counter rejected;
  private final Counter failures;
  private final Timer writes;
  private final Timer rollUpTimes;
  private final Set<String> gauged = new HashSet<>();
  private final BackOff backOff = new BackOff(PAUSES, new SplittableRandom());

  /** Parked partitions with the time since when their next scan waits. */
  private final Map<TopicPartition, Long> parkedSince = new HashMap<>();

  private Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private long batchSince;
  private long rollUpAfter = System.nanoTime();
  private boolean rejectsPending;

  /** Whether the last time to roll up ended before all that was due. */
  private boolean rollUpsLeft;

  private volatile boolean running = true;
  private volatile long lag;
  private volatile int buffered;
  private volatile long lastRound = System.nanoTime();
  private volatile long storeAwaySince;
  private volatile String storeFailure = "";
  private volatile String waiting = "";

  RecorderLoop(
      Consumer<byte[], byte[]> consumer,
      AssetSource assets,
      Rejects rejects,
      HistoryStore store,
      Metrics metrics,
      RecorderSettings settings) {
    this.consumer = consumer;
    this.assets = assets;
    this.rejects = rejects;
    this.store = store;
    this.metrics = metrics;
    this.batch = store.newBatch(this::refuse);
    this.rollUps = store.rollUps();
    this.settings = settings;
    this.intake = new RecordIntake(declarations, batch, store::beginning, this::reject);
    this.points = metrics.counter(HistoryMeter.POINTS);
    this.refused = metrics.counter(HistoryMeter.REFUSED);
    this.rejected = metrics.counter(HistoryMeter.REJECTED);
    this.failures = metrics.counter(HistoryMeter.FAILURES);
    this.writes = metrics.timer(HistoryMeter.WRITES);
    this.rollUpTimes = metrics.timer(HistoryMeter.ROLL_UPS);
    metrics.gauge(HistoryMeter.LAG, this::lag);
    metrics.gauge(HistoryMeter.STALE, rollUps::waiting);
    metrics.gauge(HistoryMeter.BUFFERED, this::buffered);
  }

  @Override
  public void run() {
    consumer.subscribe(RecordIntake.TOPICS.stream().map(Topic::name).toList(), new Rebalancing());
    while (running) {
      round();
    }
    if (storeFailure.isEmpty() && write()) { // else what is in the batch is read again next time
      commit();
    }
  }

  /** One poll and what follows from it. */
  void round() {
    assets.poll(parkedSince.isEmpty() ? Duration.ZERO : POLL).forEach(declarations::add);
    wakeParked();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      if (!take(partition, records.records(partition))) {
        return; // positions are past what was not taken: nothing may be committed any more
      }
    }
    long now = System.nanoTime();
    boolean due = full() || now - batchSince >= settings.batchDelay().toNanos();
    if (due && write()) {
      commit();
    }
    lag = consumer.assignment().stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
    if (storeFailure.isEmpty()) {
      rollUp();
    }
    lastRound = System.nanoTime();
  }

  /**
   * Computes minutes and hours while there is little to read, for a while at most; behind a backlog
   * only when memory asks for it, and then reading waits for it. Never while the batch holds
   * points: their hours would be computed without them, and be taken for fresh.
   */
  private void rollUp() {
    long began = System.nanoTime();
    boolean pressing = rollUps.pressing();
    boolean more = pressing || (lag <= CAUGHT_UP && began - rollUpAfter >= 0);
    if (more && batch.points() > 0) {
      if (!pressing && !rollUpsLeft) {
        return; // soon the batch is written anyway
      }
      if (!write()) {
        return;
      }
      commit();
    }
    while (more && running) {
      long step = System.nanoTime();
      try {
        more = rollUps.step(this::refuse);
        rollUpsLeft = more;
        if (more) {
          rollUpTimes.record(Duration.ofNanos(System.nanoTime() - step));
          more = rollUps.pressing() || (lag <= CAUGHT_UP && step - began < ROLL_UP_FOR.toNanos());
        }
        storeIsBack();
      } catch (HistoryUnavailableException e) {
        failures.increment();
        rollUpAfter = System.nanoTime() + ROLL_UP_AGAIN.toNanos();
        if (!rollUps.pressing()) {
          LOG.atWarn().addKeyValue("error", e.getMessage()).log("History was not rolled up");
          return;
        }
        storeIsAway(e);
        more = waitWithoutReading(backOff.next(e.retryAfter()));
      }
    }
  }

  /** False if this loop is stopped with some of the records, and the batch, left over. */
  private boolean take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (batch.points() == 0) {
        batchSince = System.nanoTime();
      }
      if (intake.take(record, patient(partition)) == Fate.WAITS) {
        if (!consumer.assignment().contains(partition)) {
          return true; // lost while the store was away: its new owner reads on
        }
        consumer.seek(partition, record.offset());
        consumer.pause(Set.of(partition));
        parkedSince.putIfAbsent(partition, System.nanoTime());
        waiting = record.topic() + "-" + record.partition() + "@" + record.offset();
        return true;
      }
      if (full() && !write()) {
        return false;
      }
    }
    parkedSince.remove(partition);
    if (parkedSince.isEmpty()) {
      waiting = "";
    }
    return true;
  }

  private boolean full() {
    buffered = batch.points();
    return batch.points() >= settings.batchPoints() || batch.bytes() >= settings.batchBytes();
  }

  private boolean patient(TopicPartition partition) {
    Long since = parkedSince.get(partition);
    return since == null || System.nanoTime() - since < settings.undeclaredAfter().toNanos();
  }

  /** Lets parked partitions try again; a scan that still waits parks its partition again. */
  private void wakeParked() {
    if (!parkedSince.isEmpty()) {
      consumer.resume(parkedSince.keySet());
    }
  }

  /**
   * Writes the batch, however long the store needs; false if this loop is stopped meanwhile, with
   * the batch unwritten.
   */
  private boolean write() {
    while (batch.points() > 0) {
      long began = System.nanoTime();
      int size = batch.points();
      double refusedBefore = refused.count();
      try {
        batch.commit();
        writes.record(Duration.ofNanos(System.nanoTime() - began));
        countPoints(size, refusedBefore);
      } catch (HistoryUnavailableException e) {
        failures.increment();
        countPoints(size, refusedBefore);
        storeIsAway(e);
        if (!running || !waitWithoutReading(backOff.next(e.retryAfter()))) {
          return false;
        }
      }
    }
    buffered = 0;
    storeIsBack();
    return true;
  }

  /** What left the batch and was not refused is in the store, also if a later part failed. */
  private void countPoints(int before, double refusedBefore) {
    points.increment(before - batch.points() - (refused.count() - refusedBefore));
  }

  private void storeIsBack() {
    if (!storeFailure.isEmpty()) {
      LOG.atInfo().log("History store accepts points again");
      storeFailure = "";
      backOff.reset();
      consumer.resume(consumer.assignment());
    }
  }

  private void storeIsAway(HistoryUnavailableException e) {
    String reason = String.valueOf(e.getMessage());
    if (storeFailure.isEmpty()) {
      storeAwaySince = System.nanoTime();
    }
    if (!reason.equals(storeFailure)) {
      LOG.atWarn().addKeyValue("error", reason).log("History store takes no points; retrying");
    }
    storeFailure = reason;
  }

  /** Polls with everything paused: the group must not think this member dead. */
  private boolean waitWithoutReading(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (running) {
        consumer.pause(consumer.assignment());
        consumer.poll(Duration.ZERO);
        lastRound = System.nanoTime();
        long left = end - lastRound;
        if (left <= 0) {
          return true;
        }
        Thread.sleep(1 + Math.min(left, SIGN_OF_LIFE.toNanos()) / 1_000_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
    return false;
  }

  private void commit() {
    if (rejectsPending) {
      rejects.flush();
      rejectsPending = false;
    }
    batchSince = System.nanoTime();
    for (String measurement : store.series().keySet()) {
      if (gauged.add(measurement)) {
        metrics.gauge(
            HistoryMeter.SERIES,
            () -> store.series().getOrDefault(measurement, 0),
            "measurement",
            measurement);
      }
    }
    try {
      Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
      for (TopicPartition partition : consumer.assignment()) {
        positions.put(partition, new OffsetAndMetadata(consumer.position(partition)));
      }
      if (!positions.equals(committed)) {
        consumer.commitSync(positions);
        committed = positions;
      }
    } catch (CommitFailedException | RebalanceInProgressException e) {
      // Another member reads these partitions now and writes the same points again: harmless.
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("Offsets not committed");
    } catch (TimeoutException e) {
      // The broker is away: the next commit takes these along, and at worst points come again.
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("Offsets not committed");
    }
  }

  /** A point that the store does not take is kept in the rejected topic. */
  private void refuse(String line, String reason) {
    refused.increment();
    if (DeadLetter.isDue(line)) {
      rejectsPending = true;
      rejects.add(DeadLetter.of(line, reason, Instant.now()));
    }
  }

  private void reject(RejectedTelemetry record) {
    rejected.increment();
    rejectsPending = true;
    rejects.add(record);
  }

  void stop() {
    running = false;
  }

  long lag() {
    return lag;
  }

  /** Points in memory that the store does not have yet. */
  int buffered() {
    return buffered;
  }

  Health health(Duration stalledAfter) {
    String away = storeFailure;
    if (!away.isEmpty()) {
      Duration since = Duration.ofNanos(System.nanoTime() - storeAwaySince);
      String reason = "store takes no points for " + since.toSeconds() + " s: " + away;
      return since.compareTo(settings.downAfter()) < 0
          ? Health.degraded(reason)
          : Health.down(reason);
    }
    Duration idle = Duration.ofNanos(System.nanoTime() - lastRound);
    if (idle.compareTo(stalledAfter) > 0) {
      return Health.down("no progress for " + idle.toSeconds() + " s");
    }
    String held = waiting;
    return held.isEmpty()
        ? Health.UP
        : Health.degraded("waits for the declaration of the asset of " + held);
  }

  /** Keeps what belongs to partitions in step with who has them. */
  private final class Rebalancing implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      new ArrayList<>(partitions).forEach(parkedSince::remove);
      committed = new HashMap<>();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!storeFailure.isEmpty()) {
        consumer.pause(partitions);
      }
    }
  }
}
