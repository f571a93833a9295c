package io.millwright.contracts;

import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.codec.CloudEventCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Turns a key or value of a topic into bytes and back. Owned by one thread; a topic makes a new one
 * for each caller.
 *
 * @param <T> what is coded
 */
public interface Codec<T> {
  /** Bytes of a value. */
  byte[] encode(T value);

  /**
   * Value of bytes.
   *
   * @throws io.millwright.contracts.codec.UndecodableException if they are not one
   */
  T decode(byte[] bytes);

  /**
   * Headers that a record with such a value carries, by the protocol binding of its format; none
   * for a tombstone.
   */
  default List<Header> headers() {
    return List.of();
  }

  /** Resource of the schema that values are written with; null for text and bytes. */
  default @Nullable String schema() {
    return null;
  }

  /** A Kafka serde on this codec, for one thread; null stays null (a tombstone). */
  default Serde<T> serde() {
    return serde(() -> this);
  }

  /** A Kafka serde that threads may share: each has a codec of its own. */
  static <T> Serde<T> serde(Supplier<Codec<T>> codecs) {
    ThreadLocal<Codec<T>> own = ThreadLocal.withInitial(codecs);
    return Serdes.serdeFrom(
        new CodecSerializer<>(own::get),
        (topic, bytes) -> bytes == null ? null : own.get().decode(bytes));
  }

  /** Avro single-object encoding. */
  static <T extends Record> Codec<T> avro(Class<T> type) {
    AvroCodec<T> avro = AvroCodec.of(type);
    return of(avro::encode, avro::decode, List.of(), AvroCodec.resource(type));
  }

  /** CloudEvents JSON. */
  static <T extends Record> Codec<T> cloudEvent(CloudEventCodec<T> json) {
    return of(json::encode, json::decode, List.of(CloudEventCodec.STRUCTURED), json.schema());
  }

  /** Bytes as they are, for whoever moves records without reading them. */
  static Codec<byte[]> bytes() {
    return of(Function.identity(), Function.identity(), List.of(), null);
  }

  /** UTF-8 text around a typed key. */
  static <T> Codec<T> text(Function<T, String> toText, Function<String, T> fromText) {
    return of(
        value -> toText.apply(value).getBytes(StandardCharsets.UTF_8),
        bytes -> fromText.apply(new String(bytes, StandardCharsets.UTF_8)),
        List.of(),
        null);
  }

  private static <T> Codec<T> of(
      Function<T, byte[]> encode,
      Function<byte[], T> decode,
      List<Header> headers,
      @Nullable String schema) {
    return new Codec<>() {
      @Override
      public byte[] encode(T value) {
        return encode.apply(value);
      }

      @Override
      public T decode(byte[] bytes) {
        return decode.apply(bytes);
      }

      @Override
      public List<Header> headers() {
        return headers;
      }

      @Override
      public @Nullable String schema() {
        return schema;
      }
    };
  }
}
