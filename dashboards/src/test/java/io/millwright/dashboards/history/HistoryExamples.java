package io.millwright.dashboards.history;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.alarm.RootCase;
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
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Values to write into a store or a console. */
public final class HistoryExamples {
  /** Longer than anything in tests. */
  static final TimeRange EVER = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

  private HistoryExamples() {}

  public static Asset asset(String id, String... points) {
    return named(id, "Pump " + id, points);
  }

  public static Asset named(String id, String name, String... points) {
    return new Asset(
        new AssetId(id),
        name,
        List.of("Works", "Hall 1"),
        "pump",
        Criticality.B,
        Map.of("cmms", "4711"),
        List.of(new MaintainableItem("bearing-de", "Drive-end bearing", null, null, List.of())),
        Stream.of(points).map(p -> MeasurementPoint.of(p, "1", PointKind.PROCESS)).toList(),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.SIMULATED);
  }

  /** A scan of an asset that was rejected. */
  public static RejectedTelemetry rejected(Asset asset, Instant time) {
    return new RejectedTelemetry(
        "gateway-7",
        asset.id().value(),
        time,
        time.plusSeconds(1),
        Origin.MEASURED,
        RejectionReason.IMPOSSIBLE_VALUE,
        "flow is -999 m3/h, possible is 0 to 100",
        "<b>-999</b>\n".getBytes(StandardCharsets.UTF_8));
  }

  /** A machine with a vibration point {@code de}, channel {@code x}, and nothing else. */
  public static Asset withSignals(String id) {
    return new Asset(
        new AssetId(id),
        id,
        List.of("Works"),
        "fan",
        Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("bearing-de", "Drive-end bearing", null, null, List.of())),
        List.of(),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.SIMULATED,
        List.of(
            new SignalPoint(
                "de",
                "Drive end",
                SignalKind.VIBRATION,
                List.of(new SignalChannel("x", SignalDirection.HORIZONTAL)),
                "bearing-de")),
        Kinematics.UNKNOWN);
  }

  /** Features of a frame of {@link #withSignals}. */
  public static FeatureVector features(Asset asset, Instant time, float[] values) {
    return new FeatureVector(
        asset.id(),
        time,
        Origin.SIMULATED,
        FeatureSchemas.VIBRATION.schemaId(),
        values,
        new FrameContext(
            "de",
            SignalKind.VIBRATION,
            List.of("x"),
            time,
            25_600,
            25_600,
            1_480.0,
            OperatingState.RUNNING,
            List.of()));
  }

  /** What is said of a frame of it: zone C. */
  public static Assessment severe(Asset asset, Instant time) {
    return new Assessment(
        asset.id(),
        time,
        time,
        time,
        Origin.SIMULATED,
        OperatingState.RUNNING,
        StateDetection.NONE,
        new HealthAssessment(HealthState.DEGRADED, 40, "vibration severity zone C", List.of()),
        PrognosticAssessment.notAssessed("no life model"),
        new Provenance("0.1.0", "d", null, null),
        "de",
        new VibrationSeverity("de", "x", 5.2, VibrationSeverity.Zone.C, false, ""));
  }

  public static ScalarScan scan(Asset asset, Instant time, double... values) {
    return scan(asset, time, values, new byte[0]);
  }

  public static ScalarScan scan(Asset asset, Instant time, double[] values, byte[] quality) {
    return new ScalarScan(
        asset.id(), time, time, time, Origin.SIMULATED, asset.channelSet(), values, quality);
  }

  public static Assessment assessment(
      String asset, Instant time, double score, double health, double life) {
    return new Assessment(
        new AssetId(asset),
        time,
        time,
        time.plusMillis(5),
        Origin.SIMULATED,
        OperatingState.RUNNING,
        new StateDetection(
            score,
            List.of(new DetectorScore("t2", score * 10, 10)),
            List.of(new ChannelContribution("flow", 0.75, -4.5)),
            0,
            score >= 1),
        new HealthAssessment(
            score >= 1 ? HealthState.DEGRADED : HealthState.HEALTHY,
            health,
            score >= 1 ? "flow is 4.5 σ low: \"check\" the \\ seal" : "",
            List.of()),
        new PrognosticAssessment(
            new RemainingLife(life * 0.5, life, life * 1.5, 0.9, LifeUnit.HOURS), ""),
        new Provenance("test", "1", "life", "1"));
  }

  public static Assessment notAssessed(String asset, Instant time) {
    return new Assessment(
        new AssetId(asset),
        time,
        time,
        time,
        Origin.SIMULATED,
        OperatingState.STOPPED,
        StateDetection.NONE,
        HealthAssessment.notAssessed("stopped"),
        PrognosticAssessment.notAssessed("stopped"),
        new Provenance("test", "1", null, null));
  }

  public static RootCase rootCase(
      String asset, Instant time, int revision, RootCase.Status status, String reason) {
    String alarmId = asset + "/flow@" + time;
    return new RootCase(
        "root-case:" + alarmId,
        revision,
        status,
        "north",
        alarmId,
        new AssetId(asset),
        reason,
        500,
        320,
        Map.of(AlarmCondition.LIMIT, 500),
        List.of(asset + "/speed@" + time),
        498,
        List.of(),
        0,
        true,
        time,
        time.plusSeconds(revision),
        "500 alarms on 320 of 330 machines of north",
        Origin.SIMULATED,
        "grouped by a machine");
  }

  public static AlarmEvent alarm(String asset, Instant time, int revision, AlarmStatus status) {
    String alarmId = asset + "/flow@1";
    return new AlarmEvent(
        alarmId + "#" + revision,
        alarmId,
        revision,
        new AssetId(asset),
        "bearing-de",
        "flow",
        AlarmCondition.LIMIT,
        status,
        status != AlarmStatus.NORMAL,
        Priority.HIGH,
        Instant.parse("2026-03-01T00:00:00Z"),
        time,
        "flow 9.5 above \"9\"\nfor 10 s",
        "millwright",
        Origin.SIMULATED);
  }

  public static Advisory openCase(String asset, Instant time) {
    return new Advisory(
        asset + "/bearing-de@1",
        1,
        new AssetId(asset),
        "bearing-de",
        Advisory.Status.OPEN,
        Priority.HIGH,
        time,
        time,
        "persistent deviation",
        List.of(new Finding("bearing-de", "VIB", "wear", 0.6, "outer race")),
        new RemainingLife(10, 20, 40, 0.9, LifeUnit.HOURS),
        null,
        Origin.SIMULATED,
        "t2 1");
  }

  /** Advice on a part. */
  public static SpareAdvice spares(String part, int revision, int quantity, boolean shortage) {
    Instant time = Instant.parse("2026-03-01T00:00:00Z");
    return new SpareAdvice(
        part,
        revision,
        "Bearing",
        true,
        1,
        0,
        0,
        0,
        Duration.ofDays(14),
        0.4,
        0.95,
        1,
        quantity,
        quantity > 0 ? time : null,
        0.06,
        0.01,
        0.07,
        0.01,
        null,
        null,
        null,
        3,
        0,
        List.of(),
        List.of(),
        shortage
            ? List.of(new SpareAdvice.Shortage("WO-1", new AssetId("north/pump-1"), 1, time, null))
            : List.of(),
        "Calculated by a machine",
        time);
  }

  public static WorkOrder order(String asset, Instant time) {
    return new WorkOrder(
        "WO-" + asset,
        1,
        asset + "/bearing-de@1",
        new AssetId(asset),
        "bearing-de",
        WorkOrder.Status.REQUESTED,
        Priority.HIGH,
        time,
        time,
        time.plus(Duration.ofDays(2)),
        "Replace drive-end bearing",
        "written by a machine",
        "VIB",
        null,
        List.of("6205"),
        List.of(),
        Map.of("cmms", "4711"),
        Origin.SIMULATED,
        null);
  }

  /** A point of a measurement, with a value in every field. */
  static BoardPoint board(BoardMeasurement of, Instant time) {
    BoardPoint.Builder point = BoardPoint.of(of, time);
    of.tags().forEach(tag -> point.tag(tag, "some"));
    of.fields()
        .forEach(
            (name, type) -> {
              switch (type) {
                case NUMBER -> point.number(name, 1.5);
                case COUNT -> point.count(name, 2);
                case TEXT -> point.text(name, "text");
                case FLAG -> point.flag(name, true);
              }
            });
    return point.end();
  }
}
