package io.millwright.streams.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.Examples;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.telemetry.ScalarScan;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class RecordSerializerTest {
  @Test
  void roundTripsRecordsInARow() throws IOException {
    RecordSerializer<Assessment> serializer = new RecordSerializer<>(Assessment.class);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(Examples.assessment(), out);
    serializer.serialize(Examples.assessment(), out);

    DataOutputSerializer copied = new DataOutputSerializer(64);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    serializer.copy(in, copied);
    serializer.copy(in, copied);

    DataInputDeserializer again = new DataInputDeserializer(copied.getCopyOfBuffer());
    assertThat(serializer.deserialize(again)).isEqualTo(Examples.assessment());
    assertThat(serializer.deserialize(again)).isEqualTo(Examples.assessment());
    assertThat(again.available()).isZero();
  }

  /** State written by version 1 is read for ever; the file is never rewritten. */
  @Test
  void readsTheGoldenRecordOfVersion1() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("/golden/v1/scalar-scan.bin")) {
      assertThat(golden).isNotNull();
      DataInputDeserializer in = new DataInputDeserializer(golden.readAllBytes());
      TypeSerializerSnapshot<ScalarScan> old =
          TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());

      assertThat(
              new RecordSerializer<>(ScalarScan.class)
                  .snapshotConfiguration()
                  .resolveSchemaCompatibility(old)
                  .isCompatibleAsIs())
          .isTrue();
      assertThat(old.restoreSerializer().deserialize(in)).isEqualTo(Examples.scan());
    }
  }

  @Test
  void stillWritesVersion1() throws IOException {
    RecordSerializer<ScalarScan> serializer = new RecordSerializer<>(ScalarScan.class);
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    serializer.serialize(Examples.scan(), out);

    try (InputStream golden = getClass().getResourceAsStream("/golden/v1/scalar-scan.bin")) {
      assertThat(golden).isNotNull();
      assertThat(out.getCopyOfBuffer()).isEqualTo(golden.readAllBytes());
    }
  }

  @Test
  void refusesTheStateOfAnUnknownSchemaOrAnotherType() throws IOException {
    TypeSerializerSnapshot<ScalarScan> known =
        new RecordSerializer<>(ScalarScan.class).snapshotConfiguration();

    assertThat(known.resolveSchemaCompatibility(snapshot(ScalarScan.class.getName(), 42)))
        .matches(c -> c.isIncompatible());
    assertThat(known.resolveSchemaCompatibility(snapshot(Assessment.class.getName(), 42)))
        .matches(c -> c.isIncompatible());
    assertThatThrownBy(() -> snapshot("io.millwright.Gone", 42))
        .hasMessageContaining("io.millwright.Gone");
  }

  @Test
  void travelsWithTheJobAfterUse() throws Exception {
    RecordSerializer<Assessment> used = new RecordSerializer<>(Assessment.class);
    used.serialize(Examples.assessment(), new DataOutputSerializer(64));

    assertThat(InstantiationUtil.clone(used)).isEqualTo(used);
    assertThat(used.duplicate()).isEqualTo(used).isNotSameAs(used);
    assertThat(InstantiationUtil.clone(ValueTypeInformation.ASSESSMENT))
        .isEqualTo(ValueTypeInformation.ASSESSMENT)
        .isNotEqualTo(ValueTypeInformation.FEATURES);
  }

  private static <T extends Record> TypeSerializerSnapshot<T> snapshot(
      String type, long fingerprint) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(type);
    out.writeLong(fingerprint);
    RecordSerializer.Schema<T> snapshot = new RecordSerializer.Schema<>();
    snapshot.readSnapshot(
        1,
        new DataInputDeserializer(out.getCopyOfBuffer()),
        RecordSerializerTest.class.getClassLoader());
    return snapshot;
  }
}
