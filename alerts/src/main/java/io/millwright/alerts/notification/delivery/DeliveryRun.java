package io.millwright.alerts.notification.delivery;

import io.millwright.alerts.notification.delivery.Parcel.Outcome;
import io.millwright.contracts.Codec;
import io.millwright.contracts.Topics;
import io.millwright.contracts.codec.UndecodableException;
import io.millwright.contracts.notification.Notification;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.metrics.Metrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery while the connection to the broker holds. One thread reads, writes outcomes and commits;
 * others wait for mail servers and webhooks.
 */
final class DeliveryRun implements ConsumerRebalanceListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryRun.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LINGER = Duration.ofSeconds(5);

  /** Most that is read before something is delivered, by any channel: memory is bounded. */
  private static final int MOST_WAITING = 10_000;

  /** Connections to the mail server at a time; more are refused by many servers. */
  private static final int MAILS_AT_A_TIME = 4;

  private final DeliverySettings settings;
  private final InstantSource clock;
  private final Metrics metrics;
  private final Channels channels;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final OutcomeLog outcomes;
  private final Codec<Notification> codec = Topics.NOTIFICATIONS.valueCodec().get();
  private final ExecutorService mailers =
      Executors.newFixedThreadPool(MAILS_AT_A_TIME, threads("notifier-mail"));
  private final ExecutorService posters =
      Executors.newCachedThreadPool(threads("notifier-webhook"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(threads("notifier-timer"));
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final Map<TopicPartition, DeliveredOffsets> offsets = new HashMap<>();
  private final Queue<Outcome> ended = new ConcurrentLinkedQueue<>();
  private final Map<TopicPartition, List<Long>> written = new HashMap<>();
  // Where a partition ended when it came without a committed offset.
  private final Map<TopicPartition, Long> unknownBefore = new HashMap<>();
  private long setAside;
  private volatile int waiting;
  private boolean paused;

  /**
   * Connects.
   *
   * @param dead told when something could not be delivered
   */
  DeliveryRun(
      DeliverySettings settings,
      Channels channels,
      KafkaSettings kafka,
      Metrics metrics,
      InstantSource clock,
      Runnable dead) {
    this.settings = settings;
    this.clock = clock;
    this.metrics = metrics;
    this.channels = channels;
    this.consumer =
        new KafkaConsumer<>(
            kafka.consumer(settings.groupId()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.outcomes = new OutcomeLog(kafka, metrics, clock, dead);
    consumer.subscribe(List.of(Topics.NOTIFICATIONS.name()), this);
  }

  private static ThreadFactory threads(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true); // a server that hangs must not keep the process
      return thread;
    };
  }

  /** Reads what has come, and writes down what has been delivered. */
  void step() {
    long before = setAside;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      read(record);
    }
    finish();
    if (setAside > 0 && setAside == before) { // once for all that came in a row
      LOG.atWarn()
          .addKeyValue("messages", setAside)
          .addKeyValue("giveUpAfter", settings.giveUpAfter())
          .log("messages were too old when they were read, they are set aside untried");
      setAside = 0;
    }
    boolean full = waiting >= MOST_WAITING;
    if (full != paused) {
      paused = full;
      if (full) {
        consumer.pause(consumer.assignment());
      } else {
        consumer.resume(consumer.assignment());
      }
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    DeliveredOffsets at = Objects.requireNonNull(offsets.get(partition));
    if (at.isDone(record.offset())) {
      at.end(record.offset());
      return;
    }
    Notification notification;
    try {
      if (record.value() == null) {
        throw new UndecodableException(Notification.class, "a record without value");
      }
      notification = codec.decode(record.value());
    } catch (RuntimeException e) { // decoding can fail in as many ways as there are formats
      outcomes.reject(record, String.valueOf(e.getMessage()));
      written(partition, record.offset());
      return;
    }
    Parcel parcel = new Parcel(partition, record.offset(), notification);
    if (settings.isTooOld(notification.createdAt(), clock.instant())) {
      outcomes.setAside(
          parcel,
          "older than " + settings.giveUpAfter() + " when it was read",
          record.offset() < unknownBefore.getOrDefault(partition, 0L));
      written(partition, record.offset());
      setAside++;
      return;
    }
    at.begin(record.offset(), parcel);
    waiting++;
    lane(notification).add(parcel);
  }

  /** What became of a record is written, and can be committed when that is stored. */
  private void written(TopicPartition partition, long offset) {
    written.computeIfAbsent(partition, p -> new ArrayList<>()).add(offset);
  }

  private Lane lane(Notification n) {
    String name = n.channel() + " " + n.address();
    String channel = n.channel().name();
    return lanes.computeIfAbsent(
        name,
        address ->
            new Lane(
                address,
                channels.of(n),
                n.channel() == Notification.Channel.EMAIL ? mailers : posters,
                timer,
                settings,
                clock,
                () -> metrics.counter(NotificationMeter.RETRIED, "channel", channel).increment(),
                ended::add));
  }

  private void finish() {
    for (Outcome o = ended.poll(); o != null; o = ended.poll()) {
      Parcel parcel = o.parcel();
      if (!parcel.isCancelled()) { // else it is read again, here or elsewhere
        outcomes.tell(o);
        written(parcel.partition, parcel.offset);
      }
    }
    if (!written.isEmpty()) {
      outcomes.flush();
      written.forEach(
          (partition, done) -> {
            DeliveredOffsets at = offsets.get(partition);
            if (at != null) {
              done.forEach(at::end);
            }
          });
      written.clear();
    }
    commit(offsets.keySet());
    waiting = offsets.values().stream().mapToInt(DeliveredOffsets::waiting).sum();
  }

  private void commit(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    for (TopicPartition partition : partitions) {
      DeliveredOffsets at = offsets.get(partition);
      OffsetAndMetadata now = at == null ? null : at.committable();
      if (now != null) {
        due.put(partition, now);
      }
    }
    if (due.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(due);
      due.forEach((p, o) -> Objects.requireNonNull(offsets.get(p)).committed(o));
    } catch (RebalanceInProgressException | CommitFailedException e) {
      // Whoever gets the partition delivers again what is not committed.
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("not committed");
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(new HashSet<>(partitions));
    committed.forEach((partition, at) -> offsets.put(partition, new DeliveredOffsets(at)));
    List<TopicPartition> unknown =
        partitions.stream().filter(partition -> committed.get(partition) == null).toList();
    unknownBefore.putAll(consumer.endOffsets(unknown));
    if (paused) {
      consumer.pause(partitions);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    finish();
    forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    forget(partitions);
  }

  private void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      unknownBefore.remove(partition);
      DeliveredOffsets at = offsets.remove(partition);
      if (at != null) {
        at.parcels().forEach(Parcel::cancel);
      }
    }
  }

  boolean reads() {
    return !offsets.isEmpty();
  }

  int waiting() {
    return waiting;
  }

  /** What keeps addresses from being reached. */
  List<String> failures() {
    return lanes.values().stream().map(Lane::failure).filter(Objects::nonNull).toList();
  }

  /** Lets attempts end that are under way, for a few seconds, and commits what came of them. */
  @Override
  public void close() {
    lanes.values().forEach(Lane::stop);
    timer.shutdownNow();
    mailers.shutdown();
    posters.shutdown();
    try {
      if (!mailers.awaitTermination(LINGER.toMillis(), TimeUnit.MILLISECONDS)
          || !posters.awaitTermination(LINGER.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atInfo().log("an attempt that is under way may be repeated");
      }
      finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("error", e.toString()).log("outcomes could not be written");
    } finally {
      mailers.shutdownNow();
      posters.shutdownNow();
      outcomes.close();
      consumer.close();
    }
  }
}
