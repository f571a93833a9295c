package io.millwright.runtime.kafka;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes typed records. Sending is asynchronous; the first error surfaces on the next call, so that
 * whoever flushed without an exception knows that everything before is stored. Thread-safe.
 */
public final class TopicSender implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> firstError = new AtomicReference<>();
  // Codecs belong to one thread each.
  private final ThreadLocal<Map<Topic<?, ?>, Codecs<?, ?>>> codecs =
      ThreadLocal.withInitial(ConcurrentHashMap::new);

  public TopicSender(KafkaSettings settings) {
    this.producer =
        new KafkaProducer<>(
            settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends a record with the headers of its format and these; a null value is a tombstone.
   *
   * @throws KafkaFailure if this or an earlier record could not be stored
   */
  public <K, V> void send(Topic<K, V> topic, K key, @Nullable V value, Header... headers) {
    failOnError();
    Codecs<K, V> codec = codecsOf(topic);
    byte[] bytes = value == null ? null : codec.value.encode(value);
    List<Header> all = new ArrayList<>(List.of(headers));
    if (value != null) {
      all.addAll(codec.value.headers());
    }
    producer.send(
        new ProducerRecord<>(topic.name(), null, null, codec.key.encode(key), bytes, all),
        (metadata, error) -> {
          if (error != null) {
            firstError.compareAndSet(null, error);
          }
        });
  }

  /**
   * Everything sent before is stored when this returns.
   *
   * @throws KafkaFailure if something is not
   */
  public void flush() {
    producer.flush();
    failOnError();
  }

  /** Flushes for up to 5 s. Idempotent. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private void failOnError() {
    Exception error = firstError.get();
    if (error != null) {
      throw new KafkaFailure("a record could not be stored", error);
    }
  }

  @SuppressWarnings("unchecked") // the map holds for each topic the codecs that the topic made
  private <K, V> Codecs<K, V> codecsOf(Topic<K, V> topic) {
    return (Codecs<K, V>)
        codecs
            .get()
            .computeIfAbsent(
                topic, t -> new Codecs<>(topic.keyCodec().get(), topic.valueCodec().get()));
  }

  private record Codecs<K, V>(Codec<K> key, Codec<V> value) {}
}
