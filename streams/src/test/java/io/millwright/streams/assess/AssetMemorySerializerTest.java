package io.millwright.streams.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.event.MachineEvent;
import io.millwright.streams.SmallPlant;
import io.millwright.streams.flink.Arrival;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class AssetMemorySerializerTest {
  private static final byte[] DECLARATION = "declaration".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ASSESSOR = "assessor".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SHADOW = "shadow".getBytes(StandardCharsets.UTF_8);
  private static final Instant NEWEST = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final MachineEvent FIRST =
      SmallPlant.event(SmallPlant.pump("p1"), "e1", NEWEST.plusSeconds(1));
  private static final MachineEvent SECOND =
      SmallPlant.event(SmallPlant.pump("p1"), "e2", NEWEST.plusSeconds(2));

  /** State written by version 1 is read for ever; the file is never rewritten. */
  @Test
  void readsTheGoldenMemoryOfVersion1() throws IOException {
    AssetMemory memory = read(golden("v1"));

    assertThat(memory.shadowBytes()).isNull();
    assertThat(memory.isDeclaredAs(DECLARATION)).isTrue();
    assertThat(memory.assessorBytes()).isEqualTo(ASSESSOR);
    assertThat(memory.newest).isEqualTo(NEWEST);
    assertThat(memory.patienceEndsAt).isEqualTo(1_767_225_600_123L);
    assertThat(memory.futureInOrder()).containsExactly(FIRST, SECOND);
    assertThat(memory.waiting).hasSize(2);
    assertThat(memory.waiting.getFirst().source()).isEqualTo("millwright.telemetry.scalar-3@42");
    assertThat(memory.waiting.getFirst().key()).isEqualTo("pümp/1");
    assertThat(memory.waiting.getFirst().value()).containsExactly(1, 2, 3);
    assertThat(memory.waiting.getLast().value()).isNull();
  }

  /** Written anew, where it is missing, by {@code -Dmillwright.golden.write}. */
  @Test
  void readsAndStillWritesVersion2() throws IOException {
    Path file = Path.of("src/test/resources/golden/v2/asset-memory.bin");
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.write(file, write(example()));
    }
    byte[] golden = Files.readAllBytes(file);

    assertThat(write(example())).isEqualTo(golden);
    assertThat(read(golden).shadowBytes()).isEqualTo(SHADOW);
    assertThat(read(golden).futureInOrder()).containsExactly(FIRST, SECOND);
  }

  @Test
  void writesTheSameWhateverOrderEventsCameIn() throws IOException {
    AssetMemory other = example();
    other.future.clear();
    other.future.add(FIRST);
    other.future.add(SECOND);

    assertThat(write(other)).isEqualTo(write(example()));
  }

  @Test
  void aCopyRemembersTheSameAndChangesAlone() throws IOException {
    AssetMemory original = example();
    byte[] before = write(original);

    AssetMemory copy = new AssetMemorySerializer().copy(original);
    assertThat(write(copy)).isEqualTo(before);
    copy.waiting.clear();
    copy.future.clear();
    copy.withdraw();

    assertThat(write(original)).isEqualTo(before);
  }

  @Test
  void copiesBytesToTheEndOfTheRecord() throws IOException {
    byte[] golden = write(example());
    DataInputDeserializer in = new DataInputDeserializer(golden);
    TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());
    DataOutputSerializer copied = new DataOutputSerializer(64);

    new AssetMemorySerializer().copy(in, copied);

    assertThat(in.available()).isZero();
    assertThat(golden).endsWith(copied.getCopyOfBuffer());
  }

  @Test
  void refusesAFormatOfTheFuture() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(AssetMemorySerializer.Format.class.getName());
    out.writeInt(1);
    out.writeInt(3);

    assertThatThrownBy(() -> read(out.getCopyOfBuffer()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("written by a newer version of Millwright");
  }

  private static AssetMemory example() {
    AssetMemory memory = AssetMemory.asleep(DECLARATION, ASSESSOR, SHADOW, NEWEST);
    memory.patienceEndsAt = 1_767_225_600_123L;
    memory.waiting.add(new Arrival(Arrival.Kind.SCAN, "pümp/1", new byte[] {1, 2, 3}, 3, 42));
    memory.waiting.add(new Arrival(Arrival.Kind.EVENT, "pümp/1", null, 0, Long.MAX_VALUE));
    memory.future.add(SECOND);
    memory.future.add(FIRST);
    return memory;
  }

  /** What a checkpoint holds: the serializer's snapshot, then the memory. */
  private static byte[] write(AssetMemory memory) throws IOException {
    TypeSerializer<AssetMemory> serializer = new AssetMemorySerializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    serializer.serialize(memory, out);
    return out.getCopyOfBuffer();
  }

  private static AssetMemory read(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    TypeSerializerSnapshot<AssetMemory> old =
        TypeSerializerSnapshot.readVersionedSnapshot(
            in, AssetMemorySerializerTest.class.getClassLoader());
    assertThat(
            new AssetMemorySerializer()
                .snapshotConfiguration()
                .resolveSchemaCompatibility(old)
                .isCompatibleAsIs())
        .isTrue();
    AssetMemory memory = old.restoreSerializer().deserialize(in);
    assertThat(in.available()).isZero();
    return memory;
  }

  private static byte[] golden(String version) throws IOException {
    String path = "/golden/" + version + "/asset-memory.bin";
    try (InputStream in = AssetMemorySerializerTest.class.getResourceAsStream(path)) {
      assertThat(in).as(path).isNotNull();
      return in.readAllBytes();
    }
  }
}
