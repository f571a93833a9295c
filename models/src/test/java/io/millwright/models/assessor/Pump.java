package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.detection.DetectionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A pump that reports every ten minutes; its readings are what a test wants. */
final class Pump {
  static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  static final Duration STEP = Duration.ofMinutes(10);
  static final Asset ASSET =
      new Asset(
          new AssetId("pump-1"),
          "Feed pump",
          List.of("site"),
          "pump",
          Criticality.B,
          Map.of(),
          List.of(
              new MaintainableItem("casing", "Casing", null, null, List.of()),
              new MaintainableItem("bearing", "Bearing", null, null, List.of())),
          List.of(
              point("speed", "Speed", PointKind.SPEED, null),
              point("flow", "Flow", PointKind.PROCESS, null),
              point("temp", "Bearing temperature", PointKind.TEMPERATURE, "bearing"),
              point("vib", "Bearing vibration", PointKind.VIBRATION, "bearing")),
          new OperatingStateRule(
              OperatingStateRule.Source.POINT, "speed", 1000, 100, Duration.ofMinutes(20), 0.1),
          VibrationClass.UNKNOWN,
          List.of(),
          Duration.ofHours(1),
          Origin.SIMULATED);

  /** As the defaults, but a baseline need not span a day: tests are shorter. */
  static final AssessorSettings SETTINGS = impatient(AssessorSettings.DEFAULT);

  private final Random random;
  Instant time = START;
  double speed = 1500;
  double flowOffset;
  double tempOffset;
  double vibOffset;

  private static AssessorSettings impatient(AssessorSettings a) {
    DetectionSettings d = a.detection();
    return new AssessorSettings(
        new DetectionSettings(
            d.minimumScans(),
            d.minimumRegimeScans(),
            Duration.ZERO,
            d.fullScans(),
            d.smoothing(),
            d.falseAlarmProbability(),
            d.minimumSigmas(),
            d.relativeDeadband(),
            d.absoluteDeadband(),
            d.regimeTolerance(),
            d.greatestRegimes(),
            d.forest()),
        a.degradedAfterScans(),
        a.alarmSeverity(),
        a.alarmSigmas(),
        a.alarmAfterScans(),
        a.lifeWarningShare(),
        a.lifeAlarmShare(),
        a.lifeAfterScans(),
        a.greatestAbsentShare(),
        a.longestGap(),
        a.signals());
  }

  Pump(long seed) {
    random = new Random(seed);
  }

  private static MeasurementPoint point(
      String id, String name, PointKind kind, @Nullable String item) {
    return new MeasurementPoint(id, name, "1", kind, PhysicalRange.UNBOUNDED, null, item);
  }

  ScalarScan scan() {
    time = time.plus(STEP);
    double running = speed / 1500;
    return scan(
        time,
        speed == 0 ? 0 : speed + 3 * random.nextGaussian(),
        running * (80 + random.nextGaussian() + flowOffset),
        running * 60 + 0.5 * random.nextGaussian() + tempOffset,
        running * (2 + 0.1 * random.nextGaussian() + vibOffset));
  }

  static ScalarScan scan(Instant time, double... values) {
    return new ScalarScan(
        ASSET.id(), time, time, time, Origin.SIMULATED, ASSET.channelSet(), values, new byte[0]);
  }

  Assessment feed(AssetAssessor assessor) {
    return ((Verdict.Assessed) assessor.accept(scan(), time)).assessment();
  }

  Assessment feed(AssetAssessor assessor, int scans) {
    Assessment last = feed(assessor);
    for (int i = 1; i < scans; i++) {
      last = feed(assessor);
    }
    return last;
  }

  MachineEvent event(MachineEventType type) {
    return new MachineEvent(
        type + "@" + time, ASSET.id(), time, type, null, "test", "because", Origin.SIMULATED);
  }
}
