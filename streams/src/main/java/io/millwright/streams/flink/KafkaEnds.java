package io.millwright.streams.flink;

import io.millwright.contracts.Topic;
import io.millwright.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * Where a pipeline meets Kafka.
 *
 * <p>Reading starts at the earliest offset, or where the checkpoint says; offsets are committed on
 * checkpoints, for people and monitoring only. Writing is at least once: a checkpoint waits until
 * all is acknowledged, and no record waits for a checkpoint to become visible. Records with a key
 * go where Kafka's default partitioner sends them, so one asset stays in order.
 *
 * @param kafka the brokers
 * @param groupId under which offsets are committed
 * @param discovery how often new partitions are looked for
 */
public record KafkaEnds(KafkaSettings kafka, String groupId, Duration discovery) {

  /** With a look for new partitions every half minute. */
  public static KafkaEnds of(KafkaSettings kafka, String groupId) {
    return new KafkaEnds(kafka, groupId, Duration.ofSeconds(30));
  }

  /**
   * Everything that concerns assets, from one consumer a task: as many sources would be as many
   * threads and shuffles.
   *
   * @param kinds what is read
   */
  public KafkaSource<Arrival> arrivals(Set<Arrival.Kind> kinds) {
    Properties properties = kafka.consumer(groupId);
    properties.put(
        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
        Long.toString(discovery.toMillis()));
    // The consumer's own meters stay in its MBeans: a hundred series a partition help nobody.
    properties.put(KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key(), "false");
    return KafkaSource.<Arrival>builder()
        .setProperties(properties)
        .setClientIdPrefix(groupId)
        .setTopics(kinds.stream().map(kind -> kind.topic().name()).toList())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new ArrivalReader())
        .build();
  }

  /** The bundles of released models. */
  public Bundles bundles() {
    return new KafkaBundles(kafka);
  }

  /** A sink of a topic of the catalogue. */
  public <K, V> KafkaSink<V> sink(Topic<K, V> topic, TopicRecordWriter.KeyOf<K, V> key) {
    Properties properties = kafka.producer();
    properties.put("register.producer.metrics", "false");
    return KafkaSink.<V>builder()
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new TopicRecordWriter<>(topic, key))
        .build();
  }
}
