package io.millwright.dashboards.console;

import io.micrometer.core.instrument.Counter;
import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the fleet's state from Kafka, outside any consumer group: every console sees everything.
 * Compacted topics and machine events are read from their beginning; of assessments and grades, of
 * which only the latest counts, and of logs the newest of each partition.
 */
final class KafkaFleetFeed implements FleetFeed {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaFleetFeed.class);

  /** Enough to find the latest assessment, or grade, of every machine that is alive. */
  private static final long NEWEST_READ_AT_START = 100_000;

  private static final int MOST_RAW_BYTES = 300;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Reader> readers = new HashMap<>();
  private final Map<String, Long> readAtStart = new HashMap<>(); // of topics not read whole
  private final Map<TopicPartition, Long> endsAtStart;
  private final Counter unreadable;
  private boolean caughtUp;

  @FunctionalInterface
  private interface Reader {
    void apply(FleetView view, ConsumerRecord<byte[], byte[]> record);
  }

  KafkaFleetFeed(KafkaSettings kafka, Metrics metrics) {
    on(Topics.ASSETS, FleetView::declare, FleetView::withdraw);
    on(Topics.ASSESSMENTS, FleetView::assess);
    readAtStart.put(Topics.ASSESSMENTS.name(), NEWEST_READ_AT_START);
    on(Topics.ADVISORIES, FleetView::advise);
    on(Topics.WORK_ORDERS, FleetView::order);
    on(Topics.MACHINE_EVENTS, FleetView::happened);
    on(Topics.CURRENT_ALARMS, FleetView::alarm, FleetView::alarmEnded);
    on(Topics.OPERATOR_SCOPES, FleetView::suspend, FleetView::resume);
    FleetSnapshot.PLANT.forEach(this::keep);
    log(Topics.AUDIT, entry -> entry);
    log(Topics.OPERATOR_ACTIONS, action -> action);
    log(Topics.MAINTENANCE_REPORTS, report -> report);
    log(Topics.COMMAND_STATUS, status -> status);
    log(Topics.NOTIFICATIONS, KafkaFleetFeed::withoutHtml);
    log(Topics.UNDELIVERED_NOTIFICATIONS, KafkaFleetFeed::withoutHtml);
    log(Topics.REJECTED, KafkaFleetFeed::beginning);
    keep(Topics.MODELS);
    on(Topics.MODEL_EVALUATIONS, ModelsApi::keepEvaluation);
    on(Topics.MODEL_STATUS, ModelsApi::keepDecision);
    on(Topics.QUALITY, FleetView::grade);
    readAtStart.put(Topics.QUALITY.name(), NEWEST_READ_AT_START);
    unreadable = metrics.counter(ConsoleMeter.UNREADABLE);
    Properties properties = kafka.consumer("millwright-console");
    properties.remove("group.id");
    properties.put("max.poll.records", "2000");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          readers.keySet().stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      endsAtStart = consumer.endOffsets(partitions);
      skipWhatIsOld(partitions);
    } catch (RuntimeException e) { // nobody else can close it, and the next try makes another
      consumer.close();
      throw e;
    }
  }

  @Override
  public void poll(FleetView view, Duration timeout) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      Reader reader = readers.get(record.topic());
      if (reader == null) {
        continue;
      }
      try {
        reader.apply(view, record);
      } catch (RuntimeException e) { // decoding can fail in as many ways as there are formats
        unreadable.increment();
        LOG.atDebug()
            .addKeyValue("topic", record.topic())
            .addKeyValue("offset", record.offset())
            .addKeyValue("error", e.getMessage())
            .log("Console skips a record it cannot read");
      }
    }
  }

  @Override
  public boolean caughtUp() {
    if (!caughtUp) {
      caughtUp =
          endsAtStart.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
    return caughtUp;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void skipWhatIsOld(List<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      long end = endsAtStart.getOrDefault(partition, 0L);
      long most = readAtStart.getOrDefault(partition.topic(), Long.MAX_VALUE);
      if (end - consumer.position(partition) > most) {
        consumer.seek(partition, end - most);
      }
    }
  }

  /**
   * The newest records of a topic in which each stands for itself.
   *
   * @param kept what is kept of a record: not more of it than can be held some thousand times
   */
  private <V extends Record> void log(Topic<?, V> topic, UnaryOperator<V> kept) {
    Codec<V> codec = topic.valueCodec().get();
    readAtStart.put(topic.name(), (long) FleetView.LOG_KEPT);
    readers.put(
        topic.name(),
        (view, record) -> {
          if (record.value() != null) {
            view.log(
                topic,
                String.format("%d-%019d", record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                kept.apply(codec.decode(record.value())));
          }
        });
  }

  /** The text says the same, and thousands are kept. */
  private static Notification withoutHtml(Notification n) {
    return new Notification(
        n.id(),
        n.kind(),
        n.recipient(),
        n.channel(),
        n.address(),
        n.priority(),
        n.subject(),
        n.text(),
        null,
        n.link(),
        n.about(),
        n.createdAt());
  }

  /** Of a record of up to 4 MB, what tells people which it is. */
  private static RejectedTelemetry beginning(RejectedTelemetry r) {
    return r.raw().length <= MOST_RAW_BYTES
        ? r
        : new RejectedTelemetry(
            r.source(),
            r.assetId(),
            r.time(),
            r.rejectedAt(),
            r.origin(),
            r.reason(),
            r.detail(),
            Arrays.copyOf(r.raw(), MOST_RAW_BYTES));
  }

  private <V extends Record> void keep(Topic<String, V> topic) {
    Codec<V> codec = topic.valueCodec().get();
    readers.put(
        topic.name(),
        (view, record) -> {
          if (record.key() != null) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            view.keep(topic, key, record.value() == null ? null : codec.decode(record.value()));
          }
        });
  }

  private <V> void on(Topic<?, V> topic, BiConsumer<FleetView, V> apply) {
    on(topic, apply, (view, key) -> {});
  }

  /**
   * @param gone takes the key of a tombstone
   */
  private <V> void on(
      Topic<?, V> topic, BiConsumer<FleetView, V> apply, BiConsumer<FleetView, String> gone) {
    Codec<V> codec = topic.valueCodec().get();
    readers.put(
        topic.name(),
        (view, record) -> {
          if (record.value() != null) {
            apply.accept(view, codec.decode(record.value()));
          } else if (record.key() != null) {
            gone.accept(view, new String(record.key(), StandardCharsets.UTF_8));
          }
        });
  }
}
