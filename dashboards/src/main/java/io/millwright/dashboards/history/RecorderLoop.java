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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recorder's work on its one thread: poll, add to a batch, send it off, commit what arrived.
 * Behind a backlog one batch is filled while the other is on its way.
 *
 * <p>A partition whose next scan has no declared asset is parked, that is paused before that scan,
 * while the others go on; a declaration, or the end of patience, wakes it.
 */
final class RecorderLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RecorderLoop.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration POSITION = Duration.ofSeconds(1);
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
  private final BatchPair batches;
  private final RollUps rollUps;
  private final Metrics metrics;
  private final RecorderSettings settings;
  private final BooleanSupplier goesOn;
  private final Runnable well;
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

  /** Of each partition the first offset that no batch holds yet. */
  private final Map<TopicPartition, Long> reached = new HashMap<>();

  /** What may be committed once the batch on its way has arrived. */
  private Map<TopicPartition, OffsetAndMetadata> arriving = new HashMap<>();

  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
  private long batchSince = System.nanoTime();
  private long rollUpAfter = System.nanoTime();
  private volatile boolean rejectsPending;

  /** Whether nothing is read, and every partition paused, until the batch on its way arrives. */
  private boolean standing;

  /** The thread that writes batches, and what of the present one the store refused. */
  private volatile @Nullable Thread writer;

  private int refusedOnItsWay;

  /** Whether the last time to roll up ended before all that was due. */
  private boolean rollUpsLeft;

  private volatile long lag;
  private volatile int buffered;
  private volatile long lastRound = System.nanoTime();
  private volatile long storeAwaySince;
  private volatile String storeFailure = "";
  private volatile String waiting = "";

  /**
   * @param goesOn asked again and again; once it says no, the loop ends
   * @param well told of every round that nothing was wrong with
   */
  RecorderLoop(
      Consumer<byte[], byte[]> consumer,
      AssetSource assets,
      Rejects rejects,
      HistoryStore store,
      Metrics metrics,
      RecorderSettings settings,
      BooleanSupplier goesOn,
      Runnable well) {
    this.goesOn = goesOn;
    this.well = well;
    this.consumer = consumer;
    this.assets = assets;
    this.rejects = rejects;
    this.store = store;
    this.metrics = metrics;
    this.batches =
        new BatchPair(store.newBatch(this::refuse), store.newBatch(this::refuse), this::write);
    this.rollUps = store.rollUps();
    rollUps.doubtMarks();
    this.settings = settings;
    this.intake = new RecordIntake(declarations, batches::filling, store::beginning, this::reject);
    this.points = metrics.counter(HistoryMeter.POINTS);
    this.refused = metrics.counter(HistoryMeter.REFUSED);
    this.rejected = metrics.counter(HistoryMeter.REJECTED);
    this.failures = metrics.counter(HistoryMeter.FAILURES);
    this.writes = metrics.timer(HistoryMeter.WRITES);
    this.rollUpTimes = metrics.timer(HistoryMeter.ROLL_UPS);
  }

  /** Reads on from what the group has committed, until it is told to end. */
  @Override
  public void run() {
    try (batches) {
      consumer.subscribe(RecordIntake.TOPICS.stream().map(Topic::name).toList(), new Rebalancing());
      while (goesOn()) {
        round();
      }
      if (storeFailure.isEmpty() && sendOff()) { // else the batches are read again next time
        settle();
      }
    }
  }

  private boolean goesOn() {
    return goesOn.getAsBoolean() && !Thread.currentThread().isInterrupted();
  }

  /** One poll and what follows from it. */
  void round() {
    assets.poll(parkedSince.isEmpty() ? Duration.ZERO : POLL).forEach(declarations::add);
    wakeParked();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      if (!take(partition, records.records(partition))) {
        return;
      }
    }
    reachPositions();
    lag = consumer.assignment().stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
    // Behind a backlog the batch is filled on while the other is on its way.
    boolean settles = batches.hasArrived() || lag <= CAUGHT_UP;
    boolean late = System.nanoTime() - batchSince >= settings.batchDelay().toNanos();
    if ((full() || (settles && late)) && !sendOff()) {
      return;
    }
    if (settles && !settle()) {
      return;
    }
    if (storeFailure.isEmpty()) {
      rollUp();
    }
    buffered = batches.points();
    lastRound = System.nanoTime();
    well.run();
  }

  /**
   * Computes minutes and hours while there is little to read, for a while at most; behind a backlog
   * only when memory asks for it, and then reading waits for it. Never while a batch holds points:
   * their hours would be computed without them, and be taken for fresh.
   */
  private void rollUp() {
    long began = System.nanoTime();
    boolean pressing = rollUps.pressing();
    boolean more = pressing || (lag <= CAUGHT_UP && began - rollUpAfter >= 0);
    if (more && batches.points() > 0) {
      if (!pressing && !rollUpsLeft) {
        return; // soon the batch is written anyway
      }
      if (!sendOff() || !settle()) {
        return;
      }
    }
    while (more && goesOn()) {
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

  /** False if this loop is stopped with some of the records left over. */
  private boolean take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (batches.filling().points() == 0) {
        batchSince = System.nanoTime();
      }
      if (intake.take(record, patient(partition)) == Fate.WAITS) {
        if (!consumer.assignment().contains(partition)) {
          return true; // lost while the store was away: its new owner reads on
        }
        consumer.seek(partition, record.offset());
        reached.put(partition, record.offset());
        consumer.pause(Set.of(partition));
        parkedSince.putIfAbsent(partition, System.nanoTime());
        waiting = record.topic() + "-" + record.partition() + "@" + record.offset();
        return true;
      }
      if (full()) {
        reached.put(partition, record.offset() + 1);
        if (!sendOff()) {
          return false;
        }
      }
    }
    parkedSince.remove(partition);
    if (parkedSince.isEmpty()) {
      waiting = "";
    }
    return true;
  }

  private boolean full() {
    HistoryBatch batch = batches.filling();
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

  /** Everything that was polled is in a batch; markers of transactions are passed. */
  private void reachPositions() {
    try {
      for (TopicPartition partition : consumer.assignment()) {
        reached.put(partition, consumer.position(partition, POSITION));
      }
    } catch (TimeoutException e) {
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("A position is not known yet");
    }
  }

  /** Sends the filled batch off, after the one before has arrived; false if the loop is stopped. */
  private boolean sendOff() {
    if (!settle()) {
      return false;
    }
    batchSince = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    reached.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
    arriving = offsets;
    batches.sendOff();
    buffered = batches.points();
    return true;
  }

  /**
   * Waits until the store has what is on its way, however long it needs, and commits; false if the
   * loop is stopped meanwhile.
   */
  private boolean settle() {
    buffered = batches.points();
    while (true) {
      try {
        while (!batches.arrive(SIGN_OF_LIFE)) {
          if (!goesOn()) {
            return false;
          }
          stand();
        }
        buffered = batches.points();
        storeIsBack();
        commit(arriving);
        return true;
      } catch (HistoryUnavailableException e) {
        storeIsAway(e);
        if (!waitWithoutReading(backOff.next(e.retryAfter()))) {
          return false;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /** On the other thread. What left the batch and was not refused is in the store. */
  private void write(HistoryBatch batch) {
    long began = System.nanoTime();
    int before = batch.points();
    writer = Thread.currentThread();
    refusedOnItsWay = 0;
    try {
      batch.commit();
      writes.record(Duration.ofNanos(System.nanoTime() - began));
    } catch (HistoryUnavailableException e) {
      failures.increment();
      throw e;
    } finally {
      points.increment(before - batch.points() - refusedOnItsWay);
    }
  }

  private void storeIsBack() {
    if (!storeFailure.isEmpty()) {
      LOG.atInfo().log("History store accepts points again");
      storeFailure = "";
      backOff.reset();
    }
    if (standing) {
      standing = false;
      consumer.resume(consumer.assignment());
    }
  }

  /** Polls with everything paused: the group must not think this member dead. */
  private void stand() {
    standing = true;
    consumer.pause(consumer.assignment());
    consumer.poll(Duration.ZERO);
    lastRound = System.nanoTime();
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

  private boolean waitWithoutReading(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (goesOn()) {
        stand();
        long left = end - lastRound;
        if (left <= 0) {
          return true;
        }
        Thread.sleep(1 + Math.min(left, SIGN_OF_LIFE.toNanos()) / 1_000_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (rejectsPending) {
      rejectsPending = false; // first, for what is added meanwhile
      rejects.flush();
    }
    if (offsets.equals(committed)) {
      return;
    }
    gaugeSeries();
    try {
      Map<TopicPartition, OffsetAndMetadata> ours = new HashMap<>(offsets);
      ours.keySet().retainAll(consumer.assignment());
      consumer.commitSync(ours);
      committed = offsets;
    } catch (CommitFailedException | RebalanceInProgressException e) {
      // Another member reads these partitions now and writes the same points again: harmless.
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("Offsets not committed");
    } catch (TimeoutException e) {
      // The broker is away: the next commit takes these along, and at worst points come again.
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("Offsets not committed");
    }
  }

  /** A gauge of each measurement, from when it is first written. */
  private void gaugeSeries() {
    for (String measurement : store.series().keySet()) {
      if (gauged.add(measurement)) {
        metrics.gauge(
            HistoryMeter.SERIES,
            () -> store.series().getOrDefault(measurement, 0),
            "measurement",
            measurement);
      }
    }
  }

  /** A point that the store does not take is kept in the rejected topic. */
  private void refuse(String line, String reason) {
    refused.increment();
    if (Thread.currentThread() == writer) { // not of the batch that is filled meanwhile
      refusedOnItsWay++;
    }
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
      for (TopicPartition partition : partitions) {
        parkedSince.remove(partition);
        reached.remove(partition);
        arriving.remove(partition);
      }
      committed = Map.of();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (standing) {
        consumer.pause(partitions);
      }
    }
  }
}
