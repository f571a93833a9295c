package io.millwright.ingest.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.VibrationClass.Support;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.ingest.ScanValidator;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.template.MachineFacts;
import io.millwright.ingest.template.MachineTemplate;
import io.millwright.ingest.template.MachineTemplates;
import io.millwright.models.operation.OperatingStateTracker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeclaredMachineTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void everyTypeRunsWithinItsRangeAndItsLimits() {
    for (MachineTemplate type :
        MachineTemplates.of(new MachineFacts(75.0, 1480.0, Support.RIGID))) {
      Asset asset = type.asset();
      OperatingStateTracker tracker = new OperatingStateTracker(asset.stateRule());
      int statePoint = asset.indexOf(asset.stateRule().pointId());
      OperatingState state = OperatingState.UNKNOWN;
      try (DeclaredMachine machine = new DeclaredMachine(asset, T0, MINUTE, 500, 7)) {
        for (int i = 0; i < 500; i++) {
          SourceRecord.Scan scan = scan(machine);
          assertThat(ScanValidator.check(asset, accepted(scan))).isNull();
          for (int p = 0; p < scan.values().length; p++) {
            assertWithin(asset.points().get(p), scan.values()[p]);
          }
          state =
              tracker.update(scan.time(), statePoint < 0 ? Double.NaN : scan.values()[statePoint]);
        }
        assertThat(machine.next()).isNull();
      }
      assertThat(state).as(asset.equipmentClass()).isEqualTo(OperatingState.RUNNING);
    }
  }

  @Test
  void saysThatItIsSimulatedAndWhenWhateverIsDeclared() {
    Asset pump = MachineTemplates.of(MachineFacts.UNKNOWN).get(0).asset();
    try (DeclaredMachine machine = new DeclaredMachine(pump, T0, MINUTE, 2, 1)) {
      SourceRecord.Scan first = scan(machine);
      SourceRecord.Scan second = scan(machine);

      assertThat(pump.origin()).isEqualTo(Origin.MEASURED);
      assertThat(List.of(first.origin(), second.origin())).containsOnly(Origin.SIMULATED);
      assertThat(first.time()).isEqualTo(T0);
      assertThat(second.time()).isEqualTo(T0.plus(MINUTE));
      assertThat(second.values()).isNotEqualTo(first.values());
    }
  }

  @Test
  void refusesATimeThatStandsStill() {
    Asset pump = MachineTemplates.of(MachineFacts.UNKNOWN).get(0).asset();

    assertThatThrownBy(() -> new DeclaredMachine(pump, T0, Duration.ZERO, 2, 1))
        .hasMessageContaining("above zero");
  }

  private static SourceRecord.Scan scan(DeclaredMachine machine) {
    return (SourceRecord.Scan) Objects.requireNonNull(machine.next());
  }

  private static ScalarScan accepted(SourceRecord.Scan scan) {
    return new ScalarScan(
        scan.assetId(),
        scan.time(),
        scan.time(),
        scan.time(),
        scan.origin(),
        scan.channelSet(),
        scan.values(),
        scan.quality());
  }

  private static void assertWithin(MeasurementPoint point, double value) {
    Limits limits = point.limits();
    if (limits != null) {
      Double low = limits.lowWarning();
      Double high = limits.highWarning();
      assertThat(low == null || value > low).as(point.id() + " " + value).isTrue();
      assertThat(high == null || value < high).as(point.id() + " " + value).isTrue();
    }
  }
}
