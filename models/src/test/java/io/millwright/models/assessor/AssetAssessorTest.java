package io.millwright.models.assessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AssetAssessorTest {
  private static final AssessorSettings SETTINGS = Pump.SETTINGS;

  private final Pump pump = new Pump(11);
  private final AssetAssessor assessor =
      AssetAssessor.start(Pump.ASSET, SETTINGS, AssetModels.NONE);

  private Assessment degrade() {
    pump.feed(assessor, 100);
    pump.vibOffset = 0.4;
    return pump.feed(assessor, 30);
  }

  @Test
  void learnsThenCallsASteadyMachineHealthy() {
    Assessment first = pump.feed(assessor, 5);
    assertThat(first.health().state()).isEqualTo(HealthState.LEARNING);
    assertThat(first.health().reason()).endsWith("of 30 steady scans learned");
    Assessment later = pump.feed(assessor, 60);
    assertThat(later.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(later.health().reason()).isEmpty();
    assertThat(later.health().healthIndex()).isBetween(90.0, 100.0);
    assertThat(later.detection().contributions()).isEmpty();
    assertThat(later.detection().detectors()).hasSize(2);
  }

  @Test
  void aBaselineSpansAtLeastADayUnlessToldOtherwise() {
    AssetAssessor patient =
        AssetAssessor.start(Pump.ASSET, AssessorSettings.DEFAULT, AssetModels.NONE);
    Assessment later = pump.feed(patient, 100);
    assertThat(later.health().state()).isEqualTo(HealthState.LEARNING);
    assertThat(later.health().reason()).isEqualTo("baseline is learned until it spans 24 hours");
    assertThat(pump.feed(patient, 60).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void aPlannedStopRaisesNothing() {
    pump.feed(assessor, 100);
    pump.speed = 0;
    for (int i = 0; i < 50; i++) {
      Assessment stopped = pump.feed(assessor);
      assertThat(stopped.operatingState()).isEqualTo(OperatingState.STOPPED);
      assertThat(stopped.health().state()).isEqualTo(HealthState.NOT_ASSESSED);
      assertThat(stopped.health().reason()).isEqualTo("stopped, not judged");
      assertThat(stopped.detection().anomalyScore()).isNaN();
    }
    pump.speed = 1500;
    assertThat(pump.feed(assessor).operatingState()).isEqualTo(OperatingState.TRANSIENT);
    for (int i = 0; i < 50; i++) {
      assertThat(pump.feed(assessor).health().state())
          .isIn(HealthState.NOT_ASSESSED, HealthState.HEALTHY);
    }
  }

  @Test
  void aDeviationThatPersistsLatchesAndIsExplained() {
    Assessment degraded = degrade();
    assertThat(degraded.health().state()).isIn(HealthState.DEGRADED, HealthState.ALARM);
    assertThat(degraded.health().reason()).startsWith("Bearing vibration +").contains(" σ for ");
    ChannelContribution most = degraded.detection().contributions().get(0);
    assertThat(most.pointId()).isEqualTo("vib");
    assertThat(most.share()).isGreaterThan(0.5);
    Finding finding = degraded.health().findings().get(0);
    assertThat(finding.itemId()).isEqualTo("bearing");
    assertThat(finding.failureMode()).isEqualTo("VIB");
    assertThat(finding.probability()).isBetween(0.25, 0.5);
    assertThat(degraded.detection().learningFrozen()).isTrue();
    assertThat(degraded.health().healthIndex()).isLessThan(80);
  }

  @Test
  void faultsDoNotHeal() {
    degrade();
    pump.vibOffset = 0;
    Assessment dipped = pump.feed(assessor, 100);
    assertThat(dipped.health().state()).isIn(HealthState.DEGRADED, HealthState.ALARM);
    assertThat(dipped.health().reason()).startsWith("was seen since 2020-01-01T");
    assertThat(dipped.health().healthIndex()).isLessThan(80);
    assertThat(dipped.detection().learningFrozen()).isTrue();
  }

  @Test
  void aStoppedMachineThatWasDegradedDoesNotLookHealthy() {
    degrade();
    pump.speed = 0;
    Assessment stopped = pump.feed(assessor, 3);
    assertThat(stopped.health().state()).isEqualTo(HealthState.NOT_ASSESSED);
    assertThat(stopped.health().reason())
        .startsWith("stopped, not judged; ")
        .contains("since 2020-01-01T")
        .contains("Bearing vibration +");
    assertThat(stopped.health().findings()).isNotEmpty();
    assertThat(stopped.detection().learningFrozen()).isTrue();
  }

  @Test
  void aSevereDeviationBecomesAnAlarm() {
    pump.feed(assessor, 100);
    pump.vibOffset = 1.5;
    assertThat(pump.feed(assessor, 30).health().state()).isEqualTo(HealthState.ALARM);
  }

  @Test
  void fourSpoiltScansAreNoDegradation() {
    pump.feed(assessor, 100);
    pump.vibOffset = 0.8;
    pump.feed(assessor, 4);
    pump.vibOffset = 0;
    assertThat(pump.feed(assessor, 40).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void aRepairedMachineStartsANewLife() {
    AssetAssessor withLife =
        AssetAssessor.start(
            Pump.ASSET, SETTINGS, AssetModels.of(new CountdownLife("vib", LifeUnit.HOURS, 1000)));
    pump.feed(withLife, 100);
    pump.vibOffset = 0.4;
    double left = life(pump.feed(withLife, 30)).median();
    withLife.apply(pump.event(MachineEventType.MAINTENANCE_PERFORMED));
    Assessment repaired = pump.feed(withLife);
    assertThat(repaired.health().state()).isEqualTo(HealthState.LEARNING);
    assertThat(repaired.health().findings()).isEmpty();
    assertThat(repaired.detection().learningFrozen()).isFalse();
    assertThat(life(repaired).median()).isCloseTo(999, within(1e-9)).isGreaterThan(left);
    assertThat(pump.feed(withLife, 40).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void anAcceptedChangeEndsTheFreezeAndIsLearned() {
    degrade();
    assessor.apply(pump.event(MachineEventType.ACCEPTED_AS_NORMAL));
    Assessment accepted = pump.feed(assessor);
    assertThat(accepted.health().state()).isEqualTo(HealthState.LEARNING);
    assertThat(accepted.detection().learningFrozen()).isFalse();
    assertThat(pump.feed(assessor, 200).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void anInspectionThatFoundNothingEndsTheFreezeButKeepsTheBaseline() {
    degrade();
    pump.vibOffset = 0;
    pump.feed(assessor, 30);
    assessor.apply(pump.event(MachineEventType.INSPECTED_NOTHING_FOUND));
    Assessment inspected = pump.feed(assessor);
    assertThat(inspected.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(inspected.detection().learningFrozen()).isFalse();
    pump.vibOffset = 0.4;
    assertThat(pump.feed(assessor, 30).health().state())
        .isIn(HealthState.DEGRADED, HealthState.ALARM);
  }

  @Test
  void anEventActsBeforeTheFirstScanThatIsNotOlderAndOnce() {
    degrade();
    var accepted = pump.event(MachineEventType.ACCEPTED_AS_NORMAL);
    var later =
        new MachineEvent(
            "later",
            Pump.ASSET.id(),
            pump.time.plus(Pump.STEP.multipliedBy(3)),
            accepted.type(),
            null,
            "test",
            "because",
            accepted.origin());
    assessor.apply(later);
    assertThat(pump.feed(assessor, 2).detection().learningFrozen()).isTrue();
    assertThat(pump.feed(assessor).detection().learningFrozen()).isFalse();
    Assessment learned = pump.feed(assessor, 40);
    assessor.apply(later);
    assertThat(learned.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(pump.feed(assessor).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void refusesOlderAndContradictingScansAndCountsNothingTwice() {
    ScalarScan scan = pump.scan();
    assertThat(assessor.accept(scan, pump.time)).isInstanceOf(Verdict.Assessed.class);
    assertThat(assessor.accept(scan, pump.time)).isInstanceOf(Verdict.Redelivered.class);
    double[] other = scan.values().clone();
    other[1]++;
    assertThat(assessor.accept(Pump.scan(scan.time(), other), pump.time))
        .isEqualTo(
            new Verdict.Rejected(
                RejectionReason.DUPLICATE_TIME,
                "a scan of 2020-01-01T00:10:00Z with other values was accepted before"));
    assertThat(assessor.accept(Pump.scan(Pump.START, other), pump.time))
        .isEqualTo(
            new Verdict.Rejected(
                RejectionReason.OUT_OF_ORDER,
                "older than the newest accepted scan of 2020-01-01T00:10:00Z"));
  }

  @Test
  void refusesScansOfOtherChannels() {
    Verdict verdict = assessor.accept(Pump.scan(Pump.START, 1, 2), Pump.START);
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            r -> {
              assertThat(r.reason()).isEqualTo(RejectionReason.CHANNEL_MISMATCH);
              assertThat(r.detail()).startsWith("2 values of channel set");
            });
  }

  @Test
  void aChangedChannelListRestartsLearning() {
    pump.feed(assessor, 60);
    Asset a = Pump.ASSET;
    Asset changed =
        new Asset(
            a.id(),
            a.name(),
            a.path(),
            a.equipmentClass(),
            a.criticality(),
            a.externalIds(),
            a.items(),
            a.points().subList(0, 3),
            a.stateRule(),
            a.vibration(),
            a.parts(),
            a.cycleDuration(),
            a.origin());
    assessor.declare(changed);
    assertThat(assessor.accept(pump.scan(), pump.time)).isInstanceOf(Verdict.Rejected.class);
    ScalarScan three =
        new ScalarScan(
            a.id(),
            pump.time,
            pump.time,
            pump.time,
            a.origin(),
            changed.channelSet(),
            new double[] {1500, 80, 60},
            new byte[0]);
    Assessment assessment = ((Verdict.Assessed) assessor.accept(three, pump.time)).assessment();
    assertThat(assessment.health().state()).isEqualTo(HealthState.LEARNING);
  }

  @Test
  void anUnchangedDeclarationChangesNothing() {
    pump.feed(assessor, 60);
    assessor.declare(Pump.ASSET);
    assertThat(pump.feed(assessor).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void isUnknownWhenMostChannelsAreAbsent() {
    pump.feed(assessor, 60);
    pump.time = pump.time.plus(Pump.STEP);
    ScalarScan blind = Pump.scan(pump.time, 1500, Double.NaN, Double.NaN, 2);
    Assessment assessment = ((Verdict.Assessed) assessor.accept(blind, pump.time)).assessment();
    assertThat(assessment.health().state()).isEqualTo(HealthState.UNKNOWN);
    assertThat(assessment.health().reason()).isEqualTo("67 % of the channels have no usable value");
  }

  @Test
  void remainingLifeCountsRunningHoursOnlyAndIsKeptThroughAStop() {
    AssetAssessor withLife =
        AssetAssessor.start(
            Pump.ASSET, SETTINGS, AssetModels.of(new CountdownLife("vib", LifeUnit.HOURS, 100)));
    // The first scan stands for a cycle of one hour; the next 60 scans are ten hours more.
    double before = life(pump.feed(withLife, 61)).median();
    assertThat(before).isCloseTo(100 - 1 - 10, within(1e-9));
    pump.speed = 0;
    Assessment stopped = pump.feed(withLife, 600);
    assertThat(life(stopped).median()).isEqualTo(before);
    assertThat(stopped.prognosis().reason()).startsWith("kept from 2020-01-01T").endsWith("judged");
    pump.speed = 1500;
    // Three scans until it is steady; running hours count from the second.
    assertThat(life(pump.feed(withLife, 3)).median()).isCloseTo(before - 2.0 / 6, within(1e-9));
  }

  @Test
  void cyclesAreRunningTimeOverTheDurationOfACycle() {
    AssetAssessor withLife =
        AssetAssessor.start(
            Pump.ASSET, SETTINGS, AssetModels.of(new CountdownLife("vib", LifeUnit.CYCLES, 50)));
    assertThat(life(pump.feed(withLife, 13)).median()).isCloseTo(50 - 1 - 2, within(1e-9));
  }

  @Test
  void aLifeThatRunsOutDegradesThenAlarmsAndNamesItself() {
    AssetAssessor withLife =
        AssetAssessor.start(
            Pump.ASSET, SETTINGS, AssetModels.of(new CountdownLife("vib", LifeUnit.HOURS, 100)));
    HealthState last = HealthState.LEARNING;
    boolean degraded = false;
    for (int i = 0; i < 600 && last != HealthState.ALARM; i++) {
      Assessment assessment = pump.feed(withLife);
      last = assessment.health().state();
      if (last == HealthState.DEGRADED && !degraded) {
        degraded = true;
        assertThat(life(assessment).lower()).isBetween(11.0, 12.0);
        assertThat(assessment.health().reason()).isEqualTo("remaining life 15 hours (12 to 17)");
        assertThat(assessment.health().findings().get(0).failureMode()).isEqualTo("UNK");
        assertThat(assessment.detection().learningFrozen()).isTrue();
      }
    }
    assertThat(degraded).isTrue();
    assertThat(last).isEqualTo(HealthState.ALARM);
  }

  @Test
  void aLifeModelThatFailsIsShownAndTheAssessmentGoesOn() {
    AssetAssessor withLife =
        AssetAssessor.start(
            Pump.ASSET, SETTINGS, AssetModels.of(new CountdownLife("vib", LifeUnit.HOURS, 100)));
    pump.feed(withLife, 60);
    pump.time = pump.time.plus(Pump.STEP);
    Verdict.Assessed verdict =
        (Verdict.Assessed)
            withLife.accept(Pump.scan(pump.time, 1500, 80, 60, CountdownLife.POISON), pump.time);
    assertThat(verdict.assessment().prognosis().remainingLife()).isNull();
    assertThat(verdict.assessment().prognosis().reason())
        .isEqualTo("life model countdown failed: poisoned");
    assertThat(verdict.features()).isNull();
    assertThat(withLife.lifeFailures()).isEqualTo(1);
  }

  @Test
  void aModelForOtherChannelsSaysWhatItMisses() {
    AssetAssessor withLife =
        AssetAssessor.start(
            Pump.ASSET, SETTINGS, AssetModels.of(new CountdownLife("T50", LifeUnit.HOURS, 100)));
    assertThat(pump.feed(withLife, 3).prognosis().reason())
        .isEqualTo("life model countdown needs points this asset lacks: T50");
  }

  @Test
  void featuresTravelWithTheirSchema() {
    AssetAssessor withLife =
        AssetAssessor.start(
            Pump.ASSET, SETTINGS, AssetModels.of(new CountdownLife("vib", LifeUnit.HOURS, 100)));
    pump.feed(withLife, 5);
    Verdict.Assessed verdict = (Verdict.Assessed) withLife.accept(pump.scan(), pump.time);
    assertThat(Objects.requireNonNull(verdict.features()).schemaId()).isEqualTo("countdown-1");
    assertThat(verdict.assessment().provenance().modelId()).isEqualTo("countdown");
  }

  @Test
  void aSnapshotOfAnotherVersionIsRefused() {
    byte[] state = assessor.snapshot();
    state[0] = 99;
    assertThatThrownBy(() -> AssetAssessor.restore(state, Pump.ASSET, SETTINGS, AssetModels.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 99");
  }

  @Test
  void aTruncatedSnapshotIsRefused() {
    pump.feed(assessor, 60);
    byte[] state = assessor.snapshot();
    for (int length : List.of(1, 10, 100, state.length - 1)) {
      assertThatThrownBy(
              () ->
                  AssetAssessor.restore(
                      Arrays.copyOf(state, length), Pump.ASSET, SETTINGS, AssetModels.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static RemainingLife life(Assessment assessment) {
    return Objects.requireNonNull(assessment.prognosis().remainingLife());
  }
}
