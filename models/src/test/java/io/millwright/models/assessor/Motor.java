package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
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
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.prognosis.bearing.DegradationLife;
import io.millwright.models.prognosis.bearing.OnsetSettings;
import io.millwright.models.prognosis.bearing.PopulationLife;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.VibrationFeatures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A motor whose drive-end bearing is heard by two accelerometers, a half second every minute. */
final class Motor {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String POINT = "de";
  static final BearingGeometry BEARING = new BearingGeometry("6205", 9, 7.94, 39.04, 0);
  static final VibrationClass GROUP_2_RIGID =
      new VibrationClass(VibrationClass.Group.GROUP_2, VibrationClass.Support.RIGID);
  static final Asset ASSET = asset(GROUP_2_RIGID, BEARING, List.of());

  /** Lives of hours, as such test benches have them. */
  static final AssetModels LIFE =
      new AssetModels(
          null,
          new BearingLifeModel(
              VibrationFeatures.SCHEMA.schemaId(),
              OnsetSettings.STANDARD,
              new PopulationLife(1.5, 6, 6 * Math.pow(10_000, 1.5)),
              new DegradationLife(0.5, -0.5, 0.8, 6)),
          null);

  private static final double RATE = 25_600;
  private static final int SAMPLES = 16_384;
  private static final double RPM = 1480;
  private static final float[] QUIET = new float[VibrationFeatures.SCHEMA.featureNames().size()];

  private final Random random;
  private final VibrationFeatures extractor = new VibrationFeatures(RATE, SAMPLES);

  Instant time = START;

  /** RMS of the noise, m/s². */
  double noise = 1;

  /** Peak of the impulses at the outer race's frequency, m/s². */
  double impulses;

  /** Velocity of the shaft's line, mm/s RMS. */
  double velocity = 0.5;

  Motor(long seed) {
    random = new Random(seed);
  }

  static Asset asset(
      VibrationClass vibration, @Nullable BearingGeometry bearing, List<MeasurementPoint> points) {
    return new Asset(
        new AssetId("motor-1"),
        "Motor",
        List.of(),
        "motor",
        Criticality.B,
        Map.of(),
        List.of(
            new MaintainableItem("stator", "Stator", null, null, List.of()),
            new MaintainableItem("bearing", "Drive end bearing", null, bearing, List.of())),
        points,
        OperatingStateRule.ALWAYS_RUNNING,
        vibration,
        List.of(),
        Duration.ofHours(1),
        Origin.SIMULATED,
        List.of(
            new SignalPoint(
                POINT,
                "Drive end",
                SignalKind.VIBRATION,
                List.of(
                    new SignalChannel("x", SignalDirection.HORIZONTAL),
                    new SignalChannel("y", SignalDirection.VERTICAL)),
                "bearing")),
        Kinematics.UNKNOWN);
  }

  /** The same motor with further points that hear the same bearing. */
  static Asset withPoints(Asset motor, List<SignalPoint> signals) {
    return with(motor, motor.stateRule(), signals);
  }

  static Asset stateBy(OperatingStateRule rule, Asset motor) {
    return with(motor, rule, motor.signals());
  }

  private static Asset with(Asset motor, OperatingStateRule rule, List<SignalPoint> signals) {
    return new Asset(
        motor.id(),
        motor.name(),
        motor.path(),
        motor.equipmentClass(),
        motor.criticality(),
        motor.externalIds(),
        motor.items(),
        motor.points(),
        rule,
        motor.vibration(),
        motor.parts(),
        motor.cycleDuration(),
        motor.origin(),
        signals,
        motor.kinematics());
  }

  static SignalPoint point(String id, String name, String itemId, String... channels) {
    return new SignalPoint(
        id,
        name,
        SignalKind.VIBRATION,
        List.of(channels).stream()
            .map(channel -> new SignalChannel(channel, SignalDirection.HORIZONTAL))
            .toList(),
        itemId);
  }

  /** The frame as another point would have sent it. */
  static FeatureVector at(String pointId, FeatureVector v) {
    FrameContext f = Objects.requireNonNull(v.frame());
    return of(pointId, f.channels(), f.sampleRateHz(), f.flags(), v);
  }

  /** The frame, of other channels, as if sampled at another rate, with other flags. */
  static FeatureVector of(
      String pointId,
      List<String> channels,
      double sampleRateHz,
      List<FrameFlag> flags,
      FeatureVector v) {
    FrameContext f = Objects.requireNonNull(v.frame());
    return new FeatureVector(
        v.assetId(),
        v.time(),
        v.origin(),
        v.schemaId(),
        v.values(),
        new FrameContext(
            pointId,
            f.kind(),
            channels,
            f.ingestTime(),
            sampleRateHz,
            f.samples(),
            f.shaftSpeedRpm(),
            f.operatingState(),
            flags));
  }

  FeatureVector frame() {
    return frame(OperatingState.RUNNING, BEARING, List.of());
  }

  FeatureVector frame(
      OperatingState state, @Nullable BearingGeometry bearing, List<FrameFlag> flags) {
    time = time.plus(Duration.ofMinutes(1));
    float[] values = new float[2 * QUIET.length];
    BearingFrequencies orders = bearing == null ? null : BearingFrequencies.of(bearing);
    extractor.extract(samples(1), RPM / 60, orders, Kinematics.UNKNOWN, values, 0);
    extractor.extract(samples(0.7), RPM / 60, orders, Kinematics.UNKNOWN, values, QUIET.length);
    return vector(time, values, state, flags);
  }

  static FeatureVector vector(
      Instant time, float[] values, OperatingState state, List<FrameFlag> flags) {
    return new FeatureVector(
        ASSET.id(),
        time,
        Origin.SIMULATED,
        VibrationFeatures.SCHEMA.schemaId(),
        values,
        new FrameContext(
            POINT,
            SignalKind.VIBRATION,
            List.of("x", "y"),
            time,
            RATE,
            SAMPLES,
            RPM,
            state,
            flags));
  }

  /** Noise, the shaft's line, and a resonance at 4 kHz that the outer race strikes. */
  private float[] samples(double share) {
    double shaftHz = RPM / 60;
    double outerHz = shaftHz * BearingFrequencies.of(BEARING).outerRace();
    double amplitude = velocity * Math.sqrt(2) * 2 * Math.PI * shaftHz / 1000;
    float[] samples = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      double t = i / RATE;
      double since = (t * outerHz - Math.floor(t * outerHz)) / outerHz;
      samples[i] =
          (float)
              (share
                  * (noise * random.nextGaussian()
                      + amplitude * Math.sin(2 * Math.PI * shaftHz * t)
                      + impulses * Math.exp(-800 * since) * Math.sin(2 * Math.PI * 4000 * since)));
    }
    return samples;
  }

  Assessment feed(AssetAssessor assessor) {
    return ((Verdict.Assessed) assessor.accept(frame(), time)).assessment();
  }

  Assessment feed(AssetAssessor assessor, int frames) {
    Assessment last = feed(assessor);
    for (int i = 1; i < frames; i++) {
      last = feed(assessor);
    }
    return last;
  }

  MachineEvent event(MachineEventType type) {
    return new MachineEvent(
        type + "@" + time, ASSET.id(), time, type, null, "test", "because", Origin.SIMULATED);
  }
}
