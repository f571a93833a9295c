package io.millwright.models.assessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.prognosis.bearing.DegradationLife;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignalAssessorTest {
  private final Motor motor = new Motor(5);

  private static AssetAssessor start(AssetModels models) {
    return AssetAssessor.start(Motor.ASSET, AssessorSettings.DEFAULT, models);
  }

  @Test
  void aSoundMachineWithoutScalarPointsIsHealthy() {
    Assessment a = motor.feed(start(AssetModels.NONE), 60);

    assertThat(a.id()).isEqualTo("motor-1@" + motor.time + "#de");
    assertThat(a.operatingState()).isEqualTo(OperatingState.RUNNING);
    assertThat(a.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(a.health().findings()).isEmpty();
    VibrationSeverity severity = Objects.requireNonNull(a.severity());
    assertThat(severity.zone()).isEqualTo(VibrationSeverity.Zone.A);
    assertThat(severity.channel()).isEqualTo("x");
    assertThat(a.prognosis().remainingLife()).isNull();
  }

  @Test
  void zonesPersistBeforeTheyCountAndDoNotLatch() {
    AssetAssessor assessor = start(AssetModels.NONE);
    motor.feed(assessor, 30);
    motor.velocity = 3.5;
    assertThat(motor.feed(assessor, 5).health().state()).isEqualTo(HealthState.HEALTHY);
    Assessment zoneC = motor.feed(assessor);
    assertThat(zoneC.health().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(zoneC.health().reason()).contains("zone C of ISO 20816-3, for 6 frames");
    motor.velocity = 6;
    Assessment zoneD = motor.feed(assessor, 6);
    assertThat(zoneD.health().state()).isEqualTo(HealthState.ALARM);
    assertThat(zoneD.health().healthIndex()).isLessThanOrEqualTo(39);
    motor.velocity = 0.5;
    assertThat(motor.feed(assessor).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void aChangeInsideAZoneIsNotable() {
    AssetAssessor assessor = start(AssetModels.NONE);
    motor.feed(assessor, 30);
    motor.velocity = 1.3;
    Assessment a = motor.feed(assessor);
    assertThat(Objects.requireNonNull(a.severity()).changeNotable()).isTrue();
    assertThat(a.health().reason()).contains("a quarter of the B/C limit");
  }

  @Test
  void aDamagedOuterRaceIsNamedWithItsLinesAndLatches() {
    AssetAssessor assessor = start(AssetModels.NONE);
    motor.impulses = 20;
    assertThat(motor.feed(assessor, 10).health().state()).isEqualTo(HealthState.HEALTHY);
    Assessment a = motor.feed(assessor, 20);

    assertThat(a.health().state()).isEqualTo(HealthState.DEGRADED);
    Finding finding = a.health().findings().get(0);
    assertThat(finding.itemId()).isEqualTo("bearing");
    assertThat(finding.failureMode()).isEqualTo("VIB");
    assertThat(finding.evidence()).startsWith("bearing outer race");
    assertThat(finding.lines().get(0).name()).startsWith("BPFO");
    assertThat(a.health().reason()).contains("bearing outer race");

    motor.impulses = 0;
    Assessment later = motor.feed(assessor, 200);
    assertThat(later.health().state()).as("faults do not heal").isEqualTo(HealthState.DEGRADED);
    assertThat(later.health().findings()).hasSize(1);
  }

  @Test
  void withoutGeometryTheBearingIsNotAssessedAndNothingIsClaimed() {
    Asset unknown = Motor.asset(Motor.GROUP_2_RIGID, null, List.of());
    AssetAssessor assessor =
        AssetAssessor.start(unknown, AssessorSettings.DEFAULT, AssetModels.NONE);
    motor.impulses = 20;
    Assessment last = null;
    for (int i = 0; i < 60; i++) {
      FeatureVector vector = motor.frame(OperatingState.RUNNING, null, List.of());
      last = ((Verdict.Assessed) assessor.accept(vector, motor.time)).assessment();
      assertThat(last.health().findings()).isEmpty();
    }
    assertThat(Objects.requireNonNull(last).health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(last.health().reason()).contains("bearing not assessed: bearing geometry unknown");
  }

  /** What was seen before had no lines: it must not count as if it had shown none, or some. */
  @Test
  void aBearingThatIsDescribedLaterIsAssessedByWhatIsSeenFromThenOn() {
    Asset unknown = Motor.asset(Motor.GROUP_2_RIGID, null, List.of());
    AssetAssessor assessor =
        AssetAssessor.start(unknown, AssessorSettings.DEFAULT, AssetModels.NONE);
    for (int i = 0; i < 60; i++) {
      assessor.accept(motor.frame(OperatingState.RUNNING, null, List.of()), motor.time);
    }
    assessor.declare(Motor.ASSET);

    assertThat(motor.feed(assessor).health().reason())
        .contains("bearing not assessed: only 16 of 25 revolutions seen");
    Assessment assessed = motor.feed(assessor);
    assertThat(assessed.health().reason()).doesNotContain("not assessed");
    assertThat(assessed.health().findings()).isEmpty();
  }

  @Test
  void withoutGeometryAndClassNothingIsSaidAtAll() {
    Asset unknown = Motor.asset(VibrationClass.UNKNOWN, null, List.of());
    AssetAssessor assessor =
        AssetAssessor.start(unknown, AssessorSettings.DEFAULT, AssetModels.NONE);
    Assessment a =
        ((Verdict.Assessed)
                assessor.accept(motor.frame(OperatingState.RUNNING, null, List.of()), motor.time))
            .assessment();
    assertThat(a.health().state()).isEqualTo(HealthState.NOT_ASSESSED);
    assertThat(a.health().healthIndex()).isNaN();
    assertThat(a.health().reason()).contains("severity zone unknown");
    assertThat(Objects.requireNonNull(a.severity()).zone())
        .isEqualTo(VibrationSeverity.Zone.UNKNOWN);
  }

  @Test
  void aFrameInAnUnknownStateOrClippedTeachesNoDiagnosis() {
    AssetAssessor assessor = start(AssetModels.NONE);
    motor.impulses = 20;
    motor.velocity = 6;
    for (int i = 0; i < 40; i++) {
      FeatureVector vector = motor.frame(OperatingState.UNKNOWN, Motor.BEARING, List.of());
      Assessment a = ((Verdict.Assessed) assessor.accept(vector, motor.time)).assessment();
      assertThat(a.health().state()).isEqualTo(HealthState.NOT_ASSESSED);
      assertThat(a.health().reason()).startsWith("operating state unknown");
      assertThat(a.severity()).isNull();
    }
    for (int i = 0; i < 40; i++) {
      FeatureVector vector =
          motor.frame(OperatingState.RUNNING, Motor.BEARING, List.of(FrameFlag.CLIPPED));
      Assessment a = ((Verdict.Assessed) assessor.accept(vector, motor.time)).assessment();
      assertThat(a.health().findings()).isEmpty();
    }
  }

  @Test
  void growthIsAnOnsetThatLatchesAndBeginsTheLife() {
    AssetAssessor assessor = start(Motor.LIFE);
    Assessment learning = motor.feed(assessor, 20);
    assertThat(learning.health().state()).isEqualTo(HealthState.LEARNING);
    Assessment healthy = motor.feed(assessor, 100);
    assertThat(healthy.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(healthy.prognosis().remainingLife()).isNull();
    assertThat(healthy.prognosis().reason()).isEqualTo("no onset of degradation in vibration");

    motor.noise = 2.5;
    Assessment degraded = motor.feed(assessor, 30);
    assertThat(degraded.health().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(degraded.health().reason()).contains("de: vibration grows since");
    assertThat(degraded.health().healthIndex()).isLessThan(79);
    assertThat(degraded.health().findings().get(0).itemId()).isEqualTo("bearing");
    var life = Objects.requireNonNull(degraded.prognosis().remainingLife());
    assertThat(life.lower()).isLessThan(life.median());
    motor.noise = 1;
    assertThat(motor.feed(assessor, 30).health().state()).isEqualTo(HealthState.DEGRADED);
  }

  /** At another rate every level is another one, without anything having happened. */
  @Test
  void anotherSampleRateIsNoGrowth() {
    AssetAssessor assessor = start(Motor.LIFE);
    assertThat(motor.feed(assessor, 120).health().state()).isEqualTo(HealthState.HEALTHY);
    assessor =
        AssetAssessor.restore(
            assessor.snapshot(), Motor.ASSET, AssessorSettings.DEFAULT, Motor.LIFE);
    motor.noise = 2.5;
    for (int i = 0; i < 20; i++) {
      assertThat(feedAt(51_200, assessor).health().state()).isEqualTo(HealthState.LEARNING);
    }
    Assessment learned = null;
    for (int i = 0; i < 100; i++) {
      learned = feedAt(51_200, assessor);
      assertThat(learned.health().state()).isNotEqualTo(HealthState.DEGRADED);
    }
    assertThat(Objects.requireNonNull(learned).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void anotherSampleRateHealsNoConfirmedDamage() {
    AssetAssessor assessor = start(AssetModels.NONE);
    motor.impulses = 20;
    motor.feed(assessor, 40);
    motor.impulses = 0;
    for (int i = 0; i < 100; i++) {
      Assessment a = feedAt(51_200, assessor);
      assertThat(a.health().state()).isEqualTo(HealthState.DEGRADED);
      assertThat(a.health().findings()).hasSize(1);
    }
  }

  @Test
  void anotherSampleRateEndsNoDegradationAndSetsAnotherReference() {
    AssetAssessor assessor = start(Motor.LIFE);
    motor.feed(assessor, 100);
    motor.noise = 2.5;
    Assessment onset = motor.feed(assessor, 30);
    assertThat(onset.health().state()).isEqualTo(HealthState.DEGRADED);

    motor.velocity = 1.3;
    Assessment a = null;
    for (int i = 0; i < 80; i++) {
      a = feedAt(51_200, assessor);
      assertThat(a.health().state()).isEqualTo(HealthState.DEGRADED);
      assertThat(a.prognosis().remainingLife()).isNotNull();
      assertThat(Objects.requireNonNull(a.severity()).changeNotable())
          .as("the reference was another's")
          .isFalse();
      assessor =
          AssetAssessor.restore(
              assessor.snapshot(), Motor.ASSET, AssessorSettings.DEFAULT, Motor.LIFE);
    }
    assertThat(Objects.requireNonNull(a).health().reason()).contains("vibration grows since");
    assertThat(a.health().healthIndex())
        .as("had grown 2.5 times, and grows no more")
        .isCloseTo(onset.health().healthIndex(), within(5.0));
  }

  @Test
  void clippedFramesSpeakNeitherForAFaultNorAgainst() {
    AssetAssessor assessor = start(Motor.LIFE);
    motor.feed(assessor, 100);
    motor.velocity = 6;
    motor.noise = 3;
    Assessment a = null;
    for (int i = 0; i < 40; i++) {
      FeatureVector clipped =
          motor.frame(OperatingState.RUNNING, Motor.BEARING, List.of(FrameFlag.CLIPPED));
      a = ((Verdict.Assessed) assessor.accept(clipped, motor.time)).assessment();
      assertThat(a.health().state()).isEqualTo(HealthState.HEALTHY);
    }
    assertThat(Objects.requireNonNull(a).health().reason())
        .contains("de: the newest 40 frames are clipped, and not judged");
    assertThat(Objects.requireNonNull(a.severity()).velocityRmsMmPerS()).isLessThan(1);
    motor.velocity = 0.5;
    motor.noise = 1;
    assertThat(motor.feed(assessor).health().reason()).doesNotContain("clipped");
  }

  @Test
  void whatRestsOnAnAssumedSpeedIsSaidButNeverConfirmed() {
    AssetAssessor assessor = start(AssetModels.NONE);
    motor.impulses = 20;
    Assessment a = null;
    for (int i = 0; i < 60; i++) {
      FeatureVector assumed =
          motor.frame(OperatingState.RUNNING, Motor.BEARING, List.of(FrameFlag.SPEED_ASSUMED));
      a = ((Verdict.Assessed) assessor.accept(assumed, motor.time)).assessment();
    }
    assertThat(Objects.requireNonNull(a).health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(a.health().findings().get(0).evidence())
        .startsWith("bearing outer race")
        .endsWith("if the shaft turns at its nominal speed, not measured");
    assertThat(motor.feed(assessor, 19).health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(motor.feed(assessor).health().state()).isEqualTo(HealthState.DEGRADED);
  }

  /** A corrected name, item or direction changes nothing of what was measured. */
  @Test
  void aCorrectedDeclarationKeepsWhatWasLearnedAndConfirmed() {
    AssetAssessor assessor = start(Motor.LIFE);
    motor.feed(assessor, 100);
    motor.noise = 2.5;
    motor.impulses = 60;
    motor.feed(assessor, 60);
    motor.impulses = 0;
    Assessment before = motor.feed(assessor, 100);
    assertThat(before.health().findings()).hasSize(1);

    assessor.declare(
        Motor.withPoints(
            Motor.ASSET, List.of(Motor.point(Motor.POINT, "Corrected", "stator", "x", "y"))));
    Assessment a = motor.feed(assessor);
    assertThat(a.health().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(a.health().findings().get(0).itemId()).isEqualTo("stator");
    assertThat(a.health().findings().get(0).lines()).isNotEmpty();
    assertThat(a.health().reason()).contains("vibration grows since");
    assertThat(a.prognosis().remainingLife()).isNotNull();
  }

  @Test
  void otherChannelsLearnAnewButHealNothing() {
    AssetAssessor assessor = start(Motor.LIFE);
    motor.feed(assessor, 100);
    motor.noise = 2.5;
    motor.impulses = 60;
    motor.feed(assessor, 60);
    Asset changed =
        Motor.withPoints(
            Motor.ASSET, List.of(Motor.point(Motor.POINT, "Drive end", "bearing", "x", "z")));
    AssetAssessor restored =
        AssetAssessor.restore(assessor.snapshot(), changed, AssessorSettings.DEFAULT, Motor.LIFE);
    assessor.declare(changed);
    assertThat(Arrays.equals(assessor.snapshot(), restored.snapshot()))
        .as("live as after a restart")
        .isTrue();

    motor.impulses = 0;
    for (int i = 0; i < 60; i++) {
      FeatureVector frame =
          Motor.of(Motor.POINT, List.of("x", "z"), 25_600, List.of(), motor.frame());
      Assessment a = ((Verdict.Assessed) assessor.accept(frame, motor.time)).assessment();
      assertThat(a.health().state()).isEqualTo(HealthState.DEGRADED);
      assertThat(a.health().reason()).contains("vibration grows since", "bearing outer race");
    }
  }

  @Test
  void anotherBearingModelHealsNothing() {
    AssetAssessor assessor = start(Motor.LIFE);
    motor.feed(assessor, 100);
    motor.noise = 2.5;
    motor.impulses = 60;
    motor.feed(assessor, 60);
    var model = Objects.requireNonNull(Motor.LIFE.bearingLife());
    AssetModels other =
        new AssetModels(
            null,
            new BearingLifeModel(
                model.schemaId(),
                model.onset(),
                model.population(),
                new DegradationLife(0.6, -0.5, 0.8, 6)),
            null);
    AssetAssessor restored =
        AssetAssessor.restore(assessor.snapshot(), Motor.ASSET, AssessorSettings.DEFAULT, other);
    motor.impulses = 0;
    Assessment a = motor.feed(restored, 60);
    assertThat(a.health().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(a.health().reason()).contains("vibration grows since", "bearing outer race");
  }

  /** The next frame, as if it had been sampled so. */
  private Assessment feedAt(double sampleRateHz, AssetAssessor assessor) {
    FeatureVector at =
        Motor.of(Motor.POINT, List.of("x", "y"), sampleRateHz, List.of(), motor.frame());
    return ((Verdict.Assessed) assessor.accept(at, motor.time)).assessment();
  }

  @Test
  void aRepairBeginsANewLife() {
    AssetAssessor assessor = start(Motor.LIFE);
    motor.feed(assessor, 60);
    motor.noise = 3;
    motor.impulses = 60;
    assertThat(motor.feed(assessor, 60).health().state()).isEqualTo(HealthState.DEGRADED);
    assessor.apply(motor.event(MachineEventType.MAINTENANCE_PERFORMED));
    motor.noise = 1;
    motor.impulses = 0;
    Assessment renewed = motor.feed(assessor);
    assertThat(renewed.health().state()).isEqualTo(HealthState.LEARNING);
    assertThat(renewed.health().findings()).isEmpty();
    assertThat(motor.feed(assessor, 60).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void anInspectionThatFindsNothingReleasesWhatIsLatched() {
    AssetAssessor assessor = start(AssetModels.NONE);
    motor.impulses = 20;
    assertThat(motor.feed(assessor, 40).health().state()).isEqualTo(HealthState.DEGRADED);
    motor.impulses = 0;
    motor.feed(assessor, 100);
    assessor.apply(motor.event(MachineEventType.INSPECTED_NOTHING_FOUND));
    assertThat(motor.feed(assessor).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void refusesLateRepeatedAndForeignFeatures() {
    AssetAssessor assessor = start(AssetModels.NONE);
    FeatureVector first = motor.frame();
    FeatureVector second = motor.frame();
    assessor.accept(second, motor.time);

    assertThat(assessor.accept(second, motor.time)).isEqualTo(new Verdict.Redelivered());
    assertThat(assessor.accept(first, motor.time))
        .as("the stage before orders each point: it can only be a repetition")
        .isEqualTo(new Verdict.Redelivered());
    float[] other = second.values().clone();
    other[0]++;
    assertThat(
            reason(
                assessor.accept(
                    Motor.vector(second.time(), other, OperatingState.RUNNING, List.of()),
                    motor.time)))
        .isEqualTo(RejectionReason.DUPLICATE_TIME);
    assertThat(
            reason(
                assessor.accept(
                    Motor.vector(
                        motor.time.plusSeconds(9), new float[7], OperatingState.RUNNING, List.of()),
                    motor.time)))
        .isEqualTo(RejectionReason.OTHER);
  }

  /** The stage that makes features delivers at least once: after its restart all comes again. */
  @Test
  void tellsARepetitionFromAContradictionAndFromWhatWasNeverSeen() {
    AssetAssessor assessor = start(AssetModels.NONE);
    List<FeatureVector> frames = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      frames.add(motor.frame());
      assessor.accept(frames.get(i), motor.time);
    }
    assessor =
        AssetAssessor.restore(
            assessor.snapshot(), Motor.ASSET, AssessorSettings.DEFAULT, AssetModels.NONE);
    byte[] before = assessor.snapshot();
    for (FeatureVector frame : frames) {
      assertThat(assessor.accept(frame, motor.time)).isEqualTo(new Verdict.Redelivered());
    }
    FeatureVector late = frames.get(190);
    float[] other = late.values().clone();
    other[0]++;
    assertThat(reason(assessor.accept(motorVector(late.time(), other), motor.time)))
        .isEqualTo(RejectionReason.DUPLICATE_TIME);
    assertThat(reason(assessor.accept(motorVector(late.time().plusSeconds(1), other), motor.time)))
        .isEqualTo(RejectionReason.OUT_OF_ORDER);
    assertThat(assessor.snapshot()).as("none of them changed anything").isEqualTo(before);
  }

  private static FeatureVector motorVector(Instant time, float[] values) {
    return Motor.vector(time, values, OperatingState.RUNNING, List.of());
  }

  private static RejectionReason reason(Verdict verdict) {
    return ((Verdict.Rejected) verdict).reason();
  }

  @Test
  void scansAreAllAssessedAndFramesOnceAnAssetsTime() {
    Asset both =
        Motor.asset(
            Motor.GROUP_2_RIGID,
            Motor.BEARING,
            List.of(MeasurementPoint.of("t", "Cel", PointKind.TEMPERATURE)));
    AssetAssessor assessor = AssetAssessor.start(both, AssessorSettings.DEFAULT, AssetModels.NONE);
    motor.velocity = 3.5;
    motor.feed(assessor, 10);
    ScalarScan scan = scan(both, motor.time.plusSeconds(60), 50);

    Assessment ofScan = ((Verdict.Assessed) assessor.accept(scan, motor.time)).assessment();
    assertThat(ofScan.pointId()).isNull();
    assertThat(ofScan.health().state()).as("the worse of both").isEqualTo(HealthState.DEGRADED);
    assertThat(ofScan.health().reason()).contains("zone C").contains("learned");
    assertThat(ofScan.severity()).isNotNull();
    assertThat(assessor.accept(motor.frame(), motor.time))
        .as("of the time of the scan")
        .isEqualTo(new Verdict.Merged());
    assertThat(assessor.accept(motor.frame(), motor.time)).isInstanceOf(Verdict.Assessed.class);
    ScalarScan behind = scan(both, motor.time.minusSeconds(5), 50);
    assertThat(assessor.accept(behind, motor.time))
        .as("a scan behind the frames")
        .isInstanceOf(Verdict.Assessed.class);
  }

  /** What was heard before the stop is no ground to call it healthy, nor to return its alarm. */
  @Test
  void aStoppedMachineIsNotJudgedByWhatWasHeardBefore() {
    Asset both =
        Motor.stateBy(
            new OperatingStateRule(OperatingStateRule.Source.POINT, "t", 10, 5, Duration.ZERO, 1),
            Motor.asset(
                Motor.GROUP_2_RIGID,
                Motor.BEARING,
                List.of(MeasurementPoint.of("t", "rpm", PointKind.SPEED))));
    AssetAssessor assessor = AssetAssessor.start(both, AssessorSettings.DEFAULT, AssetModels.NONE);
    motor.feed(assessor, 40);

    Assessment stopped = assess(assessor, scan(both, motor.time.plusSeconds(60), 0));
    assertThat(stopped.operatingState()).isEqualTo(OperatingState.STOPPED);
    assertThat(stopped.health().state()).isEqualTo(HealthState.NOT_ASSESSED);
    assertThat(stopped.health().healthIndex()).isNaN();
    assertThat(assess(assessor, scan(both, motor.time.plusSeconds(61), 20)).health().state())
        .isEqualTo(HealthState.LEARNING);
    motor.time = motor.time.plusSeconds(120);
    motor.impulses = 20;
    motor.feed(assessor, 40);
    Assessment damaged = assess(assessor, scan(both, motor.time.plusSeconds(60), 0));
    assertThat(damaged.health().state())
        .as("confirmed damage stands")
        .isEqualTo(HealthState.DEGRADED);
  }

  private static Assessment assess(AssetAssessor assessor, ScalarScan scan) {
    return ((Verdict.Assessed) assessor.accept(scan, scan.time())).assessment();
  }

  private static ScalarScan scan(Asset asset, Instant time, double value) {
    return new ScalarScan(
        asset.id(),
        time,
        time,
        time,
        Origin.SIMULATED,
        asset.channelSet(),
        new double[] {value},
        new byte[0]);
  }

  @Test
  void continuesBitForBitFromItsSnapshot() {
    Asset both =
        Motor.asset(
            Motor.GROUP_2_RIGID,
            Motor.BEARING,
            List.of(MeasurementPoint.of("t", "Cel", PointKind.TEMPERATURE)));
    AssetAssessor undisturbed = AssetAssessor.start(both, AssessorSettings.DEFAULT, Motor.LIFE);
    AssetAssessor restored = AssetAssessor.start(both, AssessorSettings.DEFAULT, Motor.LIFE);
    Random random = new Random(3);
    for (int i = 0; i < 400; i++) {
      if (i % 60 == 50) {
        motor.noise = 1 + 2 * random.nextDouble();
        motor.velocity = 5 * random.nextDouble();
        motor.impulses = 30 * random.nextInt(2);
      }
      if (i % 90 == 80) {
        var event = motor.event(MachineEventType.values()[random.nextInt(9)]);
        undisturbed.apply(event);
        restored.apply(event);
      }
      if (i % 7 == 0) {
        restored =
            AssetAssessor.restore(restored.snapshot(), both, AssessorSettings.DEFAULT, Motor.LIFE);
      }
      if (i % 3 == 0) {
        ScalarScan scan = scan(both, motor.time.plusSeconds(30), 50 + random.nextGaussian());
        assertThat(restored.accept(scan, motor.time))
            .isEqualTo(undisturbed.accept(scan, motor.time));
      }
      FeatureVector frame = motor.frame();
      assertThat(restored.accept(frame, motor.time))
          .isEqualTo(undisturbed.accept(frame, motor.time));
    }
    assertThat(restored.snapshot()).isEqualTo(undisturbed.snapshot());
  }

  @Test
  void aDeclaredMachineGroupChangesTheZones() {
    AssetAssessor assessor = start(AssetModels.NONE);
    motor.velocity = 3.5;
    motor.feed(assessor, 10);
    assessor.declare(
        Motor.asset(
            new VibrationClass(VibrationClass.Group.GROUP_1, VibrationClass.Support.FLEXIBLE),
            Motor.BEARING,
            List.of()));
    Assessment a = motor.feed(assessor);
    assertThat(Objects.requireNonNull(a.severity()).zone()).isEqualTo(VibrationSeverity.Zone.B);
    assertThat(a.health().state()).isEqualTo(HealthState.HEALTHY);
  }
}
