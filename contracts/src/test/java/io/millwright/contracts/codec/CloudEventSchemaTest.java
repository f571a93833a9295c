package io.millwright.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.millwright.contracts.CloudEventExamples;
import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published JSON Schemas, the golden events and the record classes say the same. A new golden
 * event is written by {@code ./mvnw -pl contracts test -Dtest=CloudEventSchemaTest
 * -Dmillwright.golden.write}; an existing one never again.
 */
class CloudEventSchemaTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "v1", "json");

  static Set<String> names() {
    return new TreeSet<>(CloudEventExamples.all().keySet());
  }

  static List<Topic<?, ?>> jsonTopics() {
    return Topics.ALL.stream().filter(t -> t.format() == Topic.Format.CLOUD_EVENT).toList();
  }

  /** Fields that came after the first golden files: an event without them is one still. */
  private static final Set<String> LATER =
      Set.of("operator-action.until", "work-order.recommendation", "maintenance-report.failedAt");

  @ParameterizedTest
  @MethodSource("names")
  void goldenEventFitsItsSchemaAndDecodes(String name) throws IOException {
    Record example = example(name);
    Path file = GOLDEN.resolve(name + ".json");
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(file)) {
      Files.write(file, encode(example));
    }
    byte[] golden = Files.readAllBytes(file);

    assertThat(violations(name, golden)).isEmpty();
    assertThat(codecOf(example).decode(golden)).isEqualTo(example);
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsWrittenTodayFitsTheSchema(String name) throws IOException {
    byte[] written = encode(example(name));

    assertThat(violations(name, written)).isEmpty();
    assertThat(fields(CloudEventCodec.JSON.readTree(written).get("data")))
        .isEqualTo(fields(schemaTree(name).at("/properties/data/properties")));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFieldIsRequired(String name) throws IOException {
    ObjectNode event = (ObjectNode) CloudEventCodec.JSON.readTree(encode(example(name)));
    for (String field : fields(event.get("data"))) {
      if (LATER.contains(name + "." + field)) {
        continue;
      }
      ObjectNode without = event.deepCopy();
      ((ObjectNode) without.get("data")).remove(field);

      assertThat(violations(name, CloudEventCodec.JSON.writeValueAsBytes(without)))
          .as("without %s", field)
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void anotherTypeOfEventDoesNotFit(String name) throws IOException {
    ObjectNode event = (ObjectNode) CloudEventCodec.JSON.readTree(encode(example(name)));
    event.put("type", "io.millwright.other.v1");

    assertThat(violations(name, CloudEventCodec.JSON.writeValueAsBytes(event))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("jsonTopics")
  void everyJsonTopicHasAnExample(Topic<?, ?> topic) {
    List<String> fitting = new ArrayList<>();
    for (Map.Entry<String, Record> example : CloudEventExamples.all().entrySet()) {
      try {
        topic.valueCodec().get().decode(encode(example.getValue()));
        fitting.add(example.getKey());
      } catch (UndecodableException otherType) {
        continue;
      }
    }

    assertThat(fitting).as(topic.name()).hasSize(1);
  }

  private static Record example(String name) {
    return Objects.requireNonNull(CloudEventExamples.all().get(name), name);
  }

  private static byte[] encode(Record example) {
    return codecOf(example).encode(example);
  }

  /** The codec of the topic that takes the example. */
  @SuppressWarnings("unchecked")
  private static Codec<Record> codecOf(Record example) {
    for (Topic<?, ?> topic : jsonTopics()) {
      Codec<Record> codec = (Codec<Record>) topic.valueCodec().get();
      try {
        codec.encode(example);
        return codec;
      } catch (ClassCastException otherType) {
        continue;
      }
    }
    throw new AssertionError("no topic takes " + example.getClass());
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode schemaTree(String name) throws IOException {
    try (InputStream in =
        CloudEventSchemaTest.class.getResourceAsStream("/jsonschema/v1/" + name + ".schema.json")) {
      assertThat(in).as("schema %s", name).isNotNull();
      return CloudEventCodec.JSON.readTree(in);
    }
  }

  private static Set<ValidationMessage> violations(String name, byte[] json) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                schemaTree(name),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    return schema.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON);
  }
}
