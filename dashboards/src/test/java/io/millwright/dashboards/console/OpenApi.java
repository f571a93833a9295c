package io.millwright.dashboards.console;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.javalin.http.HandlerType;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.dashboards.console.Operation.Parameter;
import io.millwright.runtime.access.Permission;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the OpenAPI 3.1 document of the console's operations; schemas come from their records. */
final class OpenApi {
  private static final String SCHEMAS = "components/schemas";

  private final SchemaBuilder schemas =
      new SchemaGenerator(config()).buildMultipleSchemaDefinitions();
  private final ObjectNode document = CloudEventCodec.JSON.createObjectNode();

  private OpenApi() {}

  /** The document, with paths in order. */
  static String document(List<Operation> operations) {
    OpenApi openApi = new OpenApi();
    openApi.head();
    ObjectNode paths = openApi.document.putObject("paths");
    operations.stream()
        .sorted(Comparator.comparing(Operation::path).thenComparing(o -> o.method().name()))
        .forEach(
            operation -> openApi.operation(paths.withObjectProperty(path(operation)), operation));
    openApi.components();
    return openApi.document.toPrettyString() + "\n";
  }

  /** As OpenAPI writes a path. */
  static String path(Operation operation) {
    return operation.path().replaceAll("<(\\w+)>", "{$1}");
  }

  private void head() {
    document.put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Millwright console");
    info.put("version", "v1");
    info.put(
        "description",
        "What the console shows and does. Times are ISO 8601 in UTC and durations ISO 8601. Reading"
            + " is open on loopback unless configured otherwise; every write needs a bearer token"
            + " with a suitable role, and a reason. Slashes in a machine's id stay slashes.");
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
  }

  private void operation(ObjectNode path, Operation operation) {
    ObjectNode node = path.putObject(operation.method().name().toLowerCase(Locale.ROOT));
    node.put("summary", operation.summary());
    node.put("operationId", operationId(operation));
    boolean write = operation.method() == HandlerType.POST;
    if (write || !operation.permissions().isEmpty()) {
      node.putArray("security").addObject().putArray("token");
    } else {
      ArrayNode either = node.putArray("security");
      either.addObject();
      either.addObject().putArray("token");
    }
    if (!operation.permissions().isEmpty()) {
      node.put("description", "Needs one of the roles " + roles(operation.permissions()) + ".");
    }
    for (Parameter parameter : operation.parameters()) {
      boolean inPath =
          operation.path().contains("<" + parameter.name() + ">")
              || operation.path().contains("{" + parameter.name() + "}");
      ObjectNode p = node.withArrayProperty("parameters").addObject();
      p.put("name", parameter.name()).put("in", inPath ? "path" : "query");
      p.put("required", parameter.required() || inPath).put("description", parameter.description());
      p.set("schema", schemas.createSchemaReference(parameter.type()));
    }
    Class<?> body = operation.body();
    if (body != null) {
      ObjectNode requestBody = node.putObject("requestBody");
      requestBody.put("required", true);
      content(requestBody, Operation.JSON, schemas.createSchemaReference(body));
    }
    ObjectNode responses = node.putObject("responses");
    ObjectNode success = responses.putObject(String.valueOf(operation.status()));
    success.put("description", write ? "Accepted; the outcome follows" : "Success");
    content(success, operation.contentType(), answer(operation));
    ObjectNode problem = responses.putObject("default");
    problem.put("description", "A problem of RFC 9457, with what was wrong and what to do");
    content(problem, Problem.CONTENT_TYPE, schemas.createSchemaReference(Problem.class));
  }

  private JsonNode answer(Operation operation) {
    JsonNode element =
        operation.contentType().equals(Operation.JSON)
            ? schemas.createSchemaReference(operation.answer())
            : CloudEventCodec.JSON.createObjectNode().put("type", "string");
    if (!operation.many()) {
      return element;
    }
    ObjectNode array = CloudEventCodec.JSON.createObjectNode().put("type", "array");
    array.set("items", element);
    return array;
  }

  private static void content(ObjectNode node, String type, JsonNode schema) {
    node.putObject("content").putObject(type).set("schema", schema);
  }

  private void components() {
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas.collectDefinitions(SCHEMAS));
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
  }

  private static String operationId(Operation operation) {
    return operation.method().name().toLowerCase(Locale.ROOT)
        + operation
            .path()
            .substring("/api/v1".length())
            .replaceAll("[^\\w]+", "_")
            .replaceAll("_$", "");
  }

  private static String roles(List<Permission> permissions) {
    return permissions.stream()
        .flatMap(p -> p.roles().stream())
        .map(Enum::name)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(TreeSet::new), (Set<String> r) -> String.join(", ", r)));
  }

  private static com.github.victools.jsonschema.generator.SchemaGeneratorConfig config() {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.PLAIN_DEFINITION_KEYS,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.NULLABLE_ARRAY_ITEMS_ALLOWED)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder.forFields().withNullableCheck(OpenApi::nullable).withRequiredCheck(f -> !nullable(f));
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> {
              ObjectNode written = written(type);
              return written == null
                  ? null
                  : new com.github.victools.jsonschema.generator.CustomDefinition(
                      written,
                      com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType
                          .INLINE,
                      com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion
                          .YES);
            });
    return builder.build();
  }

  /** How values travel that are no objects; null for those that are. */
  private static @Nullable ObjectNode written(ResolvedType type) {
    Class<?> raw = type.getErasedType();
    ObjectNode node = CloudEventCodec.JSON.createObjectNode();
    if (raw == Instant.class) {
      return node.put("type", "string").put("format", "date-time");
    }
    if (raw == Duration.class) {
      return node.put("type", "string").put("format", "duration");
    }
    if (raw == JsonNode.class) { // the schema is that of plant.yaml
      return node.put("type", "object")
          .put("description", "As an element of assets in plant.yaml")
          .put("additionalProperties", true);
    }
    if (raw == AssetId.class) {
      return node.put("type", "string");
    }
    if (raw == double.class || raw == float.class) { // what is not a number travels as its name
      ArrayNode either = node.putArray("anyOf");
      either.addObject().put("type", "number");
      either.addObject().putArray("enum").add("NaN").add("Infinity").add("-Infinity");
      return node;
    }
    return null;
  }

  private static boolean nullable(FieldScope field) {
    AnnotatedElement member = field.getRawMember();
    AnnotatedType type = field.getRawMember().getAnnotatedType();
    return member.isAnnotationPresent(Nullable.class) || type.isAnnotationPresent(Nullable.class);
  }
}
