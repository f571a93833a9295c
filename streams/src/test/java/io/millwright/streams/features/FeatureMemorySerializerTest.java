package io.millwright.streams.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.operation.OperatingStateTracker;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import io.millwright.streams.SmallPlant;
import io.millwright.streams.flink.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FeatureMemorySerializerTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/v1/feature-memory.bin");
  private static final AvroCodec<Asset> ASSETS = AvroCodec.of(Asset.class);
  private static final Duration FRESHNESS = Duration.ofMinutes(15);
  private static final Asset PUMP = SmallPlant.pump("p1");
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

  /** State that format 1 wrote is read for ever; the file is never rewritten. */
  @Test
  void readsTheGoldenMemoryOfFormat1() throws IOException {
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(GOLDEN)) {
      Files.write(GOLDEN, write(example()));
    }
    DataInputDeserializer in = new DataInputDeserializer(Files.readAllBytes(GOLDEN));
    TypeSerializerSnapshot<FeatureMemory> old =
        TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());
    assertThat(
            new FeatureMemorySerializer()
                .snapshotConfiguration()
                .resolveSchemaCompatibility(old)
                .isIncompatible())
        .isFalse();
    FeatureMemory memory = old.restoreSerializer().deserialize(in);
    assertThat(in.available()).isZero();

    assertThat(memory.waiting()).hasSize(1);
    FeatureMemory.Waiting waiting = memory.waiting().iterator().next();
    assertThat(waiting.sinceMillis()).isEqualTo(1_767_225_600_123L);
    assertThat(waiting.arrival().source()).isEqualTo("millwright.telemetry.waveform-3@42");
    assertThat(waiting.arrival().value()).containsExactly(1, 2, 3);
    FeatureMemory.Awake awake = memory.awake(ASSETS, FRESHNESS);
    assertThat(awake.asset()).isEqualTo(PUMP);
    PointMemory point = Objects.requireNonNull(awake.points().get("de"));
    assertThat(point.time()).isEqualTo(TIME);
    assertThat(point.end()).isEqualTo(TIME.plusMillis(160));
    assertThat(point.sequence()).isEqualTo(7);
    assertThat(point.content()).isEqualTo(-77L);
    assertThat(point.sampleRateHz()).isEqualTo(25_600);
    OperatingStateTracker tracker = new OperatingStateTracker(PUMP.stateRule());
    tracker.read(new SnapshotReader(point.speedState()));
    assertThat(tracker.update(TIME.plusSeconds(1), 1)).isEqualTo(OperatingState.RUNNING);
  }

  private static FeatureMemory example() {
    FeatureMemory memory = new FeatureMemory();
    memory.declare(PUMP, ASSETS.encode(PUMP), ASSETS, FRESHNESS);
    ScalarScan scan = SmallPlant.scan(PUMP, 3);
    OperatingStateTracker tracker = new OperatingStateTracker(PUMP.stateRule());
    tracker.update(scan.time(), 1);
    SnapshotWriter speedState = new SnapshotWriter();
    tracker.write(speedState);
    memory
        .awake(ASSETS, FRESHNESS)
        .points()
        .put(
            "de",
            new PointMemory(
                TIME, TIME.plusMillis(160), 7, -77, 25_600, null, speedState.toBytes()));
    memory.await(
        new FeatureMemory.Waiting(
            new Arrival(Arrival.Kind.WAVEFORM, "p1/de", new byte[] {1, 2, 3}, 3, 42),
            1_767_225_600_123L));
    return memory;
  }

  /** What a checkpoint holds: the serializer's snapshot, then the memory. */
  private static byte[] write(FeatureMemory memory) throws IOException {
    TypeSerializer<FeatureMemory> serializer = new FeatureMemorySerializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    serializer.serialize(memory, out);
    return out.getCopyOfBuffer();
  }
}
