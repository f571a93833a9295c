package io.millwright.ingest.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.SparePart;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.ingest.simulation.PlantSimulation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantFileTest {
  @TempDir Path folder = Path.of("");

  private static final String MINIMAL =
      """
      version: 1
      plant: Mill
      assets:
        - id: fan-1
          path: [Mill]
          equipmentClass: fan
          state: {source: always-running}
          items: [{id: wheel}]
          points: [{id: vibration, unit: mm/s, kind: vibration}]
      """;

  private static final String SIGNALS =
      "signals: [{id: mic, kind: sound, channels: [{name: mono}]}]";

  @Test
  void theExampleIsAPlant() throws IOException {
    Plant plant = PlantFile.parse("example.yaml", example());

    assertThat(plant.name()).isEqualTo("Waterworks Millbrook");
    Asset pump = plant.assets().get(0);
    assertThat(pump.externalIds()).containsEntry("cmms", "10004711");
    assertThat(pump.vibration().group()).isEqualTo(VibrationClass.Group.ROTODYNAMIC_PUMP);
    assertThat(pump.stateRule())
        .isEqualTo(
            new OperatingStateRule(
                OperatingStateRule.Source.POINT, "speed", 600, 60, Duration.ofMinutes(20), 0.05));
    assertThat(pump.parts()).extracting("partNumber").containsExactly("BRG-6312-C3", "IMP-250");
    // an anchor, merged
    assertThat(pump.points().get(3).limits())
        .isEqualTo(
            new Limits(null, null, 5.1, 8.5, 0.3, Duration.ofMinutes(30), Duration.ofHours(1)));
    assertThat(pump.points().get(4).unit()).isEqualTo("Cel");
    assertThat(plant.assets().get(1).cycleDuration()).isEqualTo(Duration.ofHours(8));
  }

  @Test
  void readsSignalsKinematicsAndABearingByItsDesignation() throws IOException {
    Asset fan = PlantFile.parse("example.yaml", example()).assets().get(1);

    assertThat(fan.signals())
        .containsExactly(
            new SignalPoint(
                "motor-de",
                "Accelerometer at the motor's drive end",
                SignalKind.VIBRATION,
                List.of(
                    new SignalChannel("x", SignalDirection.HORIZONTAL),
                    new SignalChannel("z", SignalDirection.AXIAL)),
                "motor-bearing-de"),
            new SignalPoint(
                "microphone",
                "microphone",
                SignalKind.SOUND,
                List.of(new SignalChannel("mono", SignalDirection.UNKNOWN)),
                null));
    assertThat(fan.kinematics()).isEqualTo(new Kinematics(1480.0, 50.0, 4, 9, null));
    assertThat(fan.items().get(1).bearing())
        .isEqualTo(new BearingGeometry("6205-2RS", 9, 7.94004, 39.0398, 0));
  }

  @Test
  void readsTheExampleOfTheSignalsPage() throws IOException {
    String page = Files.readString(Path.of("../docs/signals.md"));
    String example = page.substring(page.indexOf("```yaml\n") + 8);
    example = example.substring(0, example.indexOf("```"));
    String head = MINIMAL.lines().limit(7).collect(Collectors.joining("\n"));

    Asset asset = PlantFile.parse("signals.md", head + "\n" + example).assets().get(0);
    assertThat(asset.signals()).extracting(SignalPoint::id).containsExactly("de", "mic");
    assertThat(asset.items().get(0).bearing()).isNotNull();
  }

  @Test
  void anAssetMayHaveSignalsOnly() {
    String text = MINIMAL.replaceFirst("points: .*", SIGNALS);

    assertThat(PlantFile.parse("plant.yaml", text).assets().get(0).points()).isEmpty();
    assertThat(problems(MINIMAL.replaceFirst("points: .*", "points: []")))
        .extracting(PlantProblem::message)
        .containsExactly("the asset has neither points nor signals; add one");
  }

  @Test
  void namesEveryProblemOfSignalsWithItsLine() {
    String text =
        """
        version: 1
        plant: Mill
        assets:
          - id: fan-1
            path: [Mill]
            equipmentClass: fan
            state: {source: always-running}
            items:
              - {id: a, bearing: {designation: 9999-XYZ}}
              - {id: b, bearing: {rollingElements: 8, elementDiameterMm: 9, pitchDiameterMm: 7}}
            points: [{id: speed, unit: rpm, kind: speed}]
            signals:
              - {id: speed, kind: vibration, channels: [{name: x}]}
              - {id: de, kind: vibration, channels: [{name: x}, {name: x}], item: rotor}
        """;

    assertThat(problems(text))
        .extracting(PlantProblem::toString)
        .containsExactly(
            "line 9, column 26 (/assets/0/items/0/bearing): no geometry is known of bearing"
                + " '9999-XYZ': it is not in the catalogue; add rollingElements, elementDiameterMm,"
                + " pitchDiameterMm and contactAngleDeg",
            "line 10, column 26 (/assets/0/items/1/bearing): need 0 < elementDiameterMm <"
                + " pitchDiameterMm, were 9.0 and 7.0",
            "line 13, column 14 (/assets/0/signals/0/id): point 'speed' is declared twice; rename",
            "line 14, column 9 (/assets/0/signals/1): signal point de has channel x twice",
            "line 14, column 75 (/assets/0/signals/1/item): the asset has no item 'rotor'; it has"
                + " [a, b]");
  }

  @Test
  void refusesWhatTheSchemaRefusesOfSignals() {
    assertThat(
            problems(
                MINIMAL.replaceFirst(
                    "points: .*",
                    "kinematics: {motorPoles: 3}\n"
                        + "    signals: [{id: a/b, kind: noise, channels: []}]")))
        .extracting(PlantProblem::path)
        .contains(
            "/assets/0/kinematics/motorPoles",
            "/assets/0/signals/0/id",
            "/assets/0/signals/0/kind",
            "/assets/0/signals/0/channels");
    assertThat(
            problems(MINIMAL.replace("{id: wheel}", "{id: wheel, bearing: {rollingElements: 8}}")))
        .extracting(PlantProblem::path)
        .contains("/assets/0/items/0/bearing");
  }

  @Test
  void whatIsWrittenReadsBackEqual() throws IOException {
    for (Plant plant :
        List.of(
            PlantFile.parse("example.yaml", example()),
            new Plant("Simulated: #1 \"plant\"", PlantSimulation.endless(3).assets()))) {
      Path file = folder.resolve("plant.yaml");
      PlantFile.write(plant, file);

      assertThat(PlantFile.read(file)).isEqualTo(plant);
    }
  }

  @Test
  void readsWhatAPartCostsAndPromises() {
    String parts =
        """
        parts:
          - {partNumber: P-1, stock: 1, leadTime: 14 d, onOrder: 2, unitCost: 50, holdingRate: 0.2, shortageCostPerDay: 400, serviceLevel: 0.98}
          - {partNumber: P-2}
        """;
    Asset fan =
        PlantFile.parse(
                "plant.yaml",
                MINIMAL.replace("{id: wheel}", "{id: wheel, parts: [P-1, P-2]}") + parts)
            .assets()
            .get(0);

    assertThat(fan.parts())
        .containsExactly(
            new SparePart("P-1", "P-1", 1, Duration.ofDays(14), 2, 50.0, 0.2, 400.0, 0.98),
            new SparePart("P-2", "P-2", 0, Duration.ZERO));
    Plant plant = new Plant("Mill", List.of(fan));
    Path file = folder.resolve("plant.yaml");
    PlantFile.write(plant, file);
    assertThat(PlantFile.read(file)).isEqualTo(plant);
  }

  @Test
  void refusesPartsThatMakeNoSense() {
    String parts =
        """
        parts:
          - {partNumber: P-1, stock: -1}
          - {partNumber: P-2, onOrder: 1.5, unitCost: 0}
          - {partNumber: P-3, serviceLevel: 1}
          - {partNumber: P-4, shortageCostPerDay: 10}
          - {partNumber: P-4, stock: 3}
        """;

    assertThat(problems(MINIMAL + parts))
        .extracting(PlantProblem::path)
        .containsExactly(
            "/parts/0/stock",
            "/parts/1/onOrder",
            "/parts/1/unitCost",
            "/parts/2/serviceLevel",
            "/parts/3",
            "/parts/4/partNumber");
    assertThat(problems(MINIMAL + parts))
        .extracting(PlantProblem::message)
        .contains(
            "shortageCostPerDay needs unitCost and holdingRate, too",
            "part 'P-4' is declared twice, first in line 14; rename");
  }

  @Test
  void defaultsAreThoseOfTheSchema() {
    Asset fan = PlantFile.parse("plant.yaml", MINIMAL).assets().get(0);

    assertThat(fan.name()).isEqualTo("fan-1");
    assertThat(fan.origin()).isEqualTo(Origin.MEASURED);
    assertThat(fan.vibration()).isEqualTo(VibrationClass.UNKNOWN);
    assertThat(fan.cycleDuration()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void namesEveryProblemWithLinePathAndRemedy() {
    String text =
        """
        version: 1
        plant: Mill
        assets:
          - id: fan 1
            path: [Mill]
            equipmentClass: fan
            state: {source: point, point: sped, runningAbove: 100, steadyAfter: 10 sec}
            items:
              - {id: wheel, serial: 4711, parts: [P-1]}
              - {id: wheel}
            points:
              - {id: speed, unit: rpm, kind: speed, colour: red}
              - {id: vibration, unit: mmps, kind: vibration, item: rotor}
              - {id: heat, unit: Cel, kind: temperature, range: {min: 10, max: 5}}
              - {id: load, unit: '%', kind: load, range: {min: 0, max: 100}, limits: {highWarning: 120, highAlarm: 110}}
        """;

    assertThat(problems(text))
        .extracting(PlantProblem::toString)
        .containsExactly(
            "line 4, column 9 (/assets/0/id): does not match the regex pattern"
                + " ^[\\p{L}\\p{N}._:/-]{1,200}$; see the description of this key in"
                + " plant.schema.json",
            "line 7, column 35 (/assets/0/state/point): the asset has no point 'sped'; it has"
                + " [speed, vibration, heat, load]",
            "line 7, column 73 (/assets/0/state/steadyAfter): '10 sec' is no duration; write for"
                + " example PT10S, 10 s, 5 min, 8 h or 14 d",
            "line 9, column 29 (/assets/0/items/0/serial): integer found, string expected; put"
                + " the value in quotes",
            "line 9, column 43 (/assets/0/items/0/parts/0): no part 'P-1'; declare it under parts",
            "line 10, column 14 (/assets/0/items/1/id): item 'wheel' is declared twice, first in"
                + " line 9; rename",
            "line 12, column 45 (/assets/0/points/0/colour): key 'colour' is not known here;"
                + " correct its spelling or remove it",
            "line 13, column 31 (/assets/0/points/1/unit): 'mmps' is no UCUM unit; write for"
                + " example mm/s, Cel, bar, m3/h, kW, rpm, % or 1",
            "line 13, column 60 (/assets/0/points/1/item): the asset has no item 'rotor'; it has"
                + " [wheel]",
            "line 14, column 57 (/assets/0/points/2/range): minimum 10.0 is not below maximum"
                + " 5.0",
            "line 15, column 78 (/assets/0/points/3/limits): highWarning 120.0 is above highAlarm"
                + " 110.0",
            "line 15, column 92 (/assets/0/points/3/limits/highWarning): 120 lies outside the"
                + " range of the point and can never be reached",
            "line 15, column 108 (/assets/0/points/3/limits/highAlarm): 110 lies outside the"
                + " range of the point and can never be reached");
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(problems("version: 1\nplant: Mill\nassets:\n  - id: a\n    path: [x]\n"))
        .extracting(PlantProblem::message)
        .containsExactly(
            "key 'equipmentClass' is missing; add it",
            "key 'items' is missing; add it",
            "key 'state' is missing; add it",
            "the asset has neither points nor signals; add one");
    assertThat(problems("version: 2\nplant: Mill\nassets: []\n"))
        .extracting(PlantProblem::path)
        .containsExactly("/version", "/assets");
  }

  @Test
  void refusesAnAssetThatIsDeclaredTwice() {
    String second = MINIMAL.substring(MINIMAL.indexOf("  - id"));

    assertThat(problems(MINIMAL + second))
        .singleElement()
        .isEqualTo(
            new PlantProblem(
                10, 9, "/assets/1/id", "asset 'fan-1' is declared twice, first in line 4; rename"));
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThat(problems("version: 1\nplant: [Mill\nassets: x\n"))
        .singleElement()
        .satisfies(p -> assertThat(p.line()).isEqualTo(3))
        .satisfies(p -> assertThat(p.message()).startsWith("is no YAML: "));
    assertThat(problems("version: 1\nversion: 1\n" + MINIMAL.substring(11)))
        .singleElement()
        .isEqualTo(new PlantProblem(2, 1, "/version", "key 'version' is given twice; remove one"));
    assertThat(problems("").get(0).message()).contains("object expected");
  }

  @Test
  void refusesAliasesThatContainThemselves() {
    assertThat(problems("a: &a {b: *a}\n" + MINIMAL))
        .extracting(PlantProblem::message)
        .contains("contains itself through an alias; remove the alias");
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    Path binary = folder.resolve("plant.yaml");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatThrownBy(() -> PlantFile.read(folder.resolve("nowhere.yaml")))
        .isInstanceOf(InvalidPlantException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> PlantFile.read(folder)).hasMessageContaining("is a directory");
    assertThatThrownBy(() -> PlantFile.read(binary)).hasMessageContaining("is not UTF-8 text");
  }

  @Test
  void serialNumbersStayAsTheyWereTyped() {
    String text = MINIMAL.replace("{id: wheel}", "{id: wheel, serial: 007}");

    assertThat(PlantFile.parse("plant.yaml", text).assets().get(0).items().get(0).serial())
        .isEqualTo("007");
  }

  private static List<PlantProblem> problems(String text) {
    InvalidPlantException invalid =
        catchThrowableOfType(
            InvalidPlantException.class, () -> PlantFile.parse("plant.yaml", text));
    return Objects.requireNonNull(invalid, "was accepted").problems();
  }

  private static String example() throws IOException {
    try (InputStream in = PlantFile.class.getResourceAsStream("/plant/example.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
