package io.millwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Renew the document with {@code ./mvnw -pl contracts test -Dtest=AsyncApiTest
 * -Dmillwright.docs.write}. It is judged by the official schema of AsyncAPI 3.0.0.
 */
class AsyncApiTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "asyncapi.json");
  private static JsonSchema asyncApi;

  @BeforeAll
  static void begin() throws IOException {
    if (System.getProperty("millwright.docs.write") != null) {
      Files.writeString(DOCUMENT, AsyncApi.json());
    }
    try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
      asyncApi = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(in);
    }
  }

  @Test
  void documentIsFresh() throws IOException {
    assertThat(DOCUMENT).hasContent(AsyncApi.json());
  }

  @Test
  void documentIsAsyncApi() throws IOException {
    assertThat(violations(published())).isEmpty();
  }

  /** With the files it refers to in their places: those have to be what it says they are. */
  @Test
  void documentIsAsyncApiWithItsSchemasInside() throws IOException {
    JsonNode whole = published();
    List<String> files = inline(whole);

    assertThat(files)
        .as("one file of a schema for each message")
        .hasSameSizeAs(whole.at("/components/messages"))
        .doesNotHaveDuplicates();
    assertThat(violations(whole)).isEmpty();
  }

  @Test
  void referencesWithinLeadSomewhere() throws IOException {
    JsonNode document = published();

    List<String> references = references(document).filter(r -> r.startsWith("#")).toList();

    assertThat(references)
        .hasSizeGreaterThan(3 * Topics.ALL.size())
        .allSatisfy(r -> assertThat(document.at(r.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void everyTopicIsAChannelThatItsOwnersSendToAndItsReadersReceiveFrom() throws IOException {
    JsonNode document = published();
    for (Topic<?, ?> topic : Topics.ALL) {
      String channel = topic.name().substring("millwright.".length());

      assertThat(document.at("/channels/" + channel + "/address").asText()).isEqualTo(topic.name());
      assertThat(who(document, channel, "send")).isEqualTo(Set.copyOf(topic.owner()));
      assertThat(who(document, channel, "receive")).isEqualTo(Set.copyOf(topic.readers()));
    }
    assertThat(document.get("channels")).hasSize(Topics.ALL.size());
  }

  @Test
  void namesNoHostButLocalhost() throws IOException {
    Matcher hosts = Pattern.compile("\"host\" : \"([^\"]*)\"").matcher(Files.readString(DOCUMENT));

    assertThat(hosts.results().map(r -> r.group(1))).containsExactly("localhost:9092");
  }

  static Map<String, Consumer<ObjectNode>> mistakes() {
    return Map.of(
        "another version", d -> d.put("asyncapi", "2.6.0"),
        "no title", d -> ((ObjectNode) d.get("info")).remove("title"),
        "a server without a host", d -> ((ObjectNode) d.at("/servers/local")).remove("host"),
        "an action of AsyncAPI 2",
            d -> ((ObjectNode) d.at("/operations/alerts.send.alarms")).put("action", "publish"),
        "an operation without a channel",
            d -> ((ObjectNode) d.at("/operations/alerts.send.alarms")).remove("channel"),
        "a policy that Kafka does not know",
            d ->
                ((ArrayNode) configuration(d, "alarms").get("cleanup.policy"))
                    .removeAll()
                    .add("forget"),
        "a retention in words", d -> configuration(d, "alarms").put("retention.ms", "30 days"),
        "an unknown key", d -> ((ObjectNode) d.at("/channels/alarms")).put("adress", "x"),
        "an Avro type that is none",
            d ->
                ((ObjectNode) d.at("/components/messages/Asset/payload/schema")).put("type", "rec"),
        "a JSON type that is none",
            d ->
                ((ObjectNode) d.at("/components/messages/AlarmEvent/payload/schema"))
                    .put("type", "rec"));
  }

  static Stream<Arguments> mistakesByName() {
    return mistakes().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakesByName")
  void mistakesAreFound(String mistake, Consumer<ObjectNode> make) throws IOException {
    ObjectNode document = published();
    inline(document);
    assertThat(violations(document)).isEmpty();

    make.accept(document);

    assertThat(violations(document)).as(mistake).isNotEmpty();
  }

  private static ObjectNode configuration(ObjectNode document, String channel) {
    return (ObjectNode) document.at("/channels/" + channel + "/bindings/kafka/topicConfiguration");
  }

  private static ObjectNode published() throws IOException {
    return (ObjectNode) CloudEventCodec.JSON.readTree(DOCUMENT.toFile());
  }

  private static Set<ValidationMessage> violations(JsonNode document) {
    return asyncApi.validate(document);
  }

  private static Set<String> who(JsonNode document, String channel, String action) {
    Set<String> who = new TreeSet<>();
    for (JsonNode operation : document.get("operations")) {
      if (operation.at("/channel/$ref").asText().equals("#/channels/" + channel)
          && operation.get("action").asText().equals(action)) {
        operation.get("tags").forEach(tag -> who.add(tag.get("name").asText()));
      }
    }
    return who;
  }

  private static Stream<String> references(JsonNode document) {
    return document.findValuesAsText("$ref").stream();
  }

  /** Puts the files that payloads refer to in their places; returns their names. */
  private static List<String> inline(JsonNode document) throws IOException {
    List<String> files = new ArrayList<>();
    for (JsonNode message : document.at("/components/messages")) {
      ObjectNode payload = (ObjectNode) message.get("payload");
      String file = payload.at("/schema/$ref").asText();
      payload.set("schema", CloudEventCodec.JSON.readTree(DOCUMENT.resolveSibling(file).toFile()));
      files.add(file);
    }
    return files;
  }
}
