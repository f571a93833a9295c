package io.millwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * An event of the catalogue, once however many topics carry it.
 *
 * @param name of the event, as its schema is named
 * @param type of its data
 * @param codec of its topics
 */
public record PublishedEvent(String name, Class<?> type, Codec<Record> codec) {
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  /** Every event that a topic of the catalogue carries. */
  @SuppressWarnings("unchecked") // the example of an event is of the type that its topic carries
  public static List<PublishedEvent> all() {
    Map<String, PublishedEvent> byName = new TreeMap<>();
    for (Topic<?, ?> topic : Topics.ALL) {
      if (topic.format() == Topic.Format.CLOUD_EVENT) {
        Codec<Record> codec = (Codec<Record>) topic.valueCodec().get();
        String file = Objects.requireNonNull(codec.schema(), topic.name());
        String name = file.substring(file.lastIndexOf('/') + 1, file.indexOf(".schema.json"));
        byName.put(name, new PublishedEvent(name, topic.type(), codec));
      }
    }
    return List.copyOf(byName.values());
  }

  /** The example, as it is written today. */
  public byte[] write() {
    return codec.encode(
        Objects.requireNonNull(
            CloudEventExamples.all().get(name), "CloudEventExamples has no " + name));
  }

  /** The schema as it is published today. */
  public byte[] schemaBytes() throws IOException {
    try (InputStream in = PublishedEvent.class.getResourceAsStream(codec.schema())) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** The same, parsed. */
  public JsonNode schema() throws IOException {
    return CloudEventCodec.JSON.readTree(schemaBytes());
  }

  /** In what an event does not fit a schema. */
  public static Set<ValidationMessage> violations(JsonNode schema, byte[] event) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(schema, STRICT)
        .validate(new String(event, StandardCharsets.UTF_8), InputFormat.JSON);
  }

  @Override
  public String toString() {
    return name;
  }
}
