package io.millwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was published once holds for ever: stored events are read without loss, and a reader that
 * knows an old schema understands what is written today. A new event, or a field that came, is
 * stored by {@code ./mvnw -pl contracts test -Dtest=CloudEventCompatibilityTest
 * -Dmillwright.golden.write}; what is stored is never rewritten.
 */
class CloudEventCompatibilityTest {
  /** Changes that readers were told of in CHANGELOG.md, such as another value of an enum. */
  private static final Set<String> ANNOUNCED =
      Set.of(
          added(
              "kind",
              """
              "AVOIDED_FAILURE","UNCONFIRMED_REPAIR","FALSE_CALL","ACCEPTED_AS_NORMAL",\
              "INSPECTION_MISSED","FAILURE_NOT_PREVENTED","FAILURE_AFTER_INSPECTION",\
              "MISSED_FAILURE","PLATFORM\"""",
              "ENERGY_WASTED"),
          added(
              "evidence/items/properties/kind",
              """
              "case","report","order","event","period\"""",
              "energy"));

  private static final String DATA = "/properties/data/properties";

  /** Of an enum in the data of an event. */
  private static String added(String property, String before, String value) {
    return "/properties/data/properties/%s/enum: [%s] became [%s,\"%s\"]"
        .formatted(property, before, before, value);
  }

  static List<PublishedEvent> events() {
    return PublishedEvent.all();
  }

  @ParameterizedTest
  @MethodSource("events")
  void todaysSchemaIsStored(PublishedEvent event) throws IOException {
    List<Edition> editions = Edition.of(event.name());
    if (System.getProperty("millwright.golden.write") != null
        && (editions.isEmpty() || !same(last(editions).schema(), event.schema()))) {
      new Edition(event.name(), editions.size() + 1).store(event.schemaBytes(), event.write());
      editions = Edition.of(event.name());
    }

    assertThat(editions)
        .as("stored editions: write them with -Dmillwright.golden.write")
        .isNotEmpty();
    assertThat(same(last(editions).schema(), event.schema()))
        .as("the schema of %s changed: store it with -Dmillwright.golden.write", event)
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("events")
  void editionsOnlyAddOptionalFields(PublishedEvent event) throws IOException {
    List<Edition> editions = Edition.of(event.name());
    for (int i = 1; i < editions.size(); i++) {
      JsonNode before = editions.get(i - 1).schema();
      JsonNode now = editions.get(i).schema();

      assertThat(SchemaChanges.breaking(before, now))
          .as("what edition %d breaks", i + 1)
          .isSubsetOf(ANNOUNCED);
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void storedEventsAreReadWithoutLoss(PublishedEvent event) throws IOException {
    for (Edition edition : Edition.of(event.name())) {
      byte[] stored = edition.bytes();
      byte[] again = event.codec().encode(event.codec().decode(stored));

      assertThat(PublishedEvent.violations(edition.schema(), stored)).isEmpty();
      assertThat(PublishedEvent.violations(event.schema(), stored)).isEmpty();
      assertThat(Loss.between(tree(stored), tree(again))).as("lost of %s", edition).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatIsWrittenTodayFitsEveryEdition(PublishedEvent event) throws IOException {
    for (Edition edition : Edition.of(event.name())) {
      assertThat(PublishedEvent.violations(edition.schema(), event.write()))
          .as(edition.toString())
          .isEmpty();
    }
  }

  /** Draft 7 is what AsyncAPI tools know; these keywords mean nothing there. */
  @ParameterizedTest
  @MethodSource("events")
  void schemasKeepToWhatDraft7KnowsToo(PublishedEvent event) throws IOException {
    for (String keyword :
        List.of(
            "$defs",
            "$anchor",
            "$dynamicRef",
            "prefixItems",
            "minContains",
            "maxContains",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedItems",
            "unevaluatedProperties")) {
      assertThat(event.schema().findValue(keyword)).as(keyword).isNull();
    }
  }

  @Test
  void changesThatBreakAreTold() throws IOException {
    assertThat(changes(s -> data(s).remove("reason"))).containsExactly(DATA + "/reason is gone");
    assertThat(changes(s -> data(s).set("cause", data(s).remove("reason"))))
        .containsExactly(DATA + "/reason is gone");
    assertThat(changes(s -> ((ArrayNode) s.at("/properties/data/required")).remove(0)))
        .singleElement()
        .asString()
        .startsWith("/properties/data/required: ");
    assertThat(changes(s -> ((ArrayNode) data(s).get("status").get("enum")).add("GONE")))
        .singleElement()
        .asString()
        .startsWith(DATA + "/status/enum: ");
    assertThat(changes(s -> ((ObjectNode) data(s).get("revision")).put("type", "string")))
        .containsExactly(DATA + "/revision/type: \"integer\" became \"string\"");
    assertThat(changes(s -> ((ObjectNode) data(s).get("reason")).put("maxLength", 10)))
        .containsExactly(DATA + "/reason/maxLength:  became 10");
    assertThat(
            changes(
                s -> ((ObjectNode) s.at("/properties/data")).put("additionalProperties", false)))
        .containsExactly("/properties/data/additionalProperties:  became false");
  }

  @Test
  void anOptionalFieldAndOtherWordsBreakNothing() throws IOException {
    assertThat(changes(s -> data(s).putObject("weather").put("type", "string"))).isEmpty();
    assertThat(changes(s -> ((ObjectNode) data(s).get("reason")).put("description", "Why.")))
        .isEmpty();
  }

  private static List<String> changes(Consumer<ObjectNode> change) throws IOException {
    JsonNode before = new Edition("alarm", 1).schema();
    ObjectNode now = before.deepCopy();
    change.accept(now);
    return SchemaChanges.breaking(before, now);
  }

  private static ObjectNode data(ObjectNode schema) {
    return (ObjectNode) schema.at(DATA);
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return SchemaChanges.breaking(a, b).isEmpty() && SchemaChanges.breaking(b, a).isEmpty();
  }

  private static Edition last(List<Edition> editions) {
    return editions.get(editions.size() - 1);
  }

  private static JsonNode tree(byte[] json) throws IOException {
    return CloudEventCodec.JSON.readTree(json);
  }
}
