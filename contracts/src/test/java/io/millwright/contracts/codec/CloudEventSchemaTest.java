package io.millwright.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.CloudEventExamples;
import io.millwright.contracts.Edition;
import io.millwright.contracts.PublishedEvent;
import io.millwright.contracts.asset.AssetId;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published JSON Schemas and the record classes say the same. */
class CloudEventSchemaTest {
  static List<PublishedEvent> events() {
    return PublishedEvent.all();
  }

  @Test
  void everyExampleIsOfAnEventOfTheCatalogue() {
    assertThat(events())
        .extracting(PublishedEvent::name)
        .containsExactlyInAnyOrderElementsOf(CloudEventExamples.all().keySet());
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatIsWrittenFitsTheSchemaAndIsRead(PublishedEvent event) throws IOException {
    byte[] written = event.write();

    assertThat(violations(event, written)).isEmpty();
    assertThat(event.codec().decode(written)).isEqualTo(CloudEventExamples.all().get(event.name()));
  }

  /** To its depth, whatever an example leaves out. */
  @ParameterizedTest
  @MethodSource("events")
  void schemaHasTheFieldsOfTheRecord(PublishedEvent event) throws IOException {
    sameFields(event.type(), event.schema().at("/properties/data"));
  }

  private static void sameFields(Type type, JsonNode schema) {
    if (type instanceof ParameterizedType collection) {
      Type[] of = collection.getActualTypeArguments();
      sameFields(of[of.length - 1], schema.path(of.length == 1 ? "items" : "additionalProperties"));
    } else if (type instanceof Class<?> c && c.isRecord() && c != AssetId.class) {
      assertThat(fields(schema.path("properties")))
          .as(c.getSimpleName())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(c.getRecordComponents()).map(RecordComponent::getName).toList());
      for (RecordComponent component : c.getRecordComponents()) {
        sameFields(component.getGenericType(), schema.at("/properties/" + component.getName()));
      }
    }
  }

  /** But for those that came later: an event without them is one still. */
  @ParameterizedTest
  @MethodSource("events")
  void everyFieldOfTheFirstEditionIsRequired(PublishedEvent event) throws IOException {
    ObjectNode written = (ObjectNode) CloudEventCodec.JSON.readTree(event.write());
    for (String field : properties(new Edition(event.name(), 1).schema())) {
      ObjectNode without = written.deepCopy();
      ((ObjectNode) without.get("data")).remove(field);

      assertThat(violations(event, CloudEventCodec.JSON.writeValueAsBytes(without)))
          .as("without %s", field)
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void anotherTypeOfEventDoesNotFit(PublishedEvent event) throws IOException {
    ObjectNode written = (ObjectNode) CloudEventCodec.JSON.readTree(event.write());
    written.put("type", "io.millwright.other.v1");

    assertThat(violations(event, CloudEventCodec.JSON.writeValueAsBytes(written))).isNotEmpty();
  }

  private static Set<?> violations(PublishedEvent event, byte[] json) throws IOException {
    return PublishedEvent.violations(event.schema(), json);
  }

  private static Set<String> properties(JsonNode schema) {
    return fields(schema.at("/properties/data/properties"));
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
