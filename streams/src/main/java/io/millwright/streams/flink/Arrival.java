package io.millwright.streams.flink;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of one of the topics that concern an asset, or of the releases of models, undecoded. It
 * is decoded by the operator that uses it: the bytes are then there if it must be rejected, and the
 * shuffle copies bytes instead of coding every scan once more.
 *
 * @param kind the topic
 * @param key the Kafka key as text: an asset id, of a frame {@code asset/point}, if the producer is
 *     right; empty if there was none
 * @param value bytes of the value, owned by the arrival; null for a tombstone
 * @param partition of the topic
 * @param offset in the partition
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the hot path owns the bytes
public record Arrival(Kind kind, String key, byte @Nullable [] value, int partition, long offset) {

  private static final int MOST_KEY_LENGTH = 200;
  private static final byte[] NOTHING = {};

  /** Topics that concern an asset, and the releases of models. */
  @SuppressWarnings("ImmutableEnumChecker") // a topic's codec suppliers hold nothing
  public enum Kind {
    ASSET(0, Topics.ASSETS),
    SCAN(1, Topics.SCALAR),
    EVENT(2, Topics.MACHINE_EVENTS),
    WAVEFORM(3, Topics.WAVEFORM),
    SOUND(4, Topics.AUDIO),
    FEATURES(5, Topics.FEATURES),
    RELEASE(6, Topics.MODELS);

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
        case 3 -> WAVEFORM;
        case 4 -> SOUND;
        case 5 -> FEATURES;
        case 6 -> RELEASE;
        default -> throw new IllegalArgumentException("no kind of arrival has code " + code);
      };
    }

    /** Where records of this kind come from. */
    public Topic<?, ?> topic() {
      return topic;
    }
  }

  /** The asset's part of the key: of a frame all before the last slash. */
  public String assetKey() {
    if (kind != Kind.WAVEFORM && kind != Kind.SOUND) {
      return key;
    }
    int slash = key.lastIndexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }

  /**
   * Its rejection. A rejection must fit into a Kafka message itself: of a huge record only the
   * beginning is kept.
   *
   * @param time source time, if it could be told
   * @param detail the reason in words
   */
  public RejectedTelemetry rejected(
      @Nullable Instant time, Origin origin, Instant now, RejectionReason reason, String detail) {
    return rejected(time, origin, now, reason, detail, value == null ? NOTHING : value);
  }

  /**
   * As {@link #rejected(Instant, Origin, Instant, RejectionReason, String)}, of something that
   * waited because of this record.
   *
   * @param raw what is rejected
   */
  public RejectedTelemetry rejected(
      @Nullable Instant time,
      Origin origin,
      Instant now,
      RejectionReason reason,
      String detail,
      byte[] raw) {
    String asset = assetKey();
    return new RejectedTelemetry(
            source(),
            asset.isEmpty() ? null : readable(asset),
            time,
            now,
            origin,
            reason,
            detail,
            raw)
        .fitting();
  }

  /** A key as it may stand in a message: one that is no asset id can be of any length. */
  public static String readable(String key) {
    return key.length() <= MOST_KEY_LENGTH ? key : key.substring(0, MOST_KEY_LENGTH) + "…";
  }

  /** Where it was read: topic, partition and offset. */
  public String source() {
    return kind.topic().name() + "-" + partition + "@" + offset;
  }
}
