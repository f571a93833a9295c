package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.javalin.http.HandlerType;
import io.millwright.contracts.codec.CloudEventCodec;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Renew the document with {@code ./mvnw -pl dashboards -am test -Dtest=OpenApiTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dmillwright.docs.write}.
 */
class OpenApiTest {
  private static final Path DOCUMENT = Path.of("src/main/resources/console/openapi.json");
  private static final ConsoleExample CONSOLE = new ConsoleExample();

  @BeforeAll
  static void open() throws IOException {
    CONSOLE.open();
    if (System.getProperty("millwright.docs.write") != null) {
      Files.writeString(DOCUMENT, OpenApi.document(CONSOLE.operations()));
    }
  }

  @AfterAll
  static void close() {
    CONSOLE.close();
  }

  @Test
  void documentIsFresh() throws IOException {
    assertThat(Files.readString(DOCUMENT)).isEqualTo(OpenApi.document(CONSOLE.operations()));
  }

  @Test
  void documentIsOpenApi() throws IOException {
    ParseOptions options = new ParseOptions();
    options.setResolveFully(true);
    SwaggerParseResult read =
        new OpenAPIV3Parser().readContents(Files.readString(DOCUMENT), null, options);

    assertThat(read.getMessages()).isEmpty();
    assertThat(read.isOpenapi31()).isTrue();
    assertThat(read.getOpenAPI().getPaths())
        .hasSameSizeAs(CONSOLE.operations().stream().map(Operation::path).distinct().toList());
  }

  @Test
  void isServed() throws Exception {
    HttpResponse<String> served = CONSOLE.get("openapi.json");

    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.body()).isEqualTo(Files.readString(DOCUMENT));
  }

  /** Every operation that reads is asked what it answers, and the answer judged by its schema. */
  @Test
  void answersAreWhatTheDocumentSays() throws Exception {
    Set<String> empty = new TreeSet<>();
    for (Operation operation : CONSOLE.operations()) {
      if (operation.method() != HandlerType.GET
          || !operation.contentType().equals(Operation.JSON)) {
        continue;
      }
      String path = CONSOLE.example(operation);
      HttpResponse<String> answer = CONSOLE.get(path);
      assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
      JsonNode body = CloudEventCodec.JSON.readTree(answer.body());
      assertThat(violations(operation, body)).as(path + " " + body.toPrettyString()).isEmpty();
      if (body.isEmpty()) {
        empty.add(path);
      }
    }
    assertThat(empty).as("answers that prove nothing").isEmpty();
  }

  @Test
  void anAnswerThatDoesNotFitIsNoticed() throws IOException {
    Operation fleet = CONSOLE.operations().get(0);

    assertThat(violations(fleet, CloudEventCodec.JSON.createObjectNode())).isNotEmpty();
  }

  private static Set<ValidationMessage> violations(Operation operation, JsonNode body)
      throws IOException {
    JsonNode document = CloudEventCodec.JSON.readTree(Files.readString(DOCUMENT));
    ObjectNode schema = CloudEventCodec.JSON.createObjectNode();
    schema.setAll(
        (ObjectNode)
            document
                .path("paths")
                .path(OpenApi.path(operation))
                .at("/get/responses/200/content/application~1json/schema"));
    schema.set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema).validate(body);
  }
}
