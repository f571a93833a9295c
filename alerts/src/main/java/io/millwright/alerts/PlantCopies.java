package io.millwright.alerts;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.codec.UndecodableException;
import io.millwright.contracts.plant.PlantRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes copies for the plant and reads them. Owned by one thread, as codecs are. */
final class PlantCopies {
  private final Map<String, Codec<?>> codecs = new HashMap<>();

  <V> PlantRecord of(Topic<?, V> topic, AssetId id, V value) {
    return new PlantRecord(topic.name(), id, codec(topic).encode(value));
  }

  /**
   * What was copied; null for a tombstone.
   *
   * @throws UndecodableException if there is no such topic or the bytes are none of its values
   */
  @Nullable Object read(PlantRecord copy) {
    if (copy.value().length == 0) {
      return null;
    }
    Codec<?> codec = codecs.get(copy.topic());
    return (codec == null ? codec(topic(copy.topic())) : codec).decode(copy.value());
  }

  private static Topic<?, ?> topic(String name) {
    return Topics.ALL.stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new UndecodableException(PlantRecord.class, "a copy of no known topic, " + name));
  }

  @SuppressWarnings("unchecked") // the map holds for each name what its topic made
  private <V> Codec<V> codec(Topic<?, V> topic) {
    return (Codec<V>) codecs.computeIfAbsent(topic.name(), name -> topic.valueCodec().get());
  }
}
