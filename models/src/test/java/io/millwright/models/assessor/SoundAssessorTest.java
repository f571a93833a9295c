package io.millwright.models.assessor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.models.detection.NoveltySettings;
import io.millwright.models.detection.SoundAnomaly;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundAssessorTest {
  private static final int LEARN = 60;
  private static final AssessorSettings SETTINGS = settings();

  private final Fan fan = new Fan();

  private static AssessorSettings settings() {
    AssessorSettings d = AssessorSettings.DEFAULT;
    SignalSettings s = d.signals();
    return new AssessorSettings(
        d.detection(),
        d.degradedAfterScans(),
        d.alarmSeverity(),
        d.alarmSigmas(),
        d.alarmAfterScans(),
        d.lifeWarningShare(),
        d.lifeAlarmShare(),
        d.lifeAfterScans(),
        d.greatestAbsentShare(),
        d.longestGap(),
        new SignalSettings(
            s.severityAfterFrames(),
            s.diagnosisAfterFrames(),
            s.diagnosisProbability(),
            s.soundAfterFrames(),
            new SoundAnomaly.Settings(LEARN, 0.2, NoveltySettings.sound())));
  }

  private static AssetAssessor start() {
    return AssetAssessor.start(Fan.ASSET, SETTINGS, AssetModels.NONE);
  }

  @Test
  void learnsTheMachinesOwnSoundAndCallsItHealthy() {
    AssetAssessor assessor = start();
    Assessment learning = fan.feed(assessor, LEARN - 1);
    assertThat(learning.health().state()).isEqualTo(HealthState.LEARNING);
    assertThat(learning.health().reason()).isEqualTo("mic: learning normal sound: 59 of 60 frames");
    assertThat(learning.detection().anomalyScore()).isNaN();
    assertThat(learning.provenance().detectors()).endsWith("sound-novelty/1");

    Assessment healthy = fan.feed(assessor, 200);
    assertThat(healthy.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(healthy.health().findings()).isEmpty();
    assertThat(healthy.detection().anomalyScore()).isBetween(-1.0, 1.0);
    assertThat(healthy.detection().detectors()).hasSize(2);
    assertThat(healthy.severity()).as("no vibration, no severity").isNull();
  }

  @Test
  void aWhineInOneMicrophoneIsNamedPersistsAndLatches() {
    AssetAssessor assessor = start();
    fan.feed(assessor, LEARN + 30);
    fan.whine = 0.7;
    Assessment a = fan.feed(assessor, 40);

    assertThat(a.health().state()).isEqualTo(HealthState.DEGRADED);
    assertThat(a.detection().anomalyScore()).isGreaterThan(1);
    assertThat(a.detection().contributions()).isNotEmpty();
    Finding finding = a.health().findings().get(0);
    assertThat(finding.itemId()).isEqualTo("impeller");
    assertThat(finding.failureMode()).isEqualTo("NOI");
    assertThat(finding.mechanism()).as("sound alone names no mechanism").isEmpty();
    assertThat(finding.evidence()).startsWith("sound of right unlike its own normal");
    assertThat(a.health().reason()).contains(finding.evidence());

    fan.whine = 0;
    assertThat(fan.feed(assessor, 60).health().state())
        .as("until people answer")
        .isEqualTo(HealthState.DEGRADED);
  }

  @Test
  void oneOddSecondIsNoAnomaly() {
    AssetAssessor assessor = start();
    fan.feed(assessor, LEARN + 30);
    fan.whine = 0.7;
    fan.feed(assessor, 1);
    fan.whine = 0;
    assertThat(fan.feed(assessor, 30).health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void louderIsNotUnusualAndSilenceIsNotJudged() {
    AssetAssessor assessor = start();
    fan.feed(assessor, LEARN + 30);
    fan.gain = 0.4;
    assertThat(fan.feed(assessor, 40).health().state()).isEqualTo(HealthState.HEALTHY);
    fan.gain = 0;
    Assessment silent = fan.feed(assessor, 40);
    assertThat(silent.health().state()).isEqualTo(HealthState.NOT_ASSESSED);
    assertThat(silent.health().reason()).startsWith("mic: not judged: silence");
  }

  @Test
  void aClippedFrameNeitherTeachesNorAccuses() {
    AssetAssessor assessor = start();
    fan.feed(assessor, LEARN - 1);
    assertThat(fan.feed(assessor, 10, FrameFlag.CLIPPED).health().reason()).contains("59 of 60");
    fan.feed(assessor, 30);
    fan.whine = 0.7;
    Assessment a = fan.feed(assessor, 40, FrameFlag.CLIPPED);
    assertThat(a.health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(a.detection().anomalyScore()).isNaN();
  }

  /** What detectors say is of the frame that is assessed, and of no other. */
  @Test
  void aFrameThatIsNotJudgedCarriesNoDetection() {
    AssetAssessor assessor = start();
    fan.feed(assessor, LEARN + 30);
    FeatureVector unknown = fan.frame(OperatingState.UNKNOWN, List.of());
    Assessment a = ((Verdict.Assessed) assessor.accept(unknown, fan.time)).assessment();
    assertThat(a.detection()).isEqualTo(StateDetection.NONE);
    assertThat(a.health().state()).isEqualTo(HealthState.NOT_ASSESSED);
  }

  @Test
  void theFrameThatLatchesSaysSo() {
    AssetAssessor assessor = start();
    fan.feed(assessor, LEARN + 30);
    fan.whine = 0.7;
    for (int i = 0; i < 40; i++) {
      Assessment a = fan.feed(assessor, 1);
      assertThat(a.detection().learningFrozen())
          .isEqualTo(a.health().state() == HealthState.DEGRADED);
    }
  }

  @Test
  void peopleReleaseItOrHaveItLearnedAnew() {
    AssetAssessor assessor = start();
    fan.feed(assessor, LEARN + 30);
    fan.whine = 0.7;
    fan.feed(assessor, 40);
    assessor.apply(fan.event(MachineEventType.INSPECTED_NOTHING_FOUND));
    assertThat(fan.feed(assessor, 1).health().state())
        .as("released, though it still sounds so")
        .isEqualTo(HealthState.HEALTHY);
    assertThat(fan.feed(assessor, 10).health().state()).isEqualTo(HealthState.DEGRADED);

    assessor.apply(fan.event(MachineEventType.ACCEPTED_AS_NORMAL));
    assertThat(fan.feed(assessor, 1).health().state()).isEqualTo(HealthState.LEARNING);
    assertThat(fan.feed(assessor, LEARN + 60).health().state())
        .as("the whine is normal now")
        .isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void continuesBitForBitFromItsSnapshot() {
    AssetAssessor undisturbed = start();
    AssetAssessor restored = start();
    for (int i = 0; i < 2 * LEARN; i++) {
      if (i == LEARN + 20) {
        fan.whine = 0.7;
      }
      if (i % 7 == 0) {
        restored =
            AssetAssessor.restore(restored.snapshot(), Fan.ASSET, SETTINGS, AssetModels.NONE);
      }
      FeatureVector frame = fan.frame(OperatingState.RUNNING, List.of());
      assertThat(restored.accept(frame, fan.time)).isEqualTo(undisturbed.accept(frame, fan.time));
    }
    assertThat(restored.snapshot()).isEqualTo(undisturbed.snapshot());
    Assessment last = fan.feed(restored, 1);
    assertThat(last.health().state()).isEqualTo(HealthState.DEGRADED);
  }
}
