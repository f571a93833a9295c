package io.millwright.streams.flink;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records as they are; it cannot fail on their content. */
final class ArrivalReader implements KafkaRecordDeserializationSchema<Arrival> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<Arrival> out) {
    byte[] key = read.key();
    out.collect(
        new Arrival(
            kind(read.topic()),
            key == null ? "" : new String(key, StandardCharsets.UTF_8),
            read.value(),
            read.partition(),
            read.offset()));
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
