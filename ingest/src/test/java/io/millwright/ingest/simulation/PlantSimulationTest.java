package io.millwright.ingest.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.ingest.Published;
import io.millwright.ingest.SourceRecord;
import io.millwright.models.training.RunToFailureTable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantSimulationTest {
  private static final Duration DEMO = Duration.ofHours(6 * 60);

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertThat(bytes(5)).isEqualTo(bytes(5));
    assertThat(bytes(5)).isNotEqualTo(bytes(6));
  }

  @Test
  void everythingIsMarkedAsSimulated() {
    Published published = Published.of(PlantSimulation.lasting(1, DEMO));

    assertThat(PlantSimulation.endless(1).assets())
        .allSatisfy(asset -> assertThat(asset.origin()).isEqualTo(Origin.SIMULATED));
    assertThat(published.outlet().scans())
        .allSatisfy(scan -> assertThat(scan.origin()).isEqualTo(Origin.SIMULATED));
    assertThat(published.outlet().events())
        .allSatisfy(event -> assertThat(event.origin()).isEqualTo(Origin.SIMULATED));
    assertThat(published.outlet().rejected())
        .allSatisfy(rejected -> assertThat(rejected.origin()).isEqualTo(Origin.SIMULATED));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42})
  void aDemonstrationSeesThreeMachinesFailAndFourStaySound(long seed) {
    Map<String, Instant> trips = new TreeMap<>();
    for (MachineEvent event : Published.of(PlantSimulation.lasting(seed, DEMO)).outlet().events()) {
      if (event.type() == MachineEventType.TRIP) {
        trips.putIfAbsent(event.assetId().value(), event.time());
      }
    }

    assertThat(trips).containsOnlyKeys("fan-401", "motor-301", "pump-101");
    double wallSeconds =
        Duration.between(PlantSimulation.EPOCH, trips.get("pump-101")).toSeconds()
            / PlantSimulation.DEMO_PACE.factor();
    assertThat(wallSeconds).isBetween(26.0, 37.0);
  }

  @Test
  void aTrippedMachineIsRepairedAndStartsANewLife() {
    List<MachineEvent> events =
        Published.of(PlantSimulation.lasting(1, DEMO)).outlet().events().stream()
            .filter(event -> event.assetId().value().equals("pump-101"))
            .dropWhile(event -> event.type() != MachineEventType.TRIP)
            .limit(3)
            .toList();

    assertThat(events)
        .extracting(MachineEvent::type)
        .containsExactly(
            MachineEventType.TRIP, MachineEventType.MAINTENANCE_PERFORMED, MachineEventType.START);
    assertThat(events.get(1).time()).isEqualTo(events.get(0).time().plus(SimulatedMachine.REPAIR));
    assertThat(events.get(1).itemId()).isEqualTo(events.get(0).itemId());
  }

  @Test
  void damageNeverShrinksWithinALifeAndGrowsFromZeroToOne() {
    PlantSimulation simulation = PlantSimulation.lasting(1, DEMO);
    SimulatedMachine pump = simulation.machines().get(0);
    double before = 0;
    double greatest = 0;
    for (SourceRecord r = simulation.next(); r != null; r = simulation.next()) {
      boolean replaced =
          r instanceof SourceRecord.Event e
              && e.event().type() == MachineEventType.MAINTENANCE_PERFORMED
              && e.event().assetId().equals(pump.asset().id());
      if (replaced) {
        assertThat(pump.damage()).isZero();
        before = 0;
      }
      assertThat(pump.damage()).isGreaterThanOrEqualTo(before);
      before = pump.damage();
      greatest = Math.max(greatest, before);
    }
    assertThat(greatest).isEqualTo(1);
  }

  @Test
  void aPlannedStopShowsAStandingMachineAndSaysWhy() {
    // pump-101 is cleaned on Wednesdays from 8 to 14
    Instant stop = Instant.parse("2026-01-07T08:00:00Z");
    Published published = Published.of(PlantSimulation.lasting(1, Duration.ofDays(4)));

    List<ScalarScan> standing =
        published.outlet().scans().stream()
            .filter(scan -> scan.assetId().value().equals("pump-101"))
            .filter(scan -> !scan.time().isBefore(stop))
            .filter(scan -> scan.time().isBefore(stop.plus(Duration.ofHours(6))))
            .filter(scan -> scan.quality().length == 0)
            .toList();
    assertThat(standing).hasSizeBetween(15, 24);
    assertThat(standing)
        .allSatisfy(
            scan -> {
              assertThat(Math.abs(scan.values()[0])).isLessThan(10); // rpm, noise only
              assertThat(scan.values()[5]).isLessThan(0.4); // mm/s
            });
    assertThat(published.outlet().events())
        .filteredOn(event -> event.assetId().value().equals("pump-101"))
        .extracting(event -> event.type() + " " + event.time() + " " + event.reason())
        .contains(
            "STOP 2026-01-07T08:00:00Z planned stop: weekly cleaning",
            "START 2026-01-07T14:00:00Z production");
  }

  @Test
  void sensorFaultsAreRejectedOrMarkedAbsent() {
    Published published = Published.of(PlantSimulation.lasting(1, Duration.ofDays(60)));

    assertThat(published.outlet().rejected())
        .extracting(RejectedTelemetry::reason)
        .contains(RejectionReason.NOT_A_NUMBER, RejectionReason.IMPOSSIBLE_VALUE)
        .containsOnly(RejectionReason.NOT_A_NUMBER, RejectionReason.IMPOSSIBLE_VALUE);
    assertThat(published.outlet().scans()).anyMatch(scan -> scan.quality().length > 0);
    // faults are seldom: below one scan in a hundred
    assertThat(published.totals().rejected()).isLessThan(published.totals().scansIn() / 100);
  }

  @Test
  void pumpsBelongToTheirOwnVibrationStandard() {
    assertThat(PlantSimulation.endless(1).assets())
        .filteredOn(asset -> asset.equipmentClass().equals("pump"))
        .hasSize(4)
        .allSatisfy(
            asset ->
                assertThat(asset.vibration().group())
                    .isEqualTo(VibrationClass.Group.ROTODYNAMIC_PUMP));
  }

  @Test
  void recordsOfAnEventTopicNeverShareAPosition() {
    Published published = Published.of(PlantSimulation.lasting(2, Duration.ofDays(60)));

    List<String> ids = published.outlet().events().stream().map(MachineEvent::id).toList();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pump", "motor", "fan"})
  void livesForTrainingRunFromNewToFailure(String equipmentClass) {
    RunToFailureTable table = PlantSimulation.runToFailure(equipmentClass, 9, 5);

    assertThat(table.histories()).hasSize(5);
    assertThat(table.settings()).contains("speed", "ambient");
    assertThat(table.histories())
        .allSatisfy(
            life -> {
              assertThat(life.elapsed()[0]).isLessThan(3);
              assertThat(life.elapsed()[life.rows() - 1]).isBetween(115.0, 700.0);
              assertThat(life.rows()).isBetween(90, 700);
            });
    assertThat(table.channels())
        .isEqualTo(
            PlantSimulation.endless(1).assets().stream()
                .filter(asset -> asset.equipmentClass().equals(equipmentClass))
                .findFirst()
                .orElseThrow()
                .points()
                .stream()
                .map(point -> point.id())
                .toList());
  }

  private static List<String> bytes(long seed) {
    var codec = Topics.SCALAR.valueCodec().get();
    return Published.of(PlantSimulation.lasting(seed, Duration.ofDays(12)))
        .outlet()
        .scans()
        .stream()
        .map(scan -> java.util.HexFormat.of().formatHex(codec.encode(scan)))
        .toList();
  }
}
