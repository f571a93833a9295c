package io.millwright.standalone.bench;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows alarms as anyone would who reads committed records, and tells how long after the event
 * time of its assessment each could be read.
 */
final class Arrivals implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Codec<AlarmEvent> codec = Topics.ALARMS.valueCodec().get();
  private final BiConsumer<Instant, Long> arrived;
  private final Thread thread = new Thread(this::follow, "bench-arrivals");
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException broken;

  /**
   * Begins at the end of the topics.
   *
   * @param arrived told the event time and the latency in microseconds, on a thread of its own
   */
  Arrivals(KafkaSettings kafka, List<String> topics, BiConsumer<Instant, Long> arrived) {
    this.arrived = arrived;
    Properties properties = kafka.consumer("unused");
    properties.remove("group.id");
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread.setDaemon(true);
    thread.start();
  }

  private void follow() {
    try {
      while (!stopped) {
        var records = consumer.poll(Duration.ofMillis(100));
        Instant now = Instant.now();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          Instant time = codec.decode(record.value()).time();
          arrived.accept(time, ChronoUnit.MICROS.between(time, now));
        }
      }
    } catch (RuntimeException e) {
      broken = e;
    } finally {
      consumer.close();
    }
  }

  /** Stops; throws what stopped it before. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join(5000);
    RuntimeException error = broken;
    if (error != null) {
      throw error;
    }
  }
}
