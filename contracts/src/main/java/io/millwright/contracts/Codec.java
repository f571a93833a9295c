package io.millwright.contracts;

import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.codec.CloudEventCodec;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

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

  /** A Kafka serde on this codec; null stays null (a tombstone). */
  default Serde<T> serde() {
    Serializer<T> serializer = (topic, value) -> value == null ? null : encode(value);
    Deserializer<T> deserializer = (topic, bytes) -> bytes == null ? null : decode(bytes);
    return Serdes.serdeFrom(serializer, deserializer);
  }

  /** Avro single-object encoding. */
  static <T extends Record> Codec<T> avro(Class<T> type) {
    AvroCodec<T> avro = AvroCodec.of(type);
    return of(avro::encode, avro::decode);
  }

  /** CloudEvents JSON. */
  static <T extends Record> Codec<T> cloudEvent(CloudEventCodec<T> json) {
    return of(json::encode, json::decode);
  }

  /** Bytes as they are, for whoever moves records without reading them. */
  static Codec<byte[]> bytes() {
    return of(Function.identity(), Function.identity());
  }

  /** UTF-8 text around a typed key. */
  static <T> Codec<T> text(Function<T, String> toText, Function<String, T> fromText) {
    return of(
        value -> toText.apply(value).getBytes(StandardCharsets.UTF_8),
        bytes -> fromText.apply(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static <T> Codec<T> of(Function<T, byte[]> encode, Function<byte[], T> decode) {
    return new Codec<>() {
      @Override
      public byte[] encode(T value) {
        return encode.apply(value);
      }

      @Override
      public T decode(byte[] bytes) {
        return decode.apply(bytes);
      }
    };
  }
}
