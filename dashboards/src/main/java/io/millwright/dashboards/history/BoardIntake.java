package io.millwright.dashboards.history;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.ScalarScan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Adds to a batch what only dashboards read. Owned by one thread. */
final class BoardIntake {
  /** Topics that are read for dashboards alone. */
  static final List<Topic<?, ?>> TOPICS =
      List.of(
          Topics.REJECTED,
          Topics.PERFORMANCE,
          Topics.ROOT_CASES,
          Topics.SPARE_ADVICE,
          Topics.PART_RESERVATIONS,
          Topics.NOTIFICATIONS,
          Topics.UNDELIVERED_NOTIFICATIONS);

  private final Map<String, Sink> sinks = new HashMap<>();
  private final Declarations declarations;
  private final Supplier<HistoryBatch> batch;
  private final AssetRoster roster;
  private final BiConsumer<Tier, Instant> requireKept;

  @FunctionalInterface
  private interface Sink {
    BoardPoint of(ConsumerRecord<byte[], byte[]> record);
  }

  /**
   * @param requireKept throws if a time is too old for a tier
   * @param clock tells which days cannot have begun anywhere
   */
  BoardIntake(
      Declarations declarations,
      Supplier<HistoryBatch> batch,
      BiConsumer<Tier, Instant> requireKept,
      InstantSource clock) {
    this.declarations = declarations;
    this.batch = batch;
    this.requireKept = requireKept;
    this.roster = new AssetRoster(declarations, point -> batch.get().board(point), clock);
    into(Topics.REJECTED, (v, r) -> BoardPoints.rejected(v, declared(v), r.offset()));
    into(Topics.PERFORMANCE, (v, r) -> BoardPoints.performance(v));
    into(Topics.ROOT_CASES, (v, r) -> BoardPoints.rootCase(v));
    into(Topics.SPARE_ADVICE, (v, r) -> BoardPoints.spares(v));
    into(
        Topics.PART_RESERVATIONS,
        (v, r) -> BoardPoints.reservation(v, Instant.ofEpochMilli(r.timestamp()), r.offset()));
    into(Topics.NOTIFICATIONS, (v, r) -> BoardPoints.notification(v, "sent", r.offset()));
    into(
        Topics.UNDELIVERED_NOTIFICATIONS,
        (v, r) -> BoardPoints.notification(v, "dead", r.offset()));
  }

  /** Whether a topic is read for dashboards alone. */
  boolean reads(String topic) {
    return sinks.containsKey(topic);
  }

  /**
   * Adds a record of one of {@link #TOPICS}.
   *
   * @throws RuntimeException if it is not what its topic promises
   */
  void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() != null) {
      Sink sink = sinks.get(record.topic());
      if (sink != null) {
        BoardPoint point = sink.of(record);
        requireKept.accept(point.of().tier(), point.time());
        batch.get().board(point);
      }
    } else if (record.topic().equals(Topics.SPARE_ADVICE.name()) && record.key() != null) {
      batch
          .get()
          .board(
              BoardPoints.sparesEnded(
                  new String(record.key(), StandardCharsets.UTF_8),
                  Instant.ofEpochMilli(record.timestamp())));
    }
  }

  /** A scan that was recorded. */
  void scan(ScalarScan scan) {
    roster.heard(scan.assetId(), scan.time());
    batch.get().board(BoardPoints.scan(scan));
  }

  /** Features that were recorded. */
  void features(FeatureVector vector) {
    roster.heard(vector.assetId(), vector.time());
  }

  /** An assessment that was recorded. */
  void assessment(Assessment said) {
    List<ChannelContribution> channels = said.detection().contributions();
    channels.stream()
        .limit(LineProtocolBatch.TOP_CONTRIBUTIONS)
        .filter(c -> Double.isFinite(c.share()) || Double.isFinite(c.deviation()))
        .forEach(c -> batch.get().board(BoardPoints.contribution(said.assetId(), said.time(), c)));
    VibrationSeverity severity = said.severity();
    if (severity != null) {
      batch.get().board(BoardPoints.severity(said.assetId(), said.time(), severity));
    }
  }

  private @Nullable AssetId declared(RejectedTelemetry record) {
    String named = record.assetId();
    if (named == null) {
      return null;
    }
    try {
      AssetId id = new AssetId(named);
      return declarations.knows(id) ? id : null;
    } catch (IllegalArgumentException e) {
      return null; // no machine can have that name
    }
  }

  private <V> void into(
      Topic<?, V> topic, BiFunction<V, ConsumerRecord<byte[], byte[]>, BoardPoint> point) {
    Codec<V> codec = topic.valueCodec().get();
    sinks.put(topic.name(), record -> point.apply(codec.decode(record.value()), record));
  }
}
