package io.millwright.streams.features;

import static io.millwright.streams.ArrivalHarness.NOW;
import static io.millwright.streams.ForeignProducer.written;
import static io.millwright.streams.SignalPlant.BY_SPEED;
import static io.millwright.streams.SignalPlant.SAMPLES;
import static io.millwright.streams.SignalPlant.START;
import static io.millwright.streams.SignalPlant.arrival;
import static io.millwright.streams.SignalPlant.frame;
import static io.millwright.streams.SignalPlant.motor;
import static io.millwright.streams.SignalPlant.noise;
import static io.millwright.streams.SignalPlant.sound;
import static io.millwright.streams.SignalPlant.speed;
import static io.millwright.streams.SmallPlant.declared;
import static io.millwright.streams.SmallPlant.scanned;
import static io.millwright.streams.SmallPlant.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.streams.ArrivalHarness;
import io.millwright.streams.SmallPlant;
import io.millwright.streams.flink.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class MakeFeaturesTest {
  private static final FeatureSettings SETTINGS =
      new FeatureSettings(
          Duration.ofSeconds(30), Duration.ofSeconds(2), 1 << 20, Duration.ofMinutes(15));
  private static final Asset MOTOR = motor("hall/m1");

  private static final OperatingStateRule BY_EVENT =
      new OperatingStateRule(
          OperatingStateRule.Source.EVENT, null, 0, 0, Duration.ofSeconds(90), 1);

  /** Microseconds: 4096 samples at 25.6 kHz last 0.16 s. */
  private static final Duration LENGTH = Duration.ofMillis(160);

  @Test
  void makesOneVectorAFrameAtItsEnd() throws Exception {
    try (var function = start()) {
      function.take(declared(MOTOR), arrival(frame(MOTOR, 0, null)));

      FeatureVector vibration = function.made().get(0);
      assertThat(vibration.assetId()).isEqualTo(MOTOR.id());
      assertThat(vibration.time()).isEqualTo(START.plus(LENGTH));
      FrameContext context = context(vibration);
      assertThat(context.pointId()).isEqualTo("de");
      assertThat(context.channels()).containsExactly("x", "y");
      assertThat(context.samples()).isEqualTo(SAMPLES);
      assertThat(context.operatingState()).isEqualTo(OperatingState.RUNNING);
      assertThat(context.shaftSpeedRpm()).isNull();
      assertThat(context.flags()).isEmpty();
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void refusesALateFrameOfThePointWithItsBytes() throws Exception {
    Arrival late = arrival(frame(MOTOR, 3, null));
    try (var function = start()) {
      function.take(declared(MOTOR), arrival(frame(MOTOR, 5, null)), late);

      assertThat(function.made()).hasSize(1);
      RejectedTelemetry rejected = function.rejected().get(0);
      assertThat(rejected.reason()).isEqualTo(RejectionReason.OUT_OF_ORDER);
      assertThat(rejected.time()).isEqualTo(frame(MOTOR, 3, null).time());
      assertThat(rejected.raw()).isEqualTo(late.value());
      assertThat(rejected.assetId()).isEqualTo("hall/m1");
      assertThat(rejected.source()).isEqualTo("millwright.telemetry.waveform-1@3");
    }
  }

  @Test
  void ignoresARedeliveryAndRefusesOtherSamplesOfTheSameTime() throws Exception {
    try (var function = start()) {
      function.take(
          declared(MOTOR),
          arrival(frame(MOTOR, 0, null)),
          arrival(frame(MOTOR, 0, null)),
          arrival(frame(MOTOR, 0, null, noise(2 * SAMPLES, 9))));

      assertThat(function.made()).hasSize(1);
      assertThat(function.reasons()).containsExactly(RejectionReason.DUPLICATE_TIME);
    }
  }

  @Test
  void refusesNotANumber() throws Exception {
    float[] samples = noise(2 * SAMPLES, 1);
    samples[77] = Float.NaN;
    try (var function = start()) {
      function.take(declared(MOTOR), arrival(frame(MOTOR, 0, null, samples)));

      assertThat(function.made()).isEmpty();
      assertThat(function.reasons()).containsExactly(RejectionReason.NOT_A_NUMBER);
      assertThat(function.rejected().get(0).detail()).isEqualTo("1 samples are NaN or infinite");
    }
  }

  @Test
  void refusesAnotherSampleRateUntilTheAssetIsDeclaredAnew() throws Exception {
    Arrival slower = written(arrival(frame(MOTOR, 1, null)), Map.of("sampleRateHz", 12_800.0));
    Asset changed =
        motor(
            "hall/m1",
            OperatingStateRule.ALWAYS_RUNNING,
            new Kinematics(1500.0, null, null, null, null));
    try (var function = start()) {
      function.take(declared(MOTOR), arrival(frame(MOTOR, 0, null)), slower);
      assertThat(function.made()).hasSize(1);
      assertThat(function.rejected().get(0).detail()).startsWith("sample rate 12800.0 Hz");

      function.take(declared(changed), slower);
      assertThat(function.made()).hasSize(2);
    }
  }

  @Test
  void aSensorThatWasReplacedIsHeardAfterTwentyFramesOfItsRate() throws Exception {
    OperatorSubtaskState state;
    try (var function = start()) {
      function.take(declared(MOTOR), arrival(frame(MOTOR, 0, null)));
      for (int minute = 1; minute <= 12; minute++) {
        function.take(slower(minute), slower(minute)); // a redelivery does not count
      }
      state = function.snapshot(1, NOW);
    }
    try (var function = harness()) {
      function.setup();
      function.initializeState(state);
      function.open();
      for (int minute = 13; minute <= 22; minute++) {
        function.take(slower(minute));
      }
      assertThat(function.made())
          .extracting(v -> context(v).sampleRateHz())
          .containsExactly(12_800.0, 12_800.0, 12_800.0);
      assertThat(function.made().get(0).time())
          .isEqualTo(START.plusSeconds(1200).plus(LENGTH.multipliedBy(2)));
      assertThat(function.rejected()).hasSize(7);
      assertThat(function.rejected().get(6).detail())
          .isEqualTo(
              "sample rate 12800.0 Hz, frames before had 25600.0 Hz"
                  + " (19 in a row; the 20th is taken as the new rate)");

      function.take(arrival(frame(MOTOR, 23, null)));
      assertThat(function.rejected().get(7).detail())
          .startsWith("sample rate 25600.0 Hz, frames before had 12800.0 Hz (1 in a row");
    }
  }

  @Test
  void ratesThatAlternateStayRefused() throws Exception {
    try (var function = start()) {
      function.take(declared(MOTOR));
      for (int minute = 0; minute < 60; minute++) {
        function.take(minute % 2 == 0 ? arrival(frame(MOTOR, minute, null)) : slower(minute));
      }
      for (int minute = 60; minute < 120; minute++) {
        function.take(minute % 2 == 0 ? ofRate(51_200, minute) : slower(minute));
      }
      assertThat(function.made())
          .hasSize(30)
          .allSatisfy(v -> assertThat(context(v).sampleRateHz()).isEqualTo(25_600));
      assertThat(function.rejected())
          .hasSize(90)
          .allSatisfy(r -> assertThat(r.detail()).contains("(1 in a row"));
    }
  }

  private static Arrival slower(int minute) {
    return ofRate(12_800, minute);
  }

  private static Arrival ofRate(double hz, int minute) {
    return written(arrival(frame(MOTOR, minute, null)), Map.of("sampleRateHz", hz));
  }

  @Test
  void refusesBytesThatAreNoFrameAndOtherKeys() throws Exception {
    Arrival good = arrival(frame(MOTOR, 0, null));
    try (var function = start()) {
      function.take(
          declared(MOTOR),
          new Arrival(Arrival.Kind.WAVEFORM, "hall/m1/de", new byte[] {1, 2}, 0, 1),
          new Arrival(Arrival.Kind.WAVEFORM, "hall/m1/de", null, 0, 2),
          new Arrival(Arrival.Kind.SOUND, "hall/m1/de", good.value(), 0, 3),
          new Arrival(Arrival.Kind.WAVEFORM, "hall/m1/nde", good.value(), 0, 4));

      assertThat(function.made()).isEmpty();
      function.setProcessingTime(NOW + 30_000);
      assertThat(function.reasons())
          .containsExactlyInAnyOrder(
              RejectionReason.UNREADABLE,
              RejectionReason.UNREADABLE,
              RejectionReason.UNREADABLE,
              RejectionReason.OTHER);
    }
  }

  @Test
  void refusesOtherChannelsAfterWaitingForADeclaration() throws Exception {
    Arrival swapped =
        written(arrival(frame(MOTOR, 0, null)), Map.of("channels", List.of("y", "x")));
    try (var function = start()) {
      function.take(declared(MOTOR), swapped);
      function.setProcessingTime(NOW + 1_900);
      assertThat(function.rejected()).isEmpty();
      function.setProcessingTime(NOW + 2_000);
      assertThat(function.reasons()).containsExactly(RejectionReason.CHANNEL_MISMATCH);
    }
  }

  @Test
  void aFrameWaitsForItsAsset() throws Exception {
    try (var function = start()) {
      function.take(arrival(frame(MOTOR, 0, null)), arrival(frame(MOTOR, 1, null)));
      assertThat(function.made()).isEmpty();
      function.setProcessingTime(NOW + 29_000);
      function.take(declared(MOTOR));
      assertThat(function.made()).hasSize(2);
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void aFrameOfAnAssetThatIsNeverDeclaredIsRefusedAndLeavesNoState() throws Exception {
    try (var function = start()) {
      function.take(arrival(frame(MOTOR, 0, null)));
      function.setProcessingTime(NOW + 30_000);
      assertThat(function.reasons()).containsExactly(RejectionReason.UNKNOWN_ASSET);
      assertThat(function.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void aWithdrawnAssetLeavesNoState() throws Exception {
    try (var function = start()) {
      function.take(declared(MOTOR), arrival(frame(MOTOR, 0, null)), withdrawn(MOTOR));
      assertThat(function.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void tooMuchThatWaitsIsRefused() throws Exception {
    try (var function = start()) {
      // 1 MiB holds 31 frames of 32 KiB with what is around them.
      for (int minute = 0; minute < 40; minute++) {
        function.take(arrival(frame(MOTOR, minute, null)));
      }
      assertThat(function.rejected()).hasSize(9);
      assertThat(function.rejected().get(0).detail()).contains("bytes wait already");
    }
  }

  @Test
  void flagsGapsOverlapsClippingAndFlatChannels() throws Exception {
    float[] flat = noise(2 * SAMPLES, 1);
    for (int i = 1; i < flat.length; i += 2) {
      flat[i] = 0.25f;
    }
    float[] clipped = noise(2 * SAMPLES, 2);
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = Math.max(-0.05f, Math.min(0.05f, clipped[i]));
    }
    WaveformFrame f = frame(MOTOR, 7, null);
    Arrival overlapping =
        written(
            arrival(f),
            Map.of("time", 1000 * f.time().plusMillis(100).toEpochMilli(), "sequence", 8L));
    try (var function = start()) {
      function.take(
          declared(MOTOR),
          arrival(frame(MOTOR, 0, null, flat)),
          arrival(frame(MOTOR, 1, null, clipped)),
          arrival(f),
          overlapping);

      assertThat(function.made())
          .extracting(v -> context(v).flags())
          .containsExactly(
              List.of(FrameFlag.FLAT),
              List.of(FrameFlag.CLIPPED),
              List.of(FrameFlag.GAP),
              List.of(FrameFlag.OVERLAP));
      float[] values = function.made().get(0).values();
      float[] y = Arrays.copyOfRange(values, values.length / 2, values.length);
      assertThat(y).as("a flat channel has no features").containsOnly(Float.NaN);
      assertThat(values[0]).isPositive();
    }
  }

  @Test
  void aFrameThatCarriesShaftSpeedTellsTheOperatingStateItself() throws Exception {
    Asset motor = motor("m1", BY_SPEED, Kinematics.UNKNOWN);
    try (var function = start()) {
      function.take(
          declared(motor),
          arrival(frame(motor, 0, 1480.0)),
          arrival(frame(motor, 1, 500.0)),
          arrival(frame(motor, 2, 0.0)),
          arrival(frame(motor, 3, 1490.0)));

      assertThat(function.made())
          .extracting(v -> context(v).shaftSpeedRpm())
          .containsExactly(1480.0, 1490.0);
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void aFrameWaitsForTheScanAfterIt() throws Exception {
    Asset motor = motor("m1", BY_SPEED, Kinematics.UNKNOWN);
    try (var function = start()) {
      function.take(
          declared(motor), scanned(speed(motor, START, 1480), 0), arrival(frame(motor, 1, null)));
      assertThat(function.made()).isEmpty();

      function.take(scanned(speed(motor, START.plusSeconds(120), 1490), 1));
      assertThat(function.made()).hasSize(1);
      assertThat(context(function.made().get(0)).shaftSpeedRpm()).isEqualTo(1480.0);
    }
  }

  @Test
  void aMachineThatStopsBetweenTwoScansIsNotJudged() throws Exception {
    Asset motor = motor("m1", BY_SPEED, Kinematics.UNKNOWN);
    try (var function = start()) {
      function.take(
          declared(motor),
          scanned(speed(motor, START, 1480), 0),
          arrival(frame(motor, 1, null)),
          scanned(speed(motor, START.plusSeconds(120), 0), 1),
          arrival(frame(motor, 2, null)),
          scanned(speed(motor, START.plusSeconds(240), 0), 2));

      assertThat(function.made()).isEmpty();
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void whatIsStillUnknownWhenPatienceEndsIsMarkedSo() throws Exception {
    Asset motor = motor("m1", BY_SPEED, new Kinematics(1500.0, null, null, null, null));
    try (var function = start()) {
      function.take(declared(motor), arrival(frame(motor, 1, null)));
      assertThat(function.made()).isEmpty();
      function.setProcessingTime(NOW + 2_000);

      FrameContext context = context(function.made().get(0));
      assertThat(context.operatingState()).isEqualTo(OperatingState.UNKNOWN);
      assertThat(context.shaftSpeedRpm()).isEqualTo(1500);
      assertThat(context.flags()).containsExactly(FrameFlag.SPEED_ASSUMED);
    }
  }

  @Test
  void theNewestScanSpeaksForAFrameSoonAfterIt() throws Exception {
    Asset motor = motor("m1", BY_SPEED, Kinematics.UNKNOWN);
    try (var function = start()) {
      function.take(
          declared(motor),
          scanned(speed(motor, START, 1480), 0),
          arrival(frame(motor, 1, null)),
          arrival(frame(motor, 40, null)));
      function.setProcessingTime(NOW + 2_000);

      assertThat(function.made())
          .extracting(v -> context(v).operatingState())
          .containsExactly(OperatingState.RUNNING, OperatingState.UNKNOWN);
    }
  }

  /** Scans are hundreds of times smaller than frames: where a job catches up they run ahead. */
  @Test
  void scansThatWereReadLongBeforeTheFramesStillTellTheirSpeed() throws Exception {
    Asset motor = motor("m1", BY_SPEED, new Kinematics(1000.0, null, null, null, null));
    try (var function = start()) {
      function.take(declared(motor));
      for (int minute = 0; minute < 1000; minute++) {
        double rpm = 1200 + 10 * (minute % 300);
        function.take(scanned(speed(motor, START.plusSeconds(60L * minute), rpm), 0));
      }
      function.take(arrival(frame(motor, 5, null)), arrival(frame(motor, 990, null)));

      assertThat(function.made())
          .extracting(v -> context(v).shaftSpeedRpm())
          .containsExactly(1250.0, 2100.0);
      assertThat(function.made())
          .flatExtracting(v -> context(v).flags())
          .doesNotContain(FrameFlag.SPEED_ASSUMED);
    }
  }

  @Test
  void aSpeedThatWasScannedButIsNotRememberedIsNotReplacedByTheNominalOne() throws Exception {
    Asset motor =
        motor(
            "m1",
            OperatingStateRule.ALWAYS_RUNNING,
            new Kinematics(1000.0, null, null, null, null),
            List.of(MeasurementPoint.of("n", "rpm", PointKind.SPEED)));
    try (var function = start()) {
      function.take(declared(motor));
      for (int second = 0; second < 20_000; second++) {
        double rpm = 1200 + 50 * (second % 2);
        function.take(scanned(speed(motor, START.plusSeconds(second), rpm), 0));
      }
      function.take(arrival(frame(motor, 1, null)), arrival(frame(motor, 320, null)));

      FrameContext early = context(function.made().get(0));
      assertThat(early.shaftSpeedRpm()).isNull();
      assertThat(early.flags()).isEmpty();
      assertThat(context(function.made().get(1)).shaftSpeedRpm()).isEqualTo(1200);
    }
  }

  @Test
  void aStateThatIsNotRememberedIsUnknown() throws Exception {
    Asset motor = motor("m1", BY_SPEED, Kinematics.UNKNOWN);
    try (var function = start()) {
      function.take(declared(motor));
      for (int second = 0; second < 20_000; second++) {
        double rpm = second % 2 == 0 ? 1480 : 0;
        function.take(scanned(speed(motor, START.plusSeconds(second), rpm), 0));
      }
      function.take(arrival(frame(motor, 1, null)));

      assertThat(context(function.made().get(0)).operatingState())
          .isEqualTo(OperatingState.UNKNOWN);
    }
  }

  @Test
  void forgetsScansThatNoFrameOfAnyPointCanAskForAnyMore() throws Exception {
    Asset motor = motor("m1", BY_SPEED, Kinematics.UNKNOWN);
    try (var function = start()) {
      function.take(declared(motor));
      for (int minute = 0; minute <= 2000; minute++) {
        double rpm = 1200 + 10 * (minute % 300);
        function.take(scanned(speed(motor, START.plusSeconds(60L * minute), rpm), 0));
      }
      int full = size(function.snapshot(1, NOW));
      function.take(arrival(frame(motor, 1999, null)));
      assertThat(size(function.snapshot(2, NOW)))
          .as("the microphone may still ask")
          .isGreaterThan(full);
      function.take(arrival(sound(motor, 1990)));
      assertThat(size(function.snapshot(3, NOW))).isLessThan(full / 10);
      function.take(arrival(sound(motor, 1992)));

      assertThat(function.made())
          .extracting(v -> context(v).shaftSpeedRpm())
          .containsExactly(3190.0, 3100.0, 3120.0);
    }
  }

  private static int size(OperatorSubtaskState state) {
    return (int) state.getStateSize();
  }

  @Test
  void startAndStopEventsGateFrames() throws Exception {
    Asset motor = motor("m1", BY_EVENT, Kinematics.UNKNOWN);
    try (var function = start()) {
      function.take(
          declared(motor),
          arrival(frame(motor, 0, null)),
          happened(motor, MachineEventType.START, START.plusSeconds(60)),
          arrival(frame(motor, 2, null)),
          arrival(frame(motor, 3, null)),
          happened(motor, MachineEventType.STOP, START.plusSeconds(200)),
          arrival(frame(motor, 4, null)));
      function.setProcessingTime(NOW + 2_000);

      assertThat(function.made())
          .extracting(v -> context(v).operatingState())
          .containsExactly(OperatingState.UNKNOWN, OperatingState.RUNNING);
    }
  }

  /** Frames and events are topics of their own: either may be read first. */
  @Test
  void aFrameThatIsReadBeforeTheStopBeforeItIsNotJudged() throws Exception {
    Asset motor = motor("m1", BY_EVENT, Kinematics.UNKNOWN);
    try (var function = start()) {
      function.take(
          declared(motor),
          happened(motor, MachineEventType.START, START),
          arrival(frame(motor, 2, null)),
          arrival(frame(motor, 10, null)));
      assertThat(function.made()).isEmpty();
      function.setProcessingTime(NOW + 1_900);
      function.take(happened(motor, MachineEventType.STOP, START.plusSeconds(500)));
      assertThat(function.made()).as("the stop is the later word").hasSize(1);
      function.setProcessingTime(NOW + 2_000);

      assertThat(function.made())
          .extracting(v -> context(v).operatingState())
          .containsExactly(OperatingState.RUNNING);
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void aBacklogLargerThanWhatMayWaitForEventsIsTakenInOrder() throws Exception {
    Asset motor = motor("m1", BY_EVENT, Kinematics.UNKNOWN);
    try (var function = start()) {
      function.take(declared(motor), happened(motor, MachineEventType.START, START));
      for (int minute = 2; minute < 42; minute++) { // 1 MiB holds 31
        function.take(arrival(frame(motor, minute, null)));
      }
      assertThat(function.made()).hasSize(9);
      function.setProcessingTime(NOW + 2_000);

      assertThat(function.made()).hasSize(40);
      assertThat(function.made()).extracting(FeatureVector::time).isSorted();
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void takesTheSpeedOfAPointThatDoesNotTellTheState() throws Exception {
    Asset motor =
        motor(
            "m1",
            OperatingStateRule.ALWAYS_RUNNING,
            Kinematics.UNKNOWN,
            List.of(MeasurementPoint.of("n", "Hz", PointKind.SPEED)));
    try (var function = start()) {
      function.take(
          declared(motor),
          scanned(speed(motor, START, 25), 0),
          scanned(speed(motor, START.plusSeconds(90), 25), 1),
          arrival(frame(motor, 1, null)));
      assertThat(context(function.made().get(0)).shaftSpeedRpm()).isEqualTo(1500);
    }
  }

  @Test
  void goesOnAfterARestartWithWhatWaitedAndWhatWasKnown() throws Exception {
    Asset motor = motor("m1", BY_SPEED, Kinematics.UNKNOWN);
    OperatorSubtaskState state;
    try (var function = start()) {
      function.take(
          declared(motor),
          scanned(speed(motor, START, 1480), 0),
          scanned(speed(motor, START.plusSeconds(90), 1480), 1),
          arrival(frame(motor, 1, null)),
          arrival(frame(motor, 2, null)));
      assertThat(function.made()).hasSize(1);
      state = function.snapshot(1, NOW);
    }
    long later = NOW + 3_600_000;
    try (var function = harness()) {
      function.setProcessingTime(later);
      function.setup();
      function.initializeState(state);
      function.open();
      function.take(arrival(frame(motor, 1, null)));
      function.setProcessingTime(later + 1);
      assertThat(function.made()).as("down time is not held against it").isEmpty();
      function.take(scanned(speed(motor, START.plusSeconds(180), 1480), 2));

      assertThat(function.made()).hasSize(1);
      assertThat(function.made().get(0).time()).isEqualTo(START.plusSeconds(120).plus(LENGTH));
    }
  }

  private static Arrival happened(Asset motor, MachineEventType type, Instant time) {
    return SmallPlant.happened(
        new MachineEvent(
            type + "@" + time, motor.id(), time, type, null, "PLC", "shift", motor.origin()));
  }

  private static FrameContext context(FeatureVector vector) {
    return Objects.requireNonNull(vector.frame());
  }

  private static ArrivalHarness<FeatureVector> start() throws Exception {
    var harness = harness();
    harness.open();
    return harness;
  }

  private static ArrivalHarness<FeatureVector> harness() throws Exception {
    return new ArrivalHarness<>(new MakeFeatures(SETTINGS), MakeFeatures.REJECTED);
  }
}
