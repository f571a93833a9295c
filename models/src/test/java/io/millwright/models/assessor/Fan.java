package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.models.signal.SoundFeatures;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A fan that two microphones hear, second by second. */
final class Fan {
  static final Asset ASSET =
      new Asset(
          new AssetId("fan-1"),
          "Fan",
          List.of(),
          "fan",
          Criticality.B,
          Map.of(),
          List.of(
              new MaintainableItem("motor", "Motor", null, null, List.of()),
              new MaintainableItem("impeller", "Impeller", null, null, List.of())),
          List.of(),
          OperatingStateRule.ALWAYS_RUNNING,
          VibrationClass.UNKNOWN,
          List.of(),
          Duration.ofHours(1),
          Origin.SIMULATED,
          List.of(
              new SignalPoint(
                  "mic",
                  "Inlet",
                  SignalKind.SOUND,
                  List.of(
                      new SignalChannel("left", SignalDirection.UNKNOWN),
                      new SignalChannel("right", SignalDirection.UNKNOWN)),
                  "impeller")),
          Kinematics.UNKNOWN);

  private static final int RATE = 16_000;
  private static final int STRIDE = SoundFeatures.SCHEMA.featureNames().size();

  private final Random random = new Random(11);
  private final SoundFeatures extractor = new SoundFeatures(RATE, RATE);

  Instant time = Instant.parse("2026-01-01T00:00:00Z");

  /** Amplitude of a whine at 3 kHz that only the right microphone hears; the noise has 1. */
  double whine;

  /** Of everything; 0 is silence. */
  double gain = 0.1;

  FeatureVector frame(OperatingState state, List<FrameFlag> flags) {
    time = time.plusSeconds(1);
    float[] values = new float[2 * STRIDE];
    extractor.extract(samples(0), values, 0);
    extractor.extract(samples(whine), values, STRIDE);
    return new FeatureVector(
        ASSET.id(),
        time,
        Origin.SIMULATED,
        SoundFeatures.SCHEMA.schemaId(),
        values,
        new FrameContext(
            "mic",
            SignalKind.SOUND,
            List.of("left", "right"),
            time,
            RATE,
            RATE,
            null,
            state,
            flags));
  }

  /** Noise of a slowly wandering colour, as air has. */
  private float[] samples(double whine) {
    float[] samples = new float[RATE];
    double pole = 0.6 + 0.05 * random.nextDouble();
    double previous = 0;
    for (int i = 0; i < RATE; i++) {
      previous = pole * previous + random.nextGaussian();
      samples[i] = (float) (gain * (previous + whine * Math.sin(2 * Math.PI * 3000.0 * i / RATE)));
    }
    return samples;
  }

  Assessment feed(AssetAssessor assessor, int frames, FrameFlag... flags) {
    return feed(assessor, frames, Arrays.asList(flags));
  }

  private Assessment feed(AssetAssessor assessor, int frames, List<FrameFlag> flags) {
    Assessment last = null;
    for (int i = 0; i < frames; i++) {
      last =
          ((Verdict.Assessed) assessor.accept(frame(OperatingState.RUNNING, flags), time))
              .assessment();
    }
    return Objects.requireNonNull(last);
  }

  MachineEvent event(MachineEventType type) {
    return new MachineEvent(
        type + "@" + time, ASSET.id(), time, type, null, "test", "because", Origin.SIMULATED);
  }
}
