package io.millwright.contracts;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.DetectorScore;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.SpectralLine;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.SparePart;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.contracts.model.BundleChunk;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.contracts.plant.PlantRecord;
import io.millwright.contracts.quality.QualityGrade;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.WaveformFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Examples of every Avro contract: the golden files of version 1 hold exactly {@link #all()}, those
 * of version 2 {@link #signals()}, that of version 3 {@link #spares()}.
 */
public final class Examples {
  private static final Instant T = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final AssetId PUMP = new AssetId("north/pump-7");

  private Examples() {}

  /** Every Avro-coded contract type, once. */
  public static List<Record> all() {
    return List.of(
        asset(),
        scan(),
        new WaveformFrame(
            PUMP,
            "de-vib",
            T,
            T.plusMillis(3),
            T.plusMillis(9),
            Origin.MEASURED,
            42,
            25_600,
            List.of("x", "y"),
            "m/s2",
            0.01,
            SampleFormat.INT16,
            new byte[] {1, 2, 3, 4},
            1480.5),
        new AudioFrame(
            PUMP,
            "mic",
            T,
            T,
            T,
            Origin.REPLAYED,
            7,
            16_000,
            List.of("mono"),
            null,
            SampleFormat.INT24,
            new byte[] {1, 2, 3},
            null),
        new RejectedTelemetry(
            "file.csv#12",
            null,
            null,
            T,
            Origin.REPLAYED,
            RejectionReason.NOT_A_NUMBER,
            "flow is 'abc'",
            "1,abc".getBytes(StandardCharsets.UTF_8)),
        new MachineEvent(
            "e-1",
            PUMP,
            T,
            MachineEventType.MAINTENANCE_PERFORMED,
            "bearing-de",
            "j.doe",
            "bearing replaced",
            Origin.MEASURED),
        new QualityGrade(PUMP, T, Origin.MEASURED, QualityGrade.Grade.C, List.of("flow is stuck")),
        new FeatureVector(PUMP, T, Origin.SIMULATED, "life-1", new float[] {1.5f, Float.NaN}),
        new ModelRelease(
            "pump-life", "3", "ab12", ModelRole.CANARY, "pump", 0.1, T, "d.scientist", "better"),
        new BundleChunk("ab12", 0, 2, new byte[] {9, 8, 7}),
        new GateDecision("pump-life", "3", T, GateDecision.Outcome.HOLD, "too few cases"),
        new ModelEvaluation("pump-life", "3", "2", T, T.plusSeconds(60), 10, Map.of("rmse", 12.5)),
        new PlantRecord("millwright.alarms", PUMP, new byte[] {1, 2, 3}),
        new CommandStatus("r-1", T, CommandStatus.Outcome.REFUSED, "already closed"),
        new AuditEntry("a-1", T, "j.doe", "OPERATOR", "APPROVE_ORDER", "wo-1", "due", false),
        assessment());
  }

  /** One of every type that version 2 changed, with what it added. */
  public static List<Record> signals() {
    return List.of(
        fan(),
        new FeatureVector(
            PUMP,
            T,
            Origin.REPLAYED,
            "vibration/1",
            new float[] {1.5f, Float.NaN},
            new FrameContext(
                "de",
                SignalKind.VIBRATION,
                List.of("x", "y"),
                T.plusMillis(9),
                25_600,
                25_600,
                1480.5,
                OperatingState.RUNNING,
                List.of(FrameFlag.GAP, FrameFlag.CLIPPED))),
        new Assessment(
            PUMP,
            T,
            T.plusMillis(20),
            T.plusMillis(25),
            Origin.MEASURED,
            OperatingState.RUNNING,
            StateDetection.NONE,
            new HealthAssessment(
                HealthState.DEGRADED,
                61.5,
                "outer race",
                List.of(
                    new Finding(
                        "bearing-de",
                        "VIB",
                        "outer race: fatigue",
                        0.9,
                        "BPFO stands out",
                        List.of(new SpectralLine("BPFO ×1", 107.4, 18.5, 2000, 4000))))),
            PrognosticAssessment.notAssessed("no life model"),
            new Provenance("0.1.0", "detectors-1", null, null),
            "de",
            new VibrationSeverity(
                "de", "x", 4.6, VibrationSeverity.Zone.C, true, "rose by 1.3 mm/s")));
  }

  /** What version 5 added. */
  public static List<Record> comparisons() {
    return List.of(
        new ModelEvaluation(
            "pump-life", "3", "2", T, T.plusSeconds(60), 10, Map.of("rmse", 12.5), "pump"));
  }

  /** What version 4 added. */
  public static List<Record> releases() {
    return List.of(
        new ModelRelease(
            "pump-life",
            "3",
            "ab12",
            ModelRole.RETIRED,
            "pump",
            0.1,
            T,
            "d.scientist",
            "worse than before",
            "life",
            true,
            T.minusSeconds(60)));
  }

  /** One of every type that version 3 changed, with what it added. */
  public static List<Record> spares() {
    Asset fan = fan();
    return List.of(
        new Asset(
            fan.id(),
            fan.name(),
            fan.path(),
            fan.equipmentClass(),
            fan.criticality(),
            fan.externalIds(),
            fan.items(),
            fan.points(),
            fan.stateRule(),
            fan.vibration(),
            List.of(
                new SparePart("6205", "Bearing", 2, Duration.ofDays(14), 1, 45.0, 0.2, 900.0, 0.98),
                new SparePart("S-9", "Seal", 0, Duration.ofDays(3))),
            fan.cycleDuration(),
            fan.origin(),
            fan.signals(),
            fan.kinematics()));
  }

  private static Asset fan() {
    return new Asset(
        new AssetId("north/fan-2"),
        "Fan 2",
        List.of("north"),
        "fan",
        Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("bearing-de", "Bearing", null, null, List.of())),
        List.of(),
        OperatingStateRule.ALWAYS_RUNNING,
        new VibrationClass(VibrationClass.Group.GROUP_2, VibrationClass.Support.FLEXIBLE),
        List.of(),
        Duration.ofHours(1),
        Origin.MEASURED,
        List.of(
            new SignalPoint(
                "de",
                "Drive end",
                SignalKind.VIBRATION,
                List.of(
                    new SignalChannel("x", SignalDirection.HORIZONTAL),
                    new SignalChannel("y", SignalDirection.AXIAL)),
                "bearing-de"),
            new SignalPoint(
                "mic",
                "Microphone",
                SignalKind.SOUND,
                List.of(new SignalChannel("mono", SignalDirection.UNKNOWN)),
                null)),
        new Kinematics(1480.0, 50.0, 4, 9, null));
  }

  /** A pump with everything declared. */
  public static Asset asset() {
    return new Asset(
        PUMP,
        "Feed pump 7 <b>&",
        List.of("north", "utilities"),
        "pump",
        Criticality.A,
        Map.of("maximo", "P-0007", "sap", "10001234"),
        List.of(
            new MaintainableItem(
                "bearing-de",
                "Drive-end bearing",
                "SN-1",
                new BearingGeometry("6205-2RS", 9, 7.94, 39.04, 0),
                List.of("6205")),
            new MaintainableItem("seal", "Shaft seal", null, null, List.of())),
        List.of(
            MeasurementPoint.of("speed", "rpm", PointKind.SPEED),
            new MeasurementPoint(
                "vib",
                "Drive-end vibration",
                "mm/s",
                PointKind.VIBRATION,
                new PhysicalRange(0, 200),
                new Limits(
                    null, null, 4.5, 7.1, 0.3, Duration.ofSeconds(10), Duration.ofSeconds(60)),
                "bearing-de")),
        new OperatingStateRule(
            OperatingStateRule.Source.POINT, "speed", 300, 10, Duration.ofMinutes(2), 0.1),
        new VibrationClass(VibrationClass.Group.ROTODYNAMIC_PUMP, VibrationClass.Support.RIGID),
        List.of(new SparePart("6205", "Deep-groove bearing", 2, Duration.ofDays(14))),
        Duration.ofHours(1),
        Origin.MEASURED);
  }

  /** A scan with an absent channel. */
  public static ScalarScan scan() {
    return new ScalarScan(
        PUMP,
        T,
        T.plusMillis(5),
        T.plusMillis(20),
        Origin.MEASURED,
        asset().channelSet(),
        new double[] {1480.25, Double.NaN},
        new byte[] {0, 3});
  }

  /** An assessment with every part filled. */
  public static Assessment assessment() {
    return new Assessment(
        PUMP,
        T,
        T.plusMillis(20),
        T.plusMillis(25),
        Origin.MEASURED,
        OperatingState.RUNNING,
        new StateDetection(
            1.4,
            List.of(new DetectorScore("t2", 28, 20), new DetectorScore("rcf", 0.7, 1.1)),
            List.of(new ChannelContribution("vib", 0.9, 5.2)),
            2,
            true),
        new HealthAssessment(
            HealthState.DEGRADED,
            61.5,
            "vib +5.2 σ",
            List.of(new Finding("bearing-de", "VIB", "wear", 0.6, "vib +5.2 σ for 12 scans"))),
        new PrognosticAssessment(new RemainingLife(80, 120, 190, 0.9, LifeUnit.HOURS), ""),
        new Provenance("0.1.0", "detectors-1", "pump-life", "3"));
  }
}
