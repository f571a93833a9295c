package io.millwright.alerts.cmms.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.alerts.cmms.CmmsException;
import io.millwright.alerts.cmms.CmmsException.Fate;
import io.millwright.alerts.cmms.ExternalOrder;
import io.millwright.alerts.cmms.SampleOrder;
import io.millwright.contracts.advisory.ExternalStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderMappingTest {
  private static final String READ =
      """
      read:
        status: $code('status', [own, general])
        updatedAt: at
        found: $plain(text)
      """;
  private static final String TABLES =
      """
      tables:
        status: {NEW: OPEN, DONE: DONE}
        code: {VIB: V-7, '*': ''}
      """;

  private final Path folder;

  OrderMappingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private OrderMapping mapping(String yaml) throws IOException {
    Path file = folder.resolve("plant.yaml");
    Files.writeString(file, yaml);
    return OrderMapping.load(
        "atlas", OrderMappingTest.class, "none.yaml", file, Map.of("site", "B1"));
  }

  private OrderMapping mapping(String field, String expression) throws IOException {
    return mapping(
        TABLES
            + "searched: ref\nmandatory: [ref]\ncreate:\n  ref: reference\n  "
            + field
            + ": |\n    "
            + expression
            + "\n"
            + READ);
  }

  private JsonNode value(String expression) throws IOException {
    return mapping("field", expression)
        .created("R", SampleOrder.request().comment("a").order())
        .path("field");
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void aFileOfThePlantReplacesTheShippedOne() throws IOException {
    ObjectNode made =
        mapping("deep.er.id", "$number(asset)").created("R", SampleOrder.request().order());

    assertThat(made.toString()).isEqualTo("{\"ref\":\"R\",\"deep\":{\"er\":{\"id\":17}}}");
  }

  @Test
  void expressionsSeeTheOrderTheAssetTheHoursAndTheSettings() throws IOException {
    assertThat(value("order.priority & ' ' & order.assetId").asText()).isEqualTo("HIGH P-101");
    assertThat(value("asset").asText()).isEqualTo("17");
    assertThat(value("hours").asDouble()).isEqualTo(4.5);
    assertThat(value("setting.site").asText()).isEqualTo("B1");
    assertThat(value("$toMillis(order.dueBy)").asLong()).isEqualTo(1_774_008_000_000L);
    assertThat(value("order.remainingLife").isMissingNode()).isTrue();
    assertThat(value("'  '").isMissingNode()).isTrue();
  }

  @Test
  void anExpressionThatCallsItselfWithoutEndIsAnErrorOfTheMapping() {
    CmmsException endless =
        catchThrowableOfType(
            CmmsException.class, () -> value("($f := function($n) { 1 + $f($n) }; $f(1))"));

    assertThat(endless.fate()).isEqualTo(CmmsException.Fate.MAPPING);
    assertThat(endless).hasMessageContaining("field: calls itself without end");
  }

  @Test
  void theAssetIsNamedBySystemAndElseByCmms() throws IOException {
    OrderMapping mapping = mapping("field", "asset");

    assertThat(
            mapping
                .created("R", SampleOrder.request().externalIds(Map.of("cmms", "9")).order())
                .path("field")
                .asText())
        .isEqualTo("9");
    assertThat(
            mapping
                .created(
                    "R",
                    SampleOrder.request().externalIds(Map.of("cmms", "9", "atlas", "8")).order())
                .path("field")
                .asText())
        .isEqualTo("8");
  }

  @Test
  void tablesTranslateCodesAndKnowOthers() throws IOException {
    assertThat(value("$code('code', order.failureMode)").asText()).isEqualTo("V-7");
    assertThat(value("$code('code', 'ELP')").isMissingNode()).isTrue();
    assertThat(value("$code('code', order.nothing)").isMissingNode()).isTrue();
    assertThat(value("$code('status', ['ODD', 'NEW'])").asText()).isEqualTo("OPEN");
  }

  @Test
  void textsAreCutAndEscapedAsTheSystemsCount() throws IOException {
    assertThat(value("$clip('abcdef', 6)").asText()).isEqualTo("abcdef");
    assertThat(value("$clip('abcdefg', 6)").asText()).isEqualTo("abcde…");
    // The pump outside the basic plane is two code units, of which one would be left over.
    assertThat(value("$clip('ab\uD83D\uDEE2defg', 4)").asText()).isEqualTo("ab…");
    assertThat(value("$clipEscaped('a<b>c', 11)").asText()).isEqualTo("a<b>c");
    assertThat(value("$clipEscaped('a<b>c', 10)").asText()).isEqualTo("a<b…");
    assertThat(value("$html('1 < 2 & 3\\n4')").asText()).isEqualTo("1 &lt; 2 &amp; 3<br />4");
    assertThat(value("$plain('<div>1 &lt; 2</div>&amp;lt;<br>x')").asText())
        .isEqualTo("1 < 2\n&lt;\nx");
  }

  @Test
  void anExpressionThatFailsNamesItsField() throws IOException {
    OrderMapping mapping = mapping("field", "$number('P-7')");

    CmmsException failure =
        catchThrowableOfType(
            CmmsException.class, () -> mapping.created("R", SampleOrder.request().order()));

    assertThat(failure.fate()).isEqualTo(Fate.MAPPING);
    assertThat(failure).hasMessageStartingWith("field: ").hasMessageContaining("$number('P-7')");
  }

  @Test
  void aMandatoryFieldThatComesOutEmptyNamesItsExpression() throws IOException {
    OrderMapping mapping =
        mapping(
            TABLES
                + "searched: ref\nmandatory: [ref, site]\ncreate:\n  ref: reference\n"
                + "  site: setting.plant\n"
                + READ);

    CmmsException failure =
        catchThrowableOfType(
            CmmsException.class, () -> mapping.created("R", SampleOrder.request().order()));

    assertThat(failure.fate()).isEqualTo(Fate.MAPPING);
    assertThat(failure)
        .hasMessage(
            "atlas: mandatory field site came out empty for order order:case:P-101/bearing:2026;"
                + " its expression is setting.plant");
  }

  @Test
  void readsTheOwnWordAndElseTheGeneralOne() throws IOException {
    OrderMapping mapping = mapping("field", "asset");
    String at = "\"at\": \"2026-03-01T08:00:00-05:00\", \"text\": null";

    ExternalOrder read =
        mapping.read(
            "7", "R", json("{\"own\": \"ODD\", \"general\": \"DONE\", " + at + "}"), Map.of());

    assertThat(read.status()).isEqualTo(ExternalStatus.DONE);
    assertThat(read.updatedAt()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
    assertThat(read.found()).isEmpty();
    assertThatThrownBy(
            () -> mapping.read("7", "R", json("{\"own\": \"ODD\", " + at + "}"), Map.of()))
        .isInstanceOf(CmmsException.class)
        .hasMessageContaining("ODD")
        .hasMessageContaining("NEW, DONE");
    assertThatThrownBy(() -> mapping.read("7", "R", json("{" + at + "}"), Map.of()))
        .isInstanceOf(CmmsException.class)
        .hasMessageContaining("order 7 there has no status");
    assertThatThrownBy(
            () -> mapping.read("7", "R", json("{\"own\": \"NEW\", \"at\": \"soon\"}"), Map.of()))
        .isInstanceOf(CmmsException.class)
        .hasMessageContaining("soon");
  }

  @Test
  void aMalformedFileIsRefusedAtOnceWithAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                mapping(
                    """
                    searched: ref
                    mandatory: [title]
                    create:
                      title: order.
                      other: ((
                    update: [due]
                    read:
                      stat: x
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("title: not JSONata")
        .hasMessageContaining("other: not JSONata")
        .hasMessageContaining("no field due")
        .hasMessageContaining("unknown field stat")
        .hasMessageContaining("status is missing")
        .hasMessageContaining("searched: 'ref'");
    assertThatThrownBy(() -> mapping("tabels: {}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tabels");
  }
}
