package io.millwright.dashboards.history;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Retries;
import io.millwright.runtime.service.Service;
import io.millwright.runtime.service.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pieces of vibration and sound from Kafka in the history store. Apart from {@link
 * HistoryRecorder}, with a group and a thread of its own, because frames are a hundred times as
 * many bytes as scans and must not hold those up. At least once; blocks are idempotent.
 */
public final class BlockRecorder implements Service {
  /** Topics that this service reads in its group. */
  public static final List<Topic<?, ?>> TOPICS = BlockLoop.TOPICS;

  private static final Retries AGAIN =
      Retries.endless(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final Duration STALLED_AFTER = Duration.ofSeconds(20);

  /** After a failure, for it may come to the same record once more. */
  private static final Duration STEADY = Duration.ofMinutes(1);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(7);

  private final KafkaSettings kafka;
  private final HistoryStore store;
  private final Metrics metrics;
  private final BlockSettings settings;
  private final Worker worker = new Worker("block-recorder", AGAIN, this::record);
  private volatile @Nullable BlockLoop loop;

  /**
   * @param store stays the caller's to close, after this
   */
  public BlockRecorder(
      KafkaSettings kafka, HistoryStore store, Metrics metrics, BlockSettings settings) {
    this.kafka = kafka;
    this.store = store;
    this.metrics = metrics;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "blocks";
  }

  @Override
  public void start() {
    worker.start();
  }

  /** Begins where the group has committed, as after a restart. */
  private void record(Worker running) {
    Properties properties = kafka.consumer(settings.groupId());
    properties.putIfAbsent("max.poll.records", "32");
    properties.putIfAbsent("fetch.max.bytes", "8388608");
    properties.putIfAbsent("max.partition.fetch.bytes", "4194304");
    try (TopicReader<?, Advisory> cases = new TopicReader<>(kafka, Topics.ADVISORIES, e -> {});
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      BlockLoop started =
          new BlockLoop(
              consumer,
              () -> newest(cases),
              store.blocks(),
              metrics,
              settings,
              running::goesOn,
              () -> running.wellAfter(STEADY));
      loop = started;
      started.run();
    }
  }

  private static List<Advisory> newest(TopicReader<?, Advisory> cases) {
    List<Advisory> found = new ArrayList<>();
    cases
        .poll(Duration.ZERO)
        .forEach(
            record -> {
              if (record.value() != null) {
                found.add(record.value());
              }
            });
    return found;
  }

  @Override
  public Health health() {
    BlockLoop running = loop;
    return worker
        .health("no pieces of signals are kept")
        .orWorse(running == null ? Health.degraded("is starting") : running.health(STALLED_AFTER));
  }

  @Override
  public void close() {
    worker.close(STOP_TIMEOUT);
  }
}
