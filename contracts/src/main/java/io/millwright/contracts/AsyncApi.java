package io.millwright.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.Topic.Cleanup;
import io.millwright.contracts.Topic.Format;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.header.Header;

/**
 * The document {@code docs/asyncapi.json}, AsyncAPI 3.0, made from the catalogue so that it cannot
 * go stale. Its references to schemas are relative to {@code docs}.
 */
final class AsyncApi {
  private static final String RESOURCES = "../contracts/src/main/resources";
  private static final String PREFIX = "millwright.";
  private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";

  /**
   * The published schemas keep to the keywords that draft 7 and 2020-12 share: draft 7 is what
   * every tool of AsyncAPI has to understand.
   */
  private static final String JSON_SCHEMA = "application/schema+json;version=draft-07";

  private AsyncApi() {}

  static String json() {
    try {
      return CloudEventCodec.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode document() {
    ObjectNode document = object();
    document.put("asyncapi", "3.0.0");
    document.put("id", "urn:millwright");
    info(document.putObject("info"));
    document
        .putObject("servers")
        .putObject("local")
        .put("host", "localhost:9092")
        .put("protocol", "kafka")
        .put("description", "Stands for the brokers of your installation.");
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode messages = document.putObject("components").putObject("messages");
    for (Topic<?, ?> topic : Topics.ALL) {
      messages.set(message(topic), describe(topic));
      channels.set(channel(topic), bind(topic));
      topic.owner().forEach(who -> operate(operations, topic, who, "send"));
      topic.readers().forEach(who -> operate(operations, topic, who, "receive"));
    }
    return document;
  }

  private static void info(ObjectNode info) {
    info.put("title", "Millwright");
    info.put("version", "1");
    info.put(
        "description",
        "Made from io.millwright.contracts.Topics; AsyncApiTest says how to renew it. Read committed"
            + " records only. Keys are UTF-8 text. JSON events are CloudEvents 1.0 in structured"
            + " mode; Avro values use the single-object encoding. docs/consumers.md tells how to"
            + " read them.");
    info.putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
  }

  private static ObjectNode bind(Topic<?, ?> topic) {
    ObjectNode channel = object();
    boolean compacted = topic.cleanup() == Cleanup.COMPACT;
    channel.put("address", topic.name());
    channel.put("title", topic.meaning());
    if (compacted) {
      channel.put(
          "description",
          "The last record of a key is its state. A record without a value is a tombstone: the key"
              + " is gone.");
    }
    channel
        .putObject("messages")
        .set(message(topic), reference("#/components/messages/" + message(topic)));
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("topic", topic.name());
    ObjectNode configuration = kafka.putObject("topicConfiguration");
    configuration.putArray("cleanup.policy").add(compacted ? "compact" : "delete");
    if (!compacted) {
      configuration.put("retention.ms", topic.retention().toMillis());
    }
    kafka.put("bindingVersion", "0.5.0");
    return channel;
  }

  private static ObjectNode describe(Topic<?, ?> topic) {
    boolean event = topic.format() == Format.CLOUD_EVENT;
    ObjectNode message = object();
    message.put("title", topic.type().getSimpleName());
    Codec<?> codec = topic.valueCodec().get();
    String schema = Objects.requireNonNull(codec.schema(), topic.name());
    if (event) {
      JsonNode published = read(schema);
      message.put("name", published.path("title").asText());
      message.put("summary", published.path("description").asText());
      message.put("contentType", "application/cloudevents+json");
    } else {
      message.put("name", topic.type().getName());
      message.put("contentType", "application/avro");
    }
    if (!codec.headers().isEmpty()) {
      ObjectNode headers = message.putObject("headers").put("type", "object");
      codec.headers().forEach(h -> headers.withArray("required").add(h.key()));
      codec
          .headers()
          .forEach(h -> headers.withObject("properties").putObject(h.key()).put("const", text(h)));
    }
    message
        .putObject("payload")
        .put("schemaFormat", event ? JSON_SCHEMA : AVRO)
        .set("schema", reference(RESOURCES + schema));
    ObjectNode kafka = message.putObject("bindings").putObject("kafka");
    kafka.putObject("key").put("type", "string");
    kafka.put("bindingVersion", "0.5.0");
    return message;
  }

  private static void operate(ObjectNode operations, Topic<?, ?> topic, String who, String action) {
    String channel = "#/channels/" + channel(topic);
    ObjectNode operation =
        operations.putObject(who + "." + action + "." + channel(topic)).put("action", action);
    operation.set("channel", reference(channel));
    operation.putArray("tags").addObject().put("name", who);
    operation.putArray("messages").add(reference(channel + "/messages/" + message(topic)));
  }

  private static String channel(Topic<?, ?> topic) {
    return topic.name().substring(PREFIX.length());
  }

  private static String message(Topic<?, ?> topic) {
    return topic.type().getSimpleName();
  }

  private static ObjectNode reference(String target) {
    return object().put("$ref", target);
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static JsonNode read(String resource) {
    try (InputStream in = AsyncApi.class.getResourceAsStream(resource)) {
      return CloudEventCodec.JSON.readTree(Objects.requireNonNull(in, resource));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
