package io.millwright.dashboards.history;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns one Kafka record into points of a batch. A record that is not what its topic promises goes
 * to the rejected topic; a scan of an undeclared asset first waits. Owned by one thread.
 */
final class RecordIntake {
  /** What became of a record. */
  enum Fate {
    TAKEN,
    /** Its asset is not declared yet: offer it again later. */
    WAITS
  }

  /** Topics that are recorded. */
  static final List<Topic<?, ?>> TOPICS =
      Stream.concat(
              Stream.of(
                  Topics.SCALAR,
                  Topics.FEATURES,
                  Topics.ASSESSMENTS,
                  Topics.ALARMS,
                  Topics.ADVISORIES,
                  Topics.WORK_ORDERS),
              BoardIntake.TOPICS.stream())
          .toList();

  private final Map<String, Sink> sinks = new HashMap<>();
  private final Codec<ScalarScan> scans = Topics.SCALAR.valueCodec().get();
  private final Declarations declarations;
  private final Supplier<HistoryBatch> batch;
  private final BoardIntake board;
  private final Function<Tier, Instant> beginnings;
  private final Consumer<RejectedTelemetry> rejected;

  @FunctionalInterface
  private interface Sink {
    void take(byte[] value);
  }

  /** A record is older than its tier is kept. */
  private static final class TooOld extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooOld(Tier tier, Instant time, Instant beginning) {
      super(
          "of %s, and history.retention.%s ends at %s"
              .formatted(time, tier.label(), beginning.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /**
   * @param batch gives the one that is filled now
   * @param beginnings what is older than this is not kept in a tier
   */
  RecordIntake(
      Declarations declarations,
      Supplier<HistoryBatch> batch,
      Function<Tier, Instant> beginnings,
      Consumer<RejectedTelemetry> rejected) {
    this.declarations = declarations;
    this.batch = batch;
    this.board = new BoardIntake(declarations, batch, this::requireKept, InstantSource.system());
    this.beginnings = beginnings;
    this.rejected = rejected;
    into(Topics.FEATURES, this::features);
    into(Topics.ASSESSMENTS, Tier.RAW, Assessment::time, this::assessment);
    into(Topics.ALARMS, Tier.EVENTS, AlarmEvent::time, e -> batch.get().alarm(e));
    into(Topics.ADVISORIES, Tier.EVENTS, Advisory::updatedAt, a -> batch.get().advisory(a));
    into(Topics.WORK_ORDERS, Tier.EVENTS, WorkOrder::updatedAt, w -> batch.get().workOrder(w));
  }

  private void requireKept(Tier tier, Instant time) {
    Instant beginning = beginnings.apply(tier);
    if (time.isBefore(beginning)) {
      throw new TooOld(tier, time, beginning);
    }
  }

  /**
   * Adds a record to the batch.
   *
   * @param patient whether a scan of an undeclared asset may wait; if not, it is rejected
   */
  Fate take(ConsumerRecord<byte[], byte[]> record, boolean patient) {
    if (board.reads(record.topic())) {
      return forBoards(record);
    }
    byte[] value = record.value();
    if (value == null) { // a tombstone says nothing new: history keeps what was
      return Fate.TAKEN;
    }
    try {
      Sink sink = sinks.get(record.topic());
      if (sink == null) {
        return scan(record, value, patient);
      }
      sink.take(value);
    } catch (TooOld e) {
      reject(record, null, RejectionReason.OTHER, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // decoding can fail in as many ways as there are formats
      reject(record, null, RejectionReason.UNREADABLE, String.valueOf(e.getMessage()));
    }
    return Fate.TAKEN;
  }

  private Fate forBoards(ConsumerRecord<byte[], byte[]> record) {
    try {
      board.take(record);
    } catch (TooOld e) {
      reject(record, null, RejectionReason.OTHER, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // as above
      reject(record, null, RejectionReason.UNREADABLE, String.valueOf(e.getMessage()));
    }
    return Fate.TAKEN;
  }

  private void assessment(Assessment said) {
    batch.get().assessment(said);
    board.assessment(said);
  }

  /** Features of frames are kept; those of scalar channels say nothing that readings do not. */
  private void features(FeatureVector vector) {
    if (vector.frame() != null) {
      requireKept(Tier.RAW, vector.time());
      batch
          .get()
          .features(
              FeatureSchemas.find(vector.schemaId())
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "feature schema '" + vector.schemaId() + "' is not known here")),
              vector);
      board.features(vector);
    }
  }

  private Fate scan(ConsumerRecord<byte[], byte[]> record, byte[] value, boolean patient) {
    ScalarScan scan = scans.decode(value);
    Asset asset = declarations.of(scan);
    if (asset == null) {
      if (patient && !declarations.hasGivenUp(scan)) {
        return Fate.WAITS;
      }
      declarations.giveUp(scan);
      boolean known = declarations.knows(scan.assetId());
      reject(
          record,
          scan,
          known ? RejectionReason.CHANNEL_MISMATCH : RejectionReason.UNKNOWN_ASSET,
          known
              ? "no declaration of " + scan.assetId() + " has channel set " + scan.channelSet()
              : "no asset " + scan.assetId() + " is declared");
    } else if (asset.points().size() != scan.values().length) {
      reject(
          record,
          scan,
          RejectionReason.CHANNEL_MISMATCH,
          scan.values().length + " values for " + asset.points().size() + " points");
    } else {
      requireKept(Tier.RAW, scan.time());
      batch.get().scan(asset, scan);
      board.scan(scan);
    }
    return Fate.TAKEN;
  }

  private void reject(
      ConsumerRecord<byte[], byte[]> record,
      @Nullable ScalarScan scan,
      RejectionReason reason,
      String detail) {
    rejected.accept(
        new RejectedTelemetry(
                record.topic() + "-" + record.partition() + "@" + record.offset(),
                scan == null ? null : scan.assetId().value(),
                scan == null ? null : scan.time(),
                Instant.now(),
                scan == null ? Origin.UNKNOWN : scan.origin(),
                reason,
                detail,
                record.value())
            .fitting());
  }

  private <V> void into(Topic<?, V> topic, Tier tier, Function<V, Instant> time, Consumer<V> add) {
    into(
        topic,
        value -> {
          requireKept(tier, time.apply(value));
          add.accept(value);
        });
  }

  private <V> void into(Topic<?, V> topic, Consumer<V> add) {
    Codec<V> codec = topic.valueCodec().get();
    sinks.put(topic.name(), value -> add.accept(codec.decode(value)));
  }
}
