package io.millwright.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.Examples;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.ScalarScan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroCodecTest {
  static List<Record> examples() {
    return Examples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void roundTripsEveryContract(Record example) {
    AvroCodec<Record> codec = codecOf(example);

    Record read = codec.decode(codec.encode(example));

    // Arrays in frames have no value equality of their own, so bytes are compared as well.
    assertThat(codec.encode(read)).isEqualTo(codec.encode(example));
    assertThat(read.toString().replaceAll("\\[[BF]@\\w+", ""))
        .isEqualTo(example.toString().replaceAll("\\[[BF]@\\w+", ""));
  }

  /** What each version after the first added. */
  static Stream<Arguments> added() {
    return Stream.of(
            of("v2", Examples.signals()),
            of("v3", Examples.spares()),
            of("v4", Examples.releases()),
            of("v5", Examples.comparisons()))
        .flatMap(version -> version);
  }

  static Stream<Arguments> everyVersion() {
    return Stream.concat(of("v1", Examples.all()), added());
  }

  private static Stream<Arguments> of(String version, List<Record> examples) {
    return examples.stream().map(example -> Arguments.of(version, example));
  }

  @ParameterizedTest
  @MethodSource("added")
  void roundTripsWhatAVersionAdded(String version, Record example) {
    AvroCodec<Record> codec = codecOf(example);

    assertThat(codec.decode(codec.encode(example))).as(version).isEqualTo(example);
  }

  /** Bytes of every version are read for ever; the files are never rewritten. */
  @ParameterizedTest
  @MethodSource("everyVersion")
  void readsTheGoldenEvent(String version, Record example) throws IOException {
    String path = "/golden/" + version + "/avro/" + example.getClass().getSimpleName() + ".bin";
    Path file = Path.of("src/test/resources" + path);
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.write(file, codecOf(example).encode(example));
    }
    try (InputStream in = AvroCodecTest.class.getResourceAsStream(path)) {
      assertThat(in).as("golden event %s", path).isNotNull();
      byte[] golden = in.readAllBytes();
      AvroCodec<Record> codec = codecOf(example);
      assertThat(codec.encode(codec.decode(golden))).isEqualTo(codec.encode(example));
    }
  }

  /** The bytes are Avro's, not ours: a generic reader of the Avro library understands them. */
  @ParameterizedTest
  @MethodSource("examples")
  void isReadableByAvroItself(Record example) throws IOException {
    AvroCodec<Record> codec = codecOf(example);
    byte[] bytes = codec.encode(example);

    GenericRecord read =
        new GenericDatumReader<GenericRecord>(codec.schema())
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null));

    assertThat(read.getSchema().getName()).isEqualTo(example.getClass().getSimpleName());
    assertThat(read.toString()).isNotBlank();
  }

  @Test
  void everyAvroTopicHasAnExample() {
    Set<Class<?>> ofTopics =
        Topics.ALL.stream()
            .filter(t -> t.format() == Topic.Format.AVRO)
            .map(Topic::type)
            .collect(Collectors.toSet());

    assertThat(examples())
        .<Class<?>>extracting(Record::getClass)
        .containsExactlyInAnyOrderElementsOf(ofTopics);
  }

  /** A date that nobody filled in, and one in a mistaken unit. */
  @ParameterizedTest
  @ValueSource(
      strings = {"0001-01-01T00:00:00Z", "1600-01-01T00:00:00.000001Z", "+56000-01-01T00:00:00Z"})
  void keepsTimesFarOutside(String time) {
    AvroCodec<MachineEvent> codec = AvroCodec.of(MachineEvent.class);
    MachineEvent event =
        new MachineEvent(
            "e",
            Examples.asset().id(),
            Instant.parse(time),
            MachineEventType.OTHER,
            null,
            "a",
            "r",
            Origin.MEASURED);

    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
  }

  @Test
  void keepsMicrosecondsAndDropsFinerTime() {
    AvroCodec<ScalarScan> codec = AvroCodec.of(ScalarScan.class);
    ScalarScan scan = Examples.scan();

    assertThat(codec.decode(codec.encode(scan))).isEqualTo(scan);
  }

  @Test
  void refusesBytesThatAreNoSuchRecord() {
    AvroCodec<ScalarScan> codec = AvroCodec.of(ScalarScan.class);
    byte[] event = AvroCodec.of(MachineEvent.class).encode((MachineEvent) Examples.all().get(5));

    assertThatThrownBy(() -> codec.decode(new byte[0]))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("not a ScalarScan: no Avro single-object header");
    assertThatThrownBy(() -> codec.decode(event))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("unknown schema fingerprint");
  }

  @Test
  void survivesRandomBytesWithAnUndecodableException() {
    AvroCodec<Asset> codec = AvroCodec.of(Asset.class);
    byte[] good = codec.encode(Examples.asset());
    Random random = new Random(1);
    int refused = 0;

    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int k = 0; k < 3; k++) {
        bad[10 + random.nextInt(bad.length - 10)] = (byte) random.nextInt();
      }
      try {
        codec.decode(bad);
      } catch (UndecodableException e) {
        refused++;
      }
    }

    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void readsAnOlderWriterWhoseSchemaLacksAnOptionalField() throws IOException {
    // Stands for a future version: the reader's schema has a field with default that the writer did
    // not know.
    Schema v2 =
        new Schema.Parser()
            .parse(
                AvroCodec.of(FeatureVector.class)
                    .schema()
                    .toString()
                    .replace(
                        "\"fields\":[",
                        "\"fields\":[{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null},"));
    Schema v1 = AvroCodec.of(FeatureVector.class).schema();
    FeatureVector example =
        new FeatureVector(
            Examples.asset().id(),
            Examples.scan().time(),
            Examples.scan().origin(),
            "s",
            new float[] {1});
    byte[] bytes = AvroCodec.of(FeatureVector.class).encode(example);

    GenericRecord read =
        new GenericDatumReader<GenericRecord>(v1, v2)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null));

    assertThat(read.get("note")).isNull();
    assertThat(read.get("schemaId").toString()).isEqualTo("s");
    assertThat(SchemaNormalization.parsingFingerprint64(v2))
        .isNotEqualTo(SchemaNormalization.parsingFingerprint64(v1));
  }

  @SuppressWarnings("unchecked")
  private static AvroCodec<Record> codecOf(Record example) {
    return (AvroCodec<Record>) AvroCodec.of(example.getClass());
  }
}
