package io.millwright.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.Loss;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every version of every Avro schema has a stored record that is read without loss, and each
 * version understands every other: readers and writers may be renewed in any order.
 */
class AvroCompatibilityTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  /** A type of the catalogue in a version that defined it. */
  record Version(Class<?> type, String name, Schema schema) {
    byte[] stored() throws IOException {
      return Files.readAllBytes(
          GOLDEN.resolve(name).resolve("avro").resolve(type.getSimpleName() + ".bin"));
    }

    @Override
    public String toString() {
      return type.getSimpleName() + " " + name;
    }
  }

  static Stream<Class<?>> types() {
    return Topics.ALL.stream()
        .filter(t -> t.format() == Topic.Format.AVRO)
        .<Class<?>>map(Topic::type)
        .distinct();
  }

  static List<Version> versions() {
    return types().flatMap(type -> versions(type).stream()).toList();
  }

  private static List<Version> versions(Class<?> type) {
    List<Version> versions = new ArrayList<>();
    for (String name : AvroCodec.VERSIONS) {
      Schema schema = AvroCodec.schema(name, type);
      if (schema != null) {
        versions.add(new Version(type, name, schema));
      }
    }
    return versions;
  }

  /** A published schema is never edited: the record that was written with it tells. */
  @ParameterizedTest
  @MethodSource("versions")
  void storedRecordIsOfTheVersion(Version version) throws IOException {
    long fingerprint = ByteBuffer.wrap(version.stored()).order(ByteOrder.LITTLE_ENDIAN).getLong(2);

    assertThat(fingerprint).isEqualTo(SchemaNormalization.parsingFingerprint64(version.schema()));
  }

  @ParameterizedTest
  @MethodSource("versions")
  @SuppressWarnings("unchecked")
  void storedRecordIsReadWithoutLoss(Version version) throws IOException {
    AvroCodec<Record> codec = AvroCodec.of((Class<Record>) version.type());

    byte[] again = codec.encode(codec.decode(version.stored()));

    assertThat(Loss.between(tree(version.schema(), version.stored()), tree(codec.schema(), again)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyVersionUnderstandsEveryOther(Class<?> type) {
    List<Version> versions = versions(type);
    assertThat(versions).isNotEmpty();
    for (Version reader : versions) {
      for (Version writer : versions) {
        assertThat(
                SchemaCompatibility.checkReaderWriterCompatibility(reader.schema(), writer.schema())
                    .getResult())
            .as("%s reads %s", reader, writer)
            .extracting(SchemaCompatibility.SchemaCompatibilityResult::getCompatibility)
            .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
      }
    }
  }

  /** As a reader of the Avro library sees it. */
  private static JsonNode tree(Schema schema, byte[] bytes) throws IOException {
    Object read =
        new GenericDatumReader<>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null));
    return CloudEventCodec.JSON.readTree(Objects.requireNonNull(read).toString());
  }
}
