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
@SuppressWarnings("ArrayRecordComponent") // never compared; the hot path owns the bytes
public record Arrival(Kind kind, String key, byte @Nullable [] value, int partition, long offset) {

  /** Topics that concern an asset. */
  @SuppressWarnings("ImmutableEnumChecker") // a topic's codec suppliers hold nothing
  public enum Kind {
    ASSET(0, Topics.ASSETS),
    SCAN(1, Topics.SCALAR),
    EVENT(2, Topics.MACHINE_EVENTS);

    private final int code; // part of the state's bytes
    private final Topic<?, ?> topic;

    Kind(int code, Topic<?, ?> topic) {
      this.code = code;
      this.topic = topic;
    }

    int code() {
      return code;
    }

    static Kind of(int code) {
      return switch (code) {
        case 0 -> ASSET;
        case 1 -> SCAN;
        case 2 -> EVENT;
        default -> throw new IllegalArgumentException("no kind of arrival has code " + code);
      };
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
