package io.millwright.streams.flink;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import org.jspecify.annotations.Nullable;

/**
 * A record of one of the three topics that concern an asset, undecoded. It is decoded by the
 * operator that uses it: the bytes are then there if it must be rejected, and the shuffle copies
 * bytes instead of coding every scan once more.
 *
 * @param kind the topic
 * @param key the Kafka key as text: an asset id, if the producer is right; empty if there was none
 * @param value bytes of the value, owned by the arrival; null for a tombstone
 * @param partition of the topic
 * @param offset in the partition
 */
public record Arrival(Kind kind, String key, byte @Nullable [] value, int partition, long offset) {

  /** Topics that concern an asset. The order is part of the state's bytes: append only. */
  public enum Kind {
    ASSET(Topics.ASSETS),
    SCAN(Topics.SCALAR),
    EVENT(Topics.MACHINE_EVENTS);

    private final Topic<?, ?> topic;

    Kind(Topic<?, ?> topic) {
      this.topic = topic;
    }

    /** Where records of this kind come from. */
    public Topic<?, ?> topic() {
      return topic;
    }
  }

  /** Where it was read: topic, partition and offset. */
  public String source() {
    return kind.topic().name() + "-" + partition + "@" + offset;
  }
}
