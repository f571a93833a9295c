package io.millwright.runtime.kafka;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its beginning, all partitions or some, committed records only, outside any
 * consumer group. Owned by one thread.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class TopicReader<K, V> implements AutoCloseable {
  private final Topic<K, V> topic;
  private final Codec<K> keys;
  private final Codec<V> values;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Consumer<RuntimeException> unreadable;

  /** Stands at the beginning of an existing topic. What cannot be read ends the reading. */
  public TopicReader(KafkaSettings settings, Topic<K, V> topic) {
    this(settings, topic, partition -> true, TopicReader::fail);
  }

  /** Stands at the beginning of some partitions of an existing topic. */
  public static <K, V> TopicReader<K, V> ofPartitions(
      KafkaSettings settings, Topic<K, V> topic, IntPredicate which) {
    return ofPartitions(settings, topic, which, TopicReader::fail);
  }

  /**
   * Stands at the beginning of some partitions of an existing topic.
   *
   * @param unreadable takes why a record, by its offset, cannot be read; it is stepped over then
   */
  public static <K, V> TopicReader<K, V> ofPartitions(
      KafkaSettings settings,
      Topic<K, V> topic,
      IntPredicate which,
      Consumer<RuntimeException> unreadable) {
    return new TopicReader<>(settings, topic, which, unreadable);
  }

  /**
   * Stands at the beginning of an existing topic.
   *
   * @param unreadable takes why a record, by its offset, cannot be read; it is stepped over then
   */
  public TopicReader(
      KafkaSettings settings, Topic<K, V> topic, Consumer<RuntimeException> unreadable) {
    this(settings, topic, partition -> true, unreadable);
  }

  private TopicReader(
      KafkaSettings settings,
      Topic<K, V> topic,
      IntPredicate which,
      Consumer<RuntimeException> unreadable) {
    this.topic = topic;
    this.unreadable = unreadable;
    this.keys = topic.keyCodec().get();
    this.values = topic.valueCodec().get();
    this.consumer =
        new KafkaConsumer<>(
            settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      this.partitions =
          consumer.partitionsFor(topic.name()).stream()
              .filter(p -> which.test(p.partition()))
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    } catch (RuntimeException e) { // nobody else could close it, and who reads may try again
      try {
        consumer.close();
      } catch (KafkaException closing) { // as where the thread is interrupted
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /**
   * The next records, in order within a partition; empty if none came in time.
   *
   * @throws IllegalStateException if one is not what the topic promises, naming its offset, and
   *     nobody else takes that
   */
  public List<TopicRecord<K, V>> poll(Duration timeout) {
    List<TopicRecord<K, V>> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      try {
        records.add(typed(record));
      } catch (IllegalStateException e) {
        unreadable.accept(e);
      }
    }
    return records;
  }

  /** Everything from here to the end as of now. */
  public List<TopicRecord<K, V>> readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<TopicRecord<K, V>> records = new ArrayList<>();
    while (!reached(ends)) {
      records.addAll(poll(Duration.ofMillis(200)));
    }
    return records;
  }

  /** Values of everything from here to the end as of now; deletions have none. */
  public List<V> valuesToEnd() {
    List<V> read = new ArrayList<>();
    for (TopicRecord<K, V> record : readToEnd()) {
      V value = record.value();
      if (value != null) {
        read.add(value);
      }
    }
    return read;
  }

  /** The newest value of each key from here to the end as of now, without what was deleted. */
  public Map<K, V> newestToEnd() {
    Map<K, V> newest = new LinkedHashMap<>();
    for (TopicRecord<K, V> record : readToEnd()) {
      V value = record.value();
      if (value == null) {
        newest.remove(record.key());
      } else {
        newest.put(record.key(), value);
      }
    }
    return newest;
  }

  /** Skips what is there now: the next poll gives what comes after. */
  public void seekToEnd() {
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking is lazy
  }

  /** Goes back to the first record. */
  public void seekToBeginning() {
    consumer.seekToBeginning(partitions);
  }

  /** Whether every record that is there now has been read. */
  public boolean atEnd() {
    return reached(consumer.endOffsets(partitions));
  }

  @Override
  public void close() {
    consumer.close();
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  private static void fail(RuntimeException why) {
    throw why;
  }

  private TopicRecord<K, V> typed(ConsumerRecord<byte[], byte[]> record) {
    try {
      return new TopicRecord<>(
          keys.decode(record.key()),
          record.value() == null ? null : values.decode(record.value()),
          record.partition(),
          record.offset(),
          Instant.ofEpochMilli(record.timestamp()),
          record.headers());
    } catch (RuntimeException e) { // decoding can fail in as many ways as there are formats
      throw new IllegalStateException(
          topic.name()
              + "-"
              + record.partition()
              + " offset "
              + record.offset()
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
