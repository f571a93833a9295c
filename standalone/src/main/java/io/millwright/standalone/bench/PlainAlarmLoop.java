package io.millwright.standalone.bench;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The least that reads assessments and writes alarms exactly once: consume, decode, write one for
 * every assessment that says alarm, commit both in one transaction. It remembers nothing, so it has
 * neither delays nor cases nor orders, and it tells an alarm as often as it is assessed.
 */
final class PlainAlarmLoop implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String output;
  private final Duration commitInterval;
  private final Codec<Assessment> assessments = Topics.ASSESSMENTS.valueCodec().get();
  private final Codec<AlarmEvent> alarms = Topics.ALARMS.valueCodec().get();
  private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
  private final Thread thread = new Thread(this::run, "bench-plain");
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException broken;

  /**
   * Runs until closed.
   *
   * @param commitInterval as the alerts are configured
   */
  PlainAlarmLoop(
      KafkaSettings kafka, String group, String input, String output, Duration commitInterval) {
    this.output = output;
    this.commitInterval = commitInterval;
    this.consumer =
        new KafkaConsumer<>(
            kafka.consumer(group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Properties transactional = kafka.producer();
    transactional.put("transactional.id", group);
    this.producer =
        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
    consumer.subscribe(List.of(input));
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      producer.initTransactions();
      long began = 0;
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (done.isEmpty()) {
            producer.beginTransaction();
            began = System.nanoTime();
          }
          tell(record);
          done.put(
              new TopicPartition(record.topic(), record.partition()),
              new OffsetAndMetadata(record.offset() + 1));
        }
        if (!done.isEmpty() && System.nanoTime() - began >= commitInterval.toNanos()) {
          producer.sendOffsetsToTransaction(done, consumer.groupMetadata());
          producer.commitTransaction();
          done.clear();
        }
      }
    } catch (RuntimeException e) {
      broken = e;
    } finally {
      consumer.close();
      producer.close();
    }
  }

  private void tell(ConsumerRecord<byte[], byte[]> record) {
    Assessment a = assessments.decode(record.value());
    if (a.health().state() != HealthState.ALARM) {
      return;
    }
    String id = a.assetId() + "/HEALTH@" + a.time();
    AlarmEvent event =
        new AlarmEvent(
            id + "#1",
            id,
            1,
            a.assetId(),
            null,
            null,
            AlarmCondition.HEALTH,
            AlarmStatus.UNACKNOWLEDGED,
            true,
            Priority.HIGH,
            a.time(),
            a.time(),
            a.health().reason(),
            "plain",
            a.origin());
    producer.send(new ProducerRecord<>(output, record.key(), alarms.encode(event)));
  }

  /** Stops; throws what stopped it before. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join(10_000);
    RuntimeException error = broken;
    if (error != null) {
      throw error;
    }
  }
}
