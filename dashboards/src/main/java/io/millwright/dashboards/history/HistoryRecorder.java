package io.millwright.dashboards.history;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.kafka.TopicSender;
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
 * Writes telemetry, assessments, alarms, cases and orders from Kafka to the history store. Offsets
 * are committed only after the store accepted, and points are idempotent: at least once in Kafka is
 * exactly once in the store. While the store is away nothing is read, so memory is bounded by one
 * batch and one poll.
 */
public final class HistoryRecorder implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryRecorder.class);
  private static final Duration STALLED_AFTER = Duration.ofSeconds(20);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);
  private static final int FETCHED_BYTES = 8 << 20;

  /** Topics that it reads in its group. */
  public static final List<Topic<?, ?>> TOPICS = RecordIntake.TOPICS;

  private final KafkaSettings kafka;
  private final HistoryStore store;
  private final Metrics metrics;
  private final RecorderSettings settings;
  private volatile @Nullable RecorderLoop loop;
  private volatile @Nullable Throwable failure;
  private @Nullable Thread thread;

  public HistoryRecorder(KafkaSettings kafka, HistoryStore store, Metrics metrics) {
    this(kafka, store, metrics, RecorderSettings.DEFAULT);
  }

  /**
   * @param store stays the caller's to close, after this
   */
  public HistoryRecorder(
      KafkaSettings kafka, HistoryStore store, Metrics metrics, RecorderSettings settings) {
    this.kafka = kafka;
    this.store = store;
    this.metrics = metrics;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "history";
  }

  /** Consumer group whose committed offsets say how far the store is. */
  public String groupId() {
    return settings.groupId();
  }

  /** Topics that this service reads in its group. */
  public List<Topic<?, ?>> topics() {
    return RecordIntake.TOPICS;
  }

  @Override
  public synchronized void start() {
    TopicReader<?, Asset> assets =
        new TopicReader<>(kafka, Topics.ASSETS, HistoryRecorder::steppedOver);
    TopicSender rejects = new TopicSender(kafka);
    Properties properties = kafka.consumer(settings.groupId());
    properties.putIfAbsent("max.poll.records", "1000");
    // What lies fetched and unread while the store is away.
    properties.putIfAbsent("fetch.max.bytes", Integer.toString(FETCHED_BYTES));
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    RecorderLoop started =
        new RecorderLoop(
            consumer,
            timeout -> declared(assets, timeout),
            new RecorderLoop.Rejects() {
              @Override
              public void add(RejectedTelemetry rejected) {
                rejects.send(Topics.REJECTED, rejected.source(), rejected);
              }

              @Override
              public void flush() {
                rejects.flush();
              }
            },
            store,
            metrics,
            settings);
    loop = started;
    thread =
        new Thread(
            () -> {
              try (assets;
                  rejects;
                  consumer) {
                started.run();
              } catch (RuntimeException | Error e) {
                failure = e;
                LOG.atError().setCause(e).log("History recorder failed");
              }
            },
            "history-recorder");
    thread.start();
  }

  @Override
  public Health health() {
    Throwable failed = failure;
    RecorderLoop running = loop;
    if (failed != null) {
      return Health.down("failed: " + failed);
    }
    if (running == null) {
      return Health.down("not started");
    }
    return running.health(STALLED_AFTER);
  }

  /** Records in Kafka that are not in the store yet, as of the last poll. */
  public long lag() {
    RecorderLoop running = loop;
    return running == null ? 0 : running.lag();
  }

  /** Points in memory that the store does not have yet. */
  public int buffered() {
    RecorderLoop running = loop;
    return running == null ? 0 : running.buffered();
  }

  @Override
  public synchronized void close() {
    Thread running = thread;
    RecorderLoop stopping = loop;
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

  /** Scans of that asset wait, and are rejected when patience ends; those of others go on. */
  private static void steppedOver(RuntimeException why) {
    LOG.atWarn().addKeyValue("error", why.getMessage()).log("Declaration is stepped over");
  }

  private static List<Asset> declared(TopicReader<?, Asset> assets, Duration timeout) {
    List<Asset> found = new ArrayList<>();
    for (TopicRecord<?, Asset> record : assets.poll(timeout)) {
      Asset asset = record.value();
      if (asset != null) {
        found.add(asset);
      }
    }
    return found;
  }
}
