package io.millwright.dashboards.history;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps pieces of vibration and sound from Kafka in the history store. Apart from {@link
 * HistoryRecorder}, with a group and a thread of its own, because frames are a hundred times as
 * many bytes as scans and must not hold those up. At least once; blocks are idempotent.
 */
public final class BlockRecorder implements Service {
  /** Topics that this service reads in its group. */
  public static final List<Topic<?, ?>> TOPICS = BlockLoop.TOPICS;

  private static final Logger LOG = LoggerFactory.getLogger(BlockRecorder.class);
  private static final Duration STALLED_AFTER = Duration.ofSeconds(20);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

  private final KafkaSettings kafka;
  private final HistoryStore store;
  private final Metrics metrics;
  private final BlockSettings settings;
  private volatile @Nullable BlockLoop loop;
  private volatile @Nullable Throwable failure;
  private @Nullable Thread thread;

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

  /** Consumer group whose committed offsets say how far the store is. */
  public String groupId() {
    return settings.groupId();
  }

  @Override
  public synchronized void start() {
    TopicReader<?, Advisory> cases = new TopicReader<>(kafka, Topics.ADVISORIES, e -> {});
    Properties properties = kafka.consumer(settings.groupId());
    properties.putIfAbsent("max.poll.records", "32");
    properties.putIfAbsent("fetch.max.bytes", "8388608");
    properties.putIfAbsent("max.partition.fetch.bytes", "4194304");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    BlockLoop started =
        new BlockLoop(consumer, () -> newest(cases), store.blocks(), metrics, settings);
    loop = started;
    thread =
        new Thread(
            () -> {
              try (cases;
                  consumer) {
                started.run();
              } catch (RuntimeException | Error e) {
                failure = e;
                LOG.atError().setCause(e).log("Recorder of blocks failed");
              }
            },
            "block-recorder");
    thread.start();
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
    Throwable failed = failure;
    BlockLoop running = loop;
    if (failed != null) {
      return Health.down("failed: " + failed);
    }
    return running == null ? Health.down("not started") : running.health(STALLED_AFTER);
  }

  @Override
  public synchronized void close() {
    Thread running = thread;
    BlockLoop stopping = loop;
    if (running == null || stopping == null) {
      return;
    }
    stopping.stop();
    try {
      running.join(STOP_TIMEOUT.toMillis());
      if (running.isAlive()) {
        running.interrupt();
        running.join(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }
}
