package io.millwright.contracts;

import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes with the codec of the calling thread, the headers of its format included.
 *
 * @param <T> what is written
 */
final class CodecSerializer<T> implements Serializer<T> {
  private final Supplier<Codec<T>> own;

  CodecSerializer(Supplier<Codec<T>> own) {
    this.own = own;
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    return value == null ? null : own.get().encode(value);
  }

  @Override
  public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T value) {
    if (value != null) {
      for (Header header : own.get().headers()) {
        headers.remove(header.key()).add(header);
      }
    }
    return serialize(topic, value);
  }
}
