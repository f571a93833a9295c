package io.millwright.dashboards.history;

import io.micrometer.core.instrument.Counter;
import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SignalFrame;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of {@link BlockRecorder} on its one thread: write what waits, commit, poll. While the
 * store is away nothing is read, so no more waits than one poll gave.
 */
final class BlockLoop implements Runnable {
  static final List<Topic<?, ?>> TOPICS = List.of(Topics.WAVEFORM, Topics.AUDIO);

  private static final Logger LOG = LoggerFactory.getLogger(BlockLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
  private static final Duration POSITION = Duration.ofSeconds(1);
  private static final Duration COMMIT_EVERY = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final Supplier<List<Advisory>> cases;
  private final BlockStore store;
  private final BlockIntake intake;
  private final Codec<WaveformFrame> waveforms = Topics.WAVEFORM.valueCodec().get();
  private final Codec<AudioFrame> sounds = Topics.AUDIO.valueCodec().get();
  private final BooleanSupplier goesOn;
  private final Runnable well;
  private final Counter written;
  private final Counter skipped;
  private final Counter failures;
  private final List<SignalBlock> pending = new ArrayList<>();

  private Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private long lastCommit = System.nanoTime();
  private Duration backOff = POLL;

  private volatile long lastRound = System.nanoTime();
  private volatile String storeFailure = "";

  /**
   * @param cases gives those that changed since the last call, all of them at first
   * @param goesOn asked again and again; once it says no, the loop ends
   * @param well told of every round that nothing was wrong with
   */
  BlockLoop(
      Consumer<byte[], byte[]> consumer,
      Supplier<List<Advisory>> cases,
      BlockStore store,
      Metrics metrics,
      BlockSettings settings,
      BooleanSupplier goesOn,
      Runnable well) {
    this.goesOn = goesOn;
    this.well = well;
    this.consumer = consumer;
    this.cases = cases;
    this.store = store;
    this.intake = new BlockIntake(settings);
    this.written = metrics.counter(HistoryMeter.BLOCKS);
    this.skipped = metrics.counter(HistoryMeter.BLOCKS_SKIPPED);
    this.failures = metrics.counter(HistoryMeter.BLOCK_FAILURES);
  }

  @Override
  public void run() {
    consumer.subscribe(TOPICS.stream().map(Topic::name).toList());
    while (goesOn.getAsBoolean()) {
      round();
    }
    if (write()) { // else what waits is read again next time
      commit();
    }
  }

  /** Writes what the last poll gave, and polls. */
  void round() {
    cases.get().forEach(intake::take);
    boolean accepted = write();
    if (accepted) {
      if (System.nanoTime() - lastCommit >= COMMIT_EVERY.toNanos()) {
        commit();
      }
      consumer.resume(consumer.paused());
    } else {
      consumer.pause(consumer.assignment());
    }
    // Also while everything is paused: the group must not think this member dead.
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(accepted ? POLL : backOff)) {
      take(record);
    }
    lastRound = System.nanoTime();
    well.run();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    try {
      SignalFrame frame =
          record.topic().equals(Topics.AUDIO.name())
              ? sounds.decode(value)
              : waveforms.decode(value);
      pending.addAll(intake.take(frame));
    } catch (RuntimeException e) { // decoding can fail in as many ways as there are formats
      // The features job rejects such a frame with its reason; once is enough.
      skipped.increment();
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("No block was made of a frame");
    }
  }

  private boolean write() {
    if (!pending.isEmpty()) {
      try {
        int refused = store.write(pending);
        written.increment(pending.size() - refused);
        pending.clear();
      } catch (HistoryUnavailableException e) {
        failures.increment();
        if (storeFailure.isEmpty()) {
          LOG.atWarn().addKeyValue("error", e.getMessage()).log("History store takes no blocks");
        }
        storeFailure = String.valueOf(e.getMessage());
        backOff = backOff.multipliedBy(2);
        backOff = backOff.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff;
        return false;
      }
    }
    if (!storeFailure.isEmpty()) {
      LOG.atInfo().log("History store takes blocks again");
      storeFailure = "";
      backOff = POLL;
    }
    return true;
  }

  private void commit() {
    lastCommit = System.nanoTime();
    try {
      Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
      for (TopicPartition partition : consumer.assignment()) {
        positions.put(partition, new OffsetAndMetadata(consumer.position(partition, POSITION)));
      }
      if (!positions.isEmpty() && !positions.equals(committed)) {
        consumer.commitSync(positions);
        committed = positions;
      }
    } catch (CommitFailedException | RebalanceInProgressException e) {
      // Another member reads these partitions now and writes the same blocks again: harmless.
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("Offsets not committed");
    } catch (TimeoutException e) {
      // The broker is away: the next commit takes these along, and at worst blocks come again.
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("Offsets not committed");
    }
  }

  /** Blocks are for looking at: without them the process is degraded, never down. */
  Health health(Duration stalledAfter) {
    String away = storeFailure;
    if (!away.isEmpty()) {
      return Health.degraded("store takes no blocks: " + away);
    }
    Duration idle = Duration.ofNanos(System.nanoTime() - lastRound);
    return idle.compareTo(stalledAfter) > 0
        ? Health.degraded("no progress for " + idle.toSeconds() + " s")
        : Health.UP;
  }
}
