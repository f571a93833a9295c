package io.millwright.ingest.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.ingest.ScanValidator;
import io.millwright.ingest.SourceRecord;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.models.assessor.AssetAssessor;
import io.millwright.models.assessor.AssetModels;
import io.millwright.models.assessor.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The simulated plant is of use only if wear in it can be told from its noise, stops and shifts.
 */
class PlantSimulationAssessmentTest {
  @Test
  void wearIsSeenDaysBeforeTheTripAndPlannedStopsAreNot() {
    Map<String, Instant> degraded = new TreeMap<>();
    Map<String, Instant> tripped = new TreeMap<>();
    PlantSimulation simulation = PlantSimulation.lasting(42, Duration.ofHours(6 * 40));
    Map<AssetId, Watched> watched = new HashMap<>();
    simulation.machines().forEach(m -> watched.put(m.asset().id(), new Watched(m)));

    for (SourceRecord r = simulation.next(); r != null; r = simulation.next()) {
      if (r instanceof SourceRecord.Event e) {
        requireNonNull(watched.get(e.event().assetId())).assessor.apply(e.event());
        if (e.event().type() == MachineEventType.TRIP) {
          tripped.putIfAbsent(e.event().assetId().value(), e.event().time());
        }
      } else if (r instanceof SourceRecord.Scan s) {
        HealthState state = requireNonNull(watched.get(s.assetId())).accept(s);
        if (state == HealthState.DEGRADED || state == HealthState.ALARM) {
          degraded.putIfAbsent(s.assetId().value(), s.time());
        }
      }
    }

    assertThat(tripped).containsOnlyKeys("fan-401", "pump-101");
    assertThat(degraded).containsOnlyKeys("fan-401", "motor-301", "pump-101");
    tripped.forEach(
        (asset, trip) ->
            assertThat(Duration.between(degraded.get(asset), trip))
                .as(asset)
                .isGreaterThan(Duration.ofHours(24)));
  }

  private static final class Watched {
    private final SimulatedMachine machine;
    private final AssetAssessor assessor;

    Watched(SimulatedMachine machine) {
      this.machine = machine;
      this.assessor =
          AssetAssessor.start(machine.asset(), AssessorSettings.DEFAULT, AssetModels.NONE);
    }

    HealthState accept(SourceRecord.Scan s) {
      ScalarScan scan =
          new ScalarScan(
              s.assetId(),
              s.time(),
              s.time(),
              s.time(),
              s.origin(),
              s.channelSet(),
              s.values(),
              s.quality());
      if (ScanValidator.check(machine.asset(), scan) != null) {
        return HealthState.UNKNOWN;
      }
      Assessment assessment = ((Verdict.Assessed) assessor.accept(scan, s.time())).assessment();
      return assessment.health().state();
    }
  }
}
