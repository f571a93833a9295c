package io.millwright.streams.flink;

import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.codec.UndecodableException;
import io.millwright.contracts.feature.FeatureVector;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes records as they are; it cannot fail on their content. Only features that are not of frames
 * are left out.
 */
final class ArrivalReader implements KafkaRecordDeserializationSchema<Arrival> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable AvroCodec<FeatureVector> vectors;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<Arrival> out) {
    byte[] key = read.key();
    Arrival.Kind kind = kind(read.topic());
    byte[] value = read.value();
    if (kind == Arrival.Kind.FEATURES && value != null && isOfScalars(value)) {
      return;
    }
    out.collect(
        new Arrival(
            kind,
            key == null ? "" : new String(key, StandardCharsets.UTF_8),
            value,
            read.partition(),
            read.offset()));
  }

  /** Features that the assessing stage wrote itself: they need not travel to it. */
  private boolean isOfScalars(byte[] value) {
    AvroCodec<FeatureVector> codec = vectors;
    if (codec == null) {
      codec = AvroCodec.of(FeatureVector.class);
      vectors = codec;
    }
    try {
      return codec.decode(value).frame() == null;
    } catch (UndecodableException e) {
      return false; // rejected where it is used
    }
  }

  private static Arrival.Kind kind(String topic) {
    for (Arrival.Kind kind : Arrival.Kind.values()) {
      if (kind.topic().name().equals(topic)) {
        return kind;
      }
    }
    throw new IllegalStateException("subscribed to no topic " + topic);
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return ValueTypeInformation.ARRIVAL;
  }
}
