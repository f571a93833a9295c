package io.millwright.ingest.plant;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Judges a document by the JSON Schema and words the findings for people. */
final class PlantSchema {
  private static final JsonSchema SCHEMA = load();

  private PlantSchema() {}

  static List<PlantProblem> problems(LocatedYaml yaml) {
    List<PlantProblem> problems = new ArrayList<>();
    for (ValidationMessage message : SCHEMA.validate(yaml.root())) {
      String pointer = message.getInstanceLocation().toString();
      String property = Objects.requireNonNullElse(message.getProperty(), "");
      switch (message.getType()) {
        case "additionalProperties" ->
            problems.add(
                yaml.keyProblem(
                    LocatedYaml.child(pointer, property),
                    "key '" + property + "' is not known here; correct its spelling or remove it"));
        case "required" ->
            problems.add(yaml.problem(pointer, "key '" + property + "' is missing; add it"));
        default -> problems.add(yaml.problem(pointer, worded(message)));
      }
    }
    return problems;
  }

  private static String worded(ValidationMessage message) {
    String text = message.getMessage();
    String location = message.getInstanceLocation() + ": ";
    String said = text.startsWith(location) ? text.substring(location.length()) : text;
    return switch (message.getType()) {
      case "type" -> said.endsWith("string expected") ? said + "; put the value in quotes" : said;
      case "pattern" -> said + "; see the description of this key in plant.schema.json";
      default -> said;
    };
  }

  private static JsonSchema load() {
    try (InputStream in =
        Objects.requireNonNull(
            PlantSchema.class.getResourceAsStream("/plant/plant.schema.json"),
            "plant.schema.json is missing from the class path")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(in, SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
