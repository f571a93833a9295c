package io.millwright.contracts;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A Kafka topic: name, types, who writes and reads it, how long it keeps.
 *
 * @param name full name
 * @param type class of the value
 * @param keyCodec makes a codec of the key for the caller's thread
 * @param valueCodec makes a codec of the value for the caller's thread
 * @param meaning key → value, for the documentation
 * @param format of the value
 * @param cleanup how it forgets
 * @param retention how long a deleting topic keeps
 * @param owner who writes it
 * @param readers who reads it
 * @param <K> key type
 * @param <V> value type
 */
public record Topic<K, V>(
    String name,
    Class<V> type,
    Supplier<Codec<K>> keyCodec,
    Supplier<Codec<V>> valueCodec,
    String meaning,
    Format format,
    Cleanup cleanup,
    Duration retention,
    List<String> owner,
    List<String> readers) {

  /** Encoding of values. */
  public enum Format {
    AVRO,
    CLOUD_EVENT
  }

  /** How a topic forgets. */
  public enum Cleanup {
    DELETE,
    COMPACT
  }
}
