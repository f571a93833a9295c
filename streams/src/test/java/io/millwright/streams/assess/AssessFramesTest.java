package io.millwright.streams.assess;

import static io.millwright.streams.SmallPlant.declared;
import static io.millwright.streams.SmallPlant.pump;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.streams.AssessHarness;
import io.millwright.streams.InMemoryBundles;
import io.millwright.streams.SmallModels;
import io.millwright.streams.SmallPlant;
import io.millwright.streams.flink.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssessFramesTest {
  private static final AvroCodec<FeatureVector> VECTORS = AvroCodec.of(FeatureVector.class);
  private static final Asset HEARD = heard(pump("p1"));

  private static Asset heard(Asset pump) {
    return new Asset(
        pump.id(),
        pump.name(),
        pump.path(),
        pump.equipmentClass(),
        pump.criticality(),
        pump.externalIds(),
        pump.items(),
        pump.points(),
        pump.stateRule(),
        pump.vibration(),
        pump.parts(),
        pump.cycleDuration(),
        pump.origin(),
        List.of(
            new SignalPoint(
                "de",
                "Drive end",
                SignalKind.VIBRATION,
                List.of(new SignalChannel("x", SignalDirection.HORIZONTAL)),
                "pump")),
        Kinematics.UNKNOWN);
  }

  /** The features of the frame of a second; equal for equal arguments. */
  private static Arrival frame(int second, long offset) {
    Instant time = SmallPlant.START.plusSeconds(second);
    float[] values = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    Arrays.fill(values, Float.NaN);
    values[0] = second;
    FeatureVector vector =
        new FeatureVector(
            HEARD.id(),
            time,
            Origin.SIMULATED,
            VibrationFeatures.SCHEMA.schemaId(),
            values,
            new FrameContext(
                "de",
                SignalKind.VIBRATION,
                List.of("x"),
                time,
                25_600,
                25_600,
                1480.0,
                OperatingState.RUNNING,
                List.of()));
    return new Arrival(
        Arrival.Kind.FEATURES, HEARD.id().value(), VECTORS.encode(vector), 0, offset);
  }

  /** The feature job writes at least once: after its restart it writes again what it wrote. */
  @Test
  void aRestartOfTheFeatureJobRejectsNothingAndAssessesNothingTwice() throws Exception {
    try (var function = start()) {
      function.take(declared(HEARD));
      for (int second = 1; second <= 10; second++) {
        function.take(frame(second, second));
      }
      for (int second = 1; second <= 9; second++) {
        function.take(frame(second, 10 + second));
      }
      function.take(frame(10, 20), frame(11, 21));

      assertThat(function.made()).extracting(Assessment::id).doesNotHaveDuplicates().hasSize(11);
      assertThat(function.rejected()).isEmpty();
    }
  }

  @Test
  void whatWasNeverAcceptedAndComesTooLateIsRejected() throws Exception {
    try (var function = start()) {
      function.take(declared(HEARD), frame(1, 1), frame(3, 2), frame(2, 3));

      assertThat(function.made()).hasSize(2);
      assertThat(function.reasons()).containsExactly(RejectionReason.OUT_OF_ORDER);
    }
  }

  /** Of another kind than signals: all that is asked is that frames reach it. */
  @Test
  void aShadowJudgesFramesToo() throws Exception {
    ModelBundle bundle = SmallModels.version(200);
    InMemoryBundles bundles = new InMemoryBundles();
    ModelRelease shadow =
        new ModelRelease(
            "rul-pump",
            bundle.version(),
            bundles.add(bundle.toBytes()),
            ModelRole.SHADOW,
            "pump",
            0,
            SmallPlant.START,
            "d.scientist",
            "for the test");
    try (var function =
        AssessHarness.of(new Patience(Duration.ofSeconds(30), 10), List.of(), bundles)) {
      function.open();
      function.take(declared(HEARD));
      function.release(List.of(shadow));
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      for (int second = 1; function.inTheDark().isEmpty(); second++) {
        assertThat(System.nanoTime()).as("in time").isLessThan(end);
        function.take(frame(second, second));
        Thread.sleep(20);
      }

      assertThat(function.inTheDark().get(0).id())
          .isEqualTo(function.made().get(function.made().size() - 1).id());
    }
  }

  private static AssessHarness start() throws Exception {
    var harness = AssessHarness.of(new Patience(Duration.ofSeconds(30), 10));
    harness.open();
    return harness;
  }
}
