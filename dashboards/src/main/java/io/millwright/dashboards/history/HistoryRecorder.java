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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes telemetry, assessments, alarms, cases and orders from Kafka to the history store. Offsets
 * are committed only after the store accepted, and points are idempotent: at least once in Kafka is
 * exactly once in the store. One batch is filled while the other is on its way; while the store is
 * away no more is read than that, so memory is bounded by two batches and one poll. A failure that
 * is none of the store begins anew at what the group has committed.
 */
public final class HistoryRecorder implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryRecorder.class);
  private static final Duration STALLED_AFTER = Duration.ofSeconds(20);

  /** After a failure, for it may come to the same record once more. */
  private static final Duration STEADY = Duration.ofMinutes(1);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(7);
  private static final Retries AGAIN =
      Retries.endless(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final int FETCHED_BYTES = 8 << 20;

  /** Topics that it reads in its group. */
  public static final List<Topic<?, ?>> TOPICS = RecordIntake.TOPICS;

  private final KafkaSettings kafka;
  private final HistoryStore store;
  private final Metrics metrics;
  private final RecorderSettings settings;
  private final Worker worker = new Worker("history-recorder", AGAIN, this::record);
  private volatile @Nullable RecorderLoop loop;

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

  @Override
  public void start() {
    metrics.gauge(HistoryMeter.LAG, this::lag);
    metrics.gauge(HistoryMeter.STALE, store.rollUps()::waiting);
    metrics.gauge(HistoryMeter.BUFFERED, this::buffered);
    worker.start();
  }

  /**
   * Begins where the group has committed, as after a restart: nothing of a failed attempt counts.
   */
  private void record(Worker running) {
    Properties properties = kafka.consumer(settings.groupId());
    properties.putIfAbsent("max.poll.records", "1000");
    // What lies fetched and unread while the store is away.
    properties.putIfAbsent("fetch.max.bytes", Integer.toString(FETCHED_BYTES));
    try (TopicReader<?, Asset> assets =
            new TopicReader<>(kafka, Topics.ASSETS, HistoryRecorder::steppedOver);
        TopicSender rejects = new TopicSender(kafka);
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
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
              settings,
              running::goesOn,
              () -> running.wellAfter(STEADY));
      loop = started;
      started.run();
    }
  }

  /** Down after {@link RecorderSettings#downAfter} without history, whatever the reason. */
  @Override
  public Health health() {
    Health working = worker.health("history is not written");
    if (worker.failingFor().compareTo(settings.downAfter()) > 0) {
      working = Health.down(working.reason());
    }
    RecorderLoop running = loop;
    return working.orWorse(
        running == null ? Health.degraded("is starting") : running.health(STALLED_AFTER));
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
  public void close() {
    worker.close(STOP_TIMEOUT);
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
