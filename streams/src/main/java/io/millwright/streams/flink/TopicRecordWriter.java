package io.millwright.streams.flink;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Encodes records of a topic. Partition and time are left to the producer: the default partitioner
 * keeps a key's order, and an event time as Kafka's time would let the broker delete a replay of
 * old telemetry as expired.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class TopicRecordWriter<K, V> implements KafkaRecordSerializationSchema<V> {
  private static final long serialVersionUID = 1L;

  /**
   * Key of a value.
   *
   * @param <K> key type
   * @param <V> value type
   */
  @FunctionalInterface
  public interface KeyOf<K, V> extends Serializable {
    /** The key under which a value is written. */
    K of(V value);
  }

  private final String topicName; // a topic holds codec suppliers and cannot travel itself
  private final KeyOf<K, V> keyOf;
  private transient @Nullable Open<K, V> open;

  private record Open<K, V>(Codec<K> key, Codec<V> value) {}

  TopicRecordWriter(Topic<K, V> topic, KeyOf<K, V> keyOf) {
    this.topicName = topic.name();
    this.keyOf = keyOf;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    Topic<K, V> topic = topic();
    open = new Open<>(topic.keyCodec().get(), topic.valueCodec().get());
  }

  @SuppressWarnings("unchecked") // the constructor took the name from a topic of these types
  private Topic<K, V> topic() {
    for (Topic<?, ?> topic : Topics.ALL) {
      if (topic.name().equals(topicName)) {
        return (Topic<K, V>) topic;
      }
    }
    throw new IllegalStateException("no topic " + topicName);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      V value, KafkaSinkContext context, @Nullable Long timestamp) {
    Open<K, V> codecs = open;
    if (codecs == null) {
      throw new IllegalStateException("not open");
    }
    return new ProducerRecord<>(
        topicName, codecs.key().encode(keyOf.of(value)), codecs.value().encode(value));
  }
}
