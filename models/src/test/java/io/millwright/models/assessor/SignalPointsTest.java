package io.millwright.models.assessor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Several points of one machine. */
class SignalPointsTest {
  private static final Asset THREE =
      Motor.withPoints(
          Motor.ASSET,
          List.of(
              Motor.point("de", "Drive end", "bearing", "x", "y"),
              Motor.point("nde", "Other end", "bearing", "x", "y"),
              Motor.point("foot", "Foot", "stator", "x", "y")));

  private static final Asset SCANNED =
      Motor.asset(
          Motor.GROUP_2_RIGID,
          Motor.BEARING,
          List.of(MeasurementPoint.of("t", "Cel", PointKind.TEMPERATURE)));

  private final Motor motor = new Motor(7);
  private AssetAssessor assessor = start(THREE);

  private static AssetAssessor start(Asset asset) {
    return AssetAssessor.start(asset, AssessorSettings.DEFAULT, AssetModels.NONE);
  }

  private Assessment feed(String pointId, double velocity) {
    motor.velocity = velocity;
    return accept(Motor.at(pointId, motor.frame()));
  }

  private Assessment accept(FeatureVector vector) {
    assessor =
        AssetAssessor.restore(
            assessor.snapshot(), THREE, AssessorSettings.DEFAULT, AssetModels.NONE);
    return ((Verdict.Assessed) assessor.accept(vector, motor.time)).assessment();
  }

  @Test
  void oneFrameInAZoneCountsOnceWhateverOtherPointsSend() {
    feed("de", 6);
    Assessment a = null;
    for (int i = 0; i < 20; i++) {
      a = feed(i % 2 == 0 ? "nde" : "foot", 0.5);
      assertThat(a.health().state()).isEqualTo(HealthState.HEALTHY);
    }
    assertThat(Objects.requireNonNull(a).health().reason())
        .contains("zone D of ISO 20816-3, for 1 frames");
    for (int i = 0; i < 4; i++) {
      assertThat(feed("de", 6).health().state()).isEqualTo(HealthState.HEALTHY);
      feed("nde", 0.5);
    }
    assertThat(feed("de", 6).health().state()).isEqualTo(HealthState.ALARM);
    assertThat(feed("nde", 0.5).health().state()).as("by the worst").isEqualTo(HealthState.ALARM);
    assertThat(feed("de", 0.5).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void aFrameWithoutVelocityNeitherCountsNorEndsPersistence() {
    for (int i = 0; i < 5; i++) {
      feed("de", 6);
    }
    for (int i = 0; i < 5; i++) {
      Assessment a = accept(withoutVelocity());
      assertThat(a.health().state()).isEqualTo(HealthState.HEALTHY);
      assertThat(a.health().reason()).contains("for 5 frames").contains("no velocity at de");
    }
    assertThat(feed("de", 6).health().state()).isEqualTo(HealthState.ALARM);
  }

  /** A zone must neither hold for ever nor vanish because its sensor died. */
  @Test
  void theZoneOfADeadSensorIsUnknownAfterTheLongestGap() {
    for (int i = 0; i < 6; i++) {
      feed("de", 6);
    }
    motor.time = motor.time.plus(Duration.ofHours(23));
    assertThat(feed("nde", 0.5).health().state()).isEqualTo(HealthState.ALARM);
    motor.time = motor.time.plus(Duration.ofHours(1));
    Assessment later = feed("nde", 0.5);

    assertThat(later.health().state()).isEqualTo(HealthState.UNKNOWN);
    assertThat(later.health().reason())
        .contains("no velocity at de since 2026-01-01T00:06:00Z, when it had been in zone D");
    VibrationSeverity severity = Objects.requireNonNull(later.severity());
    assertThat(severity.pointId()).isEqualTo("nde");
    assertThat(severity.zone()).isEqualTo(VibrationSeverity.Zone.A);
    assertThat(feed("de", 0.5).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void aSoundPointThatFallsSilentIsForgotten() {
    feed("de", 0.5);
    motor.time = motor.time.plus(Duration.ofDays(2));
    assertThat(feed("nde", 0.3).severity()).extracting(s -> s.pointId()).isEqualTo("nde");
  }

  @Test
  void saysThatNoVelocityCouldBeMeasured() {
    Assessment a = accept(withoutVelocity());

    VibrationSeverity severity = Objects.requireNonNull(a.severity());
    assertThat(severity.zone()).isEqualTo(VibrationSeverity.Zone.UNKNOWN);
    assertThat(severity.velocityRmsMmPerS()).isNaN();
    assertThat(severity.pointId()).isEqualTo("de");
    assertThat(severity.reason()).startsWith("no velocity at de: frames too short or too slow");
    assertThat(a.health().reason()).contains(severity.reason());
  }

  /** A machine under repair sends scans, but no frames. */
  @Test
  void aRepairActsOnWhatWasHeardBeforeTheNextFrame() {
    AssetAssessor both = start(SCANNED);
    motor.impulses = 20;
    assertThat(motor.feed(both, 40).health().state()).isEqualTo(HealthState.DEGRADED);
    both.apply(motor.event(MachineEventType.MAINTENANCE_PERFORMED));

    ScalarScan scan =
        new ScalarScan(
            SCANNED.id(),
            motor.time.plusSeconds(1),
            motor.time,
            motor.time,
            Origin.SIMULATED,
            SCANNED.channelSet(),
            new double[] {50},
            new byte[0]);
    Assessment a = ((Verdict.Assessed) both.accept(scan, motor.time)).assessment();
    assertThat(a.health().state()).isEqualTo(HealthState.LEARNING);
    assertThat(a.health().findings()).isEmpty();
  }

  /** What a point that lags behind heard before the repair is not how the machine is now. */
  @Test
  void framesOfBeforeARepairTeachNothingAfterIt() {
    AssetAssessor lagging = start(THREE);
    motor.velocity = 6;
    motor.impulses = 20;
    List<FeatureVector> old = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      old.add(motor.frame());
    }
    for (MachineEventType type :
        List.of(MachineEventType.MAINTENANCE_PERFORMED, MachineEventType.INSPECTED_NOTHING_FOUND)) {
      lagging.apply(motor.event(type));
    }
    motor.velocity = 0.5;
    motor.impulses = 0;
    FeatureVector renewed = Motor.at("nde", motor.frame());
    lagging.accept(renewed, motor.time);
    for (FeatureVector frame : old.subList(0, 39)) {
      assertThat(lagging.accept(frame, motor.time)).isEqualTo(new Verdict.Merged());
    }

    FeatureVector next = motor.frame();
    Assessment a = ((Verdict.Assessed) lagging.accept(next, motor.time)).assessment();
    assertThat(a.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(a.health().findings()).isEmpty();
    assertThat(Objects.requireNonNull(a.severity()).velocityRmsMmPerS()).isLessThan(1);
  }

  /** After an inspection learning goes on, but what was confirmed before it is answered. */
  @Test
  void framesOfBeforeAnInspectionConfirmNothing() {
    motor.impulses = 20;
    List<FeatureVector> old = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      old.add(motor.frame());
    }
    assessor.apply(motor.event(MachineEventType.INSPECTED_NOTHING_FOUND));
    motor.impulses = 0;
    accept(Motor.at("nde", motor.frame()));
    for (FeatureVector frame : old.subList(0, 39)) {
      assertThat(assessor.accept(frame, motor.time)).isEqualTo(new Verdict.Merged());
    }

    assertThat(accept(Motor.at("nde", motor.frame())).health().state())
        .isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void anAssetWithoutSignalsKeepsNoEventsForThem() {
    AssetAssessor none = start(Motor.withPoints(SCANNED, List.of()));
    byte[] before = none.snapshot();
    none.applyToSignals(motor.event(MachineEventType.MAINTENANCE_PERFORMED));

    assertThat(none.snapshot()).isEqualTo(before);
  }

  private FeatureVector withoutVelocity() {
    motor.time = motor.time.plusSeconds(60);
    float[] values = new float[motor.frame().values().length];
    Arrays.fill(values, Float.NaN);
    return Motor.vector(motor.time, values, OperatingState.RUNNING, List.of());
  }
}
