package io.millwright.ingest.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass.Support;
import io.millwright.ingest.plant.Plant;
import io.millwright.ingest.plant.PlantFile;
import io.millwright.ingest.template.MachineTemplate.Mode;
import io.millwright.ingest.template.MachineTemplate.Watched;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTemplatesTest {
  private static final MachineFacts BIG = new MachineFacts(500.0, 1485.0, Support.FLEXIBLE);

  @TempDir Path directory = Path.of("");

  @Test
  void everyTypePassesThePlantCheckWhateverIsKnownOfTheMachine() {
    for (MachineFacts facts :
        List.of(
            MachineFacts.UNKNOWN,
            BIG,
            new MachineFacts(5.0, 2900.0, Support.RIGID),
            new MachineFacts(75.0, 60.0, Support.UNKNOWN))) {
      List<MachineTemplate> templates = MachineTemplates.of(facts);
      Plant plant = new Plant("All", templates.stream().map(MachineTemplate::asset).toList());
      PlantFile.write(plant, directory.resolve("plant.yaml"));

      assertThat(PlantFile.read(directory.resolve("plant.yaml"))).isEqualTo(plant);
      assertThat(plant.assets())
          .extracting(asset -> asset.equipmentClass())
          .containsExactly(
              "pump",
              "fan",
              "motor",
              "gearbox",
              "compressor",
              "conveyor",
              "machine-tool",
              "generic");
    }
  }

  @Test
  void everyTypeHasLimitsBeforeAnythingIsLearnedAndSaysWhereTheyComeFrom() {
    for (MachineTemplate template : MachineTemplates.of(BIG)) {
      List<String> limited =
          template.asset().points().stream()
              .filter(point -> point.limits() != null)
              .map(MeasurementPoint::id)
              .toList();

      assertThat(template.limitSources().keySet()).containsExactlyInAnyOrderElementsOf(limited);
      assertThat(template.asset().points())
          .filteredOn(point -> point.kind() == PointKind.VIBRATION)
          .isNotEmpty()
          .allMatch(point -> point.limits() != null);
      assertThat(template.bearings()).isNotEmpty();
    }
  }

  @Test
  void limitsOfVibrationAreTheZonesOfTheStandardWhereItHolds() {
    assertVibration("fan", new MachineFacts(75.0, 985.0, Support.FLEXIBLE), 4.5, 7.1);
    assertVibration("motor", new MachineFacts(75.0, 1480.0, Support.RIGID), 2.8, 4.5);
    assertVibration("motor", new MachineFacts(300.0, 1480.0, Support.RIGID), 2.8, 4.5);
    assertVibration("motor", new MachineFacts(301.0, 1480.0, Support.RIGID), 4.5, 7.1);
    assertVibration("compressor", BIG, 7.1, 11.0);
    assertVibration("pump", new MachineFacts(75.0, 1480.0, Support.RIGID), 5.1, 8.5);
    assertThat(source("fan", BIG)).isEqualTo(LimitSource.ISO_20816_3);
    assertThat(source("pump", new MachineFacts(200.0, null, Support.UNKNOWN)))
        .isEqualTo(LimitSource.ISO_10816_7);
  }

  @Test
  void whereNoStandardHoldsLimitsAreCalledStartingValues() {
    assertThat(source("fan", MachineFacts.UNKNOWN)).isEqualTo(LimitSource.STARTING_VALUE);
    assertThat(source("fan", new MachineFacts(75.0, 985.0, Support.UNKNOWN)))
        .isEqualTo(LimitSource.STARTING_VALUE);
    assertThat(source("fan", new MachineFacts(15.0, 985.0, Support.RIGID)))
        .isEqualTo(LimitSource.STARTING_VALUE);
    assertThat(source("fan", new MachineFacts(75.0, 100.0, Support.RIGID)))
        .isEqualTo(LimitSource.STARTING_VALUE);
    assertThat(source("pump", new MachineFacts(201.0, 1480.0, Support.RIGID)))
        .isEqualTo(LimitSource.STARTING_VALUE);
    assertThat(source("gearbox", BIG)).isEqualTo(LimitSource.STARTING_VALUE);
  }

  @Test
  void runningFollowsTheRatedSpeedWhereItIsToldBySpeed() {
    assertThat(of("pump", BIG).asset().stateRule().runningAbove()).isEqualTo(0.4 * 1485);
    assertThat(of("pump", BIG).asset().kinematics().nominalSpeedRpm()).isEqualTo(1485);
    assertThat(of("motor", BIG).asset().stateRule().runningAbove()).isEqualTo(20);
    assertThat(of("conveyor", BIG).asset().stateRule().runningAbove()).isEqualTo(0.1);
  }

  @Test
  void tellsWhichFailureModesWouldShowWhere() {
    assertThat(of("pump", BIG).watched())
        .contains(
            new Watched("bearing-de", Mode.VIB, List.of("vibration-de")),
            new Watched("bearing-de", Mode.OHE, List.of("bearing-temperature-de")),
            new Watched("impeller", Mode.PDE, List.of("flow", "discharge-pressure")));
  }

  private static void assertVibration(
      String type, MachineFacts facts, double warning, double alarm) {
    assertThat(of(type, facts).asset().points())
        .filteredOn(point -> point.kind() == PointKind.VIBRATION)
        .extracting(MeasurementPoint::limits)
        .extracting(Limits::highWarning, Limits::highAlarm)
        .containsOnly(org.assertj.core.api.Assertions.tuple(warning, alarm));
  }

  private static LimitSource source(String type, MachineFacts facts) {
    MachineTemplate template = of(type, facts);
    return template.asset().points().stream()
        .filter(point -> point.kind() == PointKind.VIBRATION)
        .map(point -> template.limitSources().getOrDefault(point.id(), LimitSource.IEC_60034_1))
        .distinct()
        .reduce(
            (a, b) -> {
              throw new AssertionError("two sources");
            })
        .orElseThrow();
  }

  private static MachineTemplate of(String type, MachineFacts facts) {
    return MachineTemplates.of(facts).stream()
        .filter(t -> t.asset().equipmentClass().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
