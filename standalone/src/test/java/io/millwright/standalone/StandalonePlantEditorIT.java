package io.millwright.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.VibrationClass.Support;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.dashboards.console.PlantEditor;
import io.millwright.dashboards.console.PlantEditor.Added;
import io.millwright.dashboards.console.PlantEditor.Bearing;
import io.millwright.dashboards.console.PlantEditor.Template;
import io.millwright.dashboards.console.PlantEditor.Wrong;
import io.millwright.ingest.plant.EditablePlantFile;
import io.millwright.ingest.plant.Plant;
import io.millwright.ingest.plant.PlantFile;
import io.millwright.ingest.plant.PlantPublisher;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.standalone.embedded.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandalonePlantEditorIT {
  @TempDir static Path shared = Path.of("");
  private static @Nullable EmbeddedKafka broker;

  @TempDir Path directory = Path.of("");

  @BeforeAll
  static void start() {
    broker = new EmbeddedKafka(shared.resolve("kafka"), 0);
    broker.start();
    TopicProvisioner.ensure(broker.settings(), 2, 1);
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void everyTemplateIsSoundAsItIs() {
    for (Template template : editor(null).templates(75.0, 1480.0, Support.RIGID)) {
      assertThat(problems(template.asset())).as(template.equipmentClass()).isEmpty();
      assertThat(template.limits()).isNotEmpty();
    }
  }

  @Test
  void bearingsAreLookedUpOrComputedOrNotKnownForAReason() {
    PlantEditor editor = editor(null);

    Bearing known = editor.bearing("SKF 6309-2RS/C3");
    Bearing computed = editor.bearing(3.037, 4.963, null, 72.5);
    Bearing unknown = editor.bearing("22220 E");

    assertThat(known.geometry()).isNotNull().matches(g -> g.rollingElements() == 8);
    assertThat(known.source()).contains("Timken");
    assertThat(computed.orders()).isNotNull().matches(o -> Math.abs(o.cage() - 0.3796) < 0.001);
    assertThat(unknown.geometry()).isNull();
    assertThat(unknown.reason()).contains("not in the catalogue");
    assertThat(editor.bearing("6305").reason()).contains("contradicts itself");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /id                         | "pump 1"             | /id
          /id                         | ""                   | /id
          /path                       | []                   | /path
          /equipmentClass             | "Pump<script>"       | /equipmentClass
          /criticality                | "Z"                  | /criticality
          /points/1/unit              | "furlong"            | /points/1/unit
          /points/1/kind              | "magic"              | /points/1/kind
          /points/1/id                | "speed"              | /points/1/id
          /points/1/item              | "no-such-item"       | /points/1/item
          /points/0/range             | {"min": 5, "max": 1} | /points/0/range
          /points/5/limits/highAlarm  | 1                    | /points/5/limits
          /points/5/limits/highAlarm  | 1e9                  | /points/5/limits/highAlarm
          /points/5/limits/highAlarm  | "much"               | /points/5/limits/highAlarm
          /points/5/limits/onDelay    | "soon"               | /points/5/limits/onDelay
          /points                     | 7                    | /points
          /state/point                | "no-such-point"      | /state/point
          /items                      | []                   | /items
          /items/0/bearing            | {"designation": "x"} | /items/0/bearing
          /cycleDuration              | "PT0S"               | /cycleDuration
          /unheardOf                  | true                 | /unheardOf
          """)
  void saysWhatIsWrongAtTheFieldThatIs(String at, String value, String reportedAt)
      throws Exception {
    ObjectNode pump = pump("bad-pump");
    String parent = at.substring(0, at.lastIndexOf('/'));
    String last = at.substring(at.lastIndexOf('/') + 1);
    ((ObjectNode) pump.at(parent)).set(last, CloudEventCodec.JSON.readTree(value));

    assertThat(problems(pump)).extracting(Wrong::path).contains(reportedAt);
    assertThat(problems(pump)).allMatch(wrong -> wrong.message().length() > 8);
    assertThatThrownBy(() -> editor(null).add(pump, "note"))
        .isInstanceOf(PlantEditor.RefusedException.class);
    assertThat(published()).doesNotContainKey(new AssetId("bad-pump"));
  }

  @Test
  void aMachineWhoseIdIsTakenIsShownBesideTheOneThatHasIt() throws Exception {
    ObjectNode pump = pump("taken");
    Asset before = PlantFile.parse("p", document(pump)).assets().get(0);

    PlantEditor.Checked checked = editor(null).check(pump, id -> before);

    assertThat(checked.problems()).extracting(Wrong::path).containsExactly("/id");
    assertThat(checked.published()).isEqualTo(checked.yaml());
  }

  @Test
  void addsToTopicAndFileSoThatARestartChangesNothing() throws Exception {
    Path file = exampleFile();
    String before = Files.readString(file);
    ObjectNode pump = pump("north/pump-7");
    String hostile = "<img src=x onerror=alert(1)> \"'&: # - {\u0001} 泵\n- id: second";
    pump.put("name", hostile.replace("\u0001", ""));

    Added added = editor(file).add(pump, "Added by rita: because\nof <b>");

    assertThat(added.written()).isTrue();
    assertThat(added.reason()).isNull();
    Plant kept = PlantFile.read(file);
    Asset asset = kept.assets().get(kept.assets().size() - 1);
    assertThat(kept.assets()).hasSize(3);
    assertThat(asset.name()).isEqualTo(hostile.replace("\u0001", ""));
    assertThat(published()).containsEntry(asset.id(), asset);
    assertThat(Files.readString(file)).startsWith(before);
    assertThat(diff(kept, publisher -> publisher.apply(kept, false)))
        .as("what a restart would still change")
        .isTrue();
  }

  @Test
  void theSameMachineOnceMoreChangesNothingAndAnotherUnderItsIdIsRefused() throws Exception {
    Path file = exampleFile();
    editor(file).add(pump("once"), "note");
    String after = Files.readString(file);

    Added again = editor(file).add(pump("once"), "note");
    ObjectNode other = pump("once").put("name", "Another");

    assertThat(again.written()).isTrue();
    assertThatThrownBy(() -> editor(file).add(other, "note"))
        .isInstanceOf(PlantEditor.RefusedException.class)
        .hasMessageContaining("already");
    assertThatThrownBy(() -> editor(null).add(other, "note"))
        .isInstanceOf(PlantEditor.RefusedException.class)
        .hasMessageContaining("already");
    assertThat(Files.readString(file)).isEqualTo(after);
  }

  @Test
  void anIdThatTheFileHasAndNobodyPublishedIsTaken() throws Exception {
    Path file = exampleFile();

    assertThatThrownBy(() -> editor(file).add(pump("fan-301"), "note"))
        .isInstanceOf(PlantEditor.RefusedException.class)
        .hasMessageContaining("Extraction fan");
    assertThat(published()).doesNotContainKey(new AssetId("fan-301"));
  }

  @Test
  void aFileThatCannotBeAddedToIsLeftAloneAndTheMachineIsInForce() throws Exception {
    Path file = Files.writeString(directory.resolve("plant.yaml"), "version: 1\nplant: P\n");

    Added added = editor(file).add(pump("unwritten"), "note");

    assertThat(added.written()).isFalse();
    assertThat(added.reason()).contains("not sound").contains("in force all the same");
    assertThat(added.yaml()).contains("- id: unwritten");
    assertThat(Files.readString(file)).isEqualTo("version: 1\nplant: P\n");
    assertThat(published()).containsKey(new AssetId("unwritten"));
  }

  @Test
  void aProcessThatKeepsNothingSaysSo() throws Exception {
    Added added = editor(null).add(pump("fleeting"), "note");

    assertThat(added.written()).isFalse();
    assertThat(added.file()).isNull();
    assertThat(added.reason()).contains("download");
  }

  private static PlantEditor editor(@Nullable Path file) {
    return new StandalonePlantEditor(
        kafka(), file == null ? null : new EditablePlantFile(file, "Plant"));
  }

  private static KafkaSettings kafka() {
    if (broker == null) {
      throw new IllegalStateException("no broker");
    }
    return broker.settings();
  }

  private static List<Wrong> problems(JsonNode declaration) {
    return editor(null).check(declaration, id -> null).problems();
  }

  private static ObjectNode pump(String id) {
    ObjectNode pump =
        (ObjectNode) editor(null).templates(75.0, 1480.0, Support.RIGID).get(0).asset();
    return pump.put("id", id);
  }

  private static String document(JsonNode asset) {
    return "{\"version\": 1, \"plant\": \"p\", \"assets\": [" + asset + "]}";
  }

  private Path exampleFile() throws Exception {
    try (var in = getClass().getResourceAsStream("/plant/example.yaml")) {
      Path file = directory.resolve("plant.yaml");
      Files.copy(java.util.Objects.requireNonNull(in), file);
      return file;
    }
  }

  private static Map<AssetId, Asset> published() {
    try (TopicSender sender = new TopicSender(kafka())) {
      return new PlantPublisher(kafka(), sender).published();
    }
  }

  /** Whether the last of a plant's machines would be left as it is. */
  private static boolean diff(Plant plant, Consumer<PlantPublisher> then) {
    Asset last = plant.assets().get(plant.assets().size() - 1);
    try (TopicSender sender = new TopicSender(kafka())) {
      PlantPublisher publisher = new PlantPublisher(kafka(), sender);
      boolean unchanged = publisher.diff(plant).unchanged().contains(last.id());
      then.accept(publisher);
      return unchanged && last.equals(publisher.published().get(last.id()));
    }
  }
}
