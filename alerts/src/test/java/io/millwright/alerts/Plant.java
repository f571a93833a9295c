package io.millwright.alerts;

import io.millwright.alerts.alarm.AlarmRule;
import io.millwright.alerts.alarm.Severity;
import io.millwright.alerts.cases.CaseRule;
import io.millwright.alerts.cases.Persistence;
import io.millwright.alerts.kpi.OperatorPositions;
import io.millwright.alerts.ledger.LedgerRules;
import io.millwright.alerts.notification.NotificationConfig;
import io.millwright.alerts.parts.PartsRule;
import io.millwright.alerts.rootcase.RootCaseRule;
import io.millwright.alerts.watch.AlertRules;
import io.millwright.alerts.watch.SilenceRule;
import io.millwright.alerts.workorder.AutomaticApproval;
import io.millwright.alerts.workorder.Guardrail;
import io.millwright.alerts.workorder.LifeTrigger;
import io.millwright.alerts.workorder.PlanningRule;
import io.millwright.alerts.workorder.WorkOrderRule;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
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
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small plant for tests: one scan or assessment an hour, by number. */
public final class Plant {
  public static final AssetId PUMP = new AssetId("north/pump-7");
  public static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

  private Plant() {}

  /** Event time of an hour. */
  public static Instant hour(int number) {
    return START.plus(Duration.ofHours(number));
  }

  /**
   * A configuration of the application of that id, with short times.
   *
   * @param desks rules of desks of the plant; those that are not given are as by default
   */
  public static AlertsConfig config(String applicationId, Object... desks) {
    return config(rules(), applicationId, desks);
  }

  /** As {@link #config(String, Object...)}, with rules of its own. */
  public static AlertsConfig config(AlertRules rules, String applicationId, Object... desks) {
    return new AlertsConfig(
        rules,
        Duration.ofSeconds(5),
        applicationId,
        1,
        Duration.ofMillis(100),
        1,
        given(desks, PartsRule.class).orElse(PartsRule.DEFAULT),
        given(desks, RootCaseRule.class).orElse(RootCaseRule.DEFAULT),
        given(desks, OperatorPositions.class).orElse(OperatorPositions.ONE),
        given(desks, LedgerRules.class).orElse(LedgerRules.PLAIN),
        given(desks, NotificationConfig.class).orElse(null));
  }

  private static <T> Optional<T> given(Object[] desks, Class<T> type) {
    return Arrays.stream(desks).filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Rules with short persistences, so that tests are short. */
  public static AlertRules rules() {
    return rules(null);
  }

  /** As {@link #rules()}, with requests approved by themselves from a confidence on. */
  public static AlertRules approvingFrom(double confidence) {
    return rules(new AutomaticApproval(confidence, 1));
  }

  private static AlertRules rules(@Nullable AutomaticApproval automatic) {
    return new AlertRules(
        Set.of(Origin.MEASURED, Origin.REPLAYED),
        AlarmRule.PLAIN.withDelays(Duration.ofHours(1), Duration.ofHours(2)),
        AlarmRule.PLAIN,
        Set.of(),
        Duration.ofHours(24),
        Duration.ofDays(7),
        new CaseRule(Persistence.of(3), 0.5, 10, 0.1, Duration.ofHours(24)),
        new WorkOrderRule(
            Priority.HIGH,
            Persistence.of(4),
            new LifeTrigger(Duration.ofHours(20), null, Persistence.of(2), 1.5, Persistence.of(5)),
            new PlanningRule(Duration.ofDays(3), List.of()),
            automatic,
            new Guardrail(3, 100, Duration.ofHours(1))),
        new SilenceRule(Set.of(Origin.MEASURED), Duration.ofMinutes(5), Severity.WARNING));
  }

  /** A pump with two items, vibration limits and a low limit on flow that counts while it runs. */
  public static Asset pump() {
    return asset(PUMP, Criticality.B, Origin.MEASURED);
  }

  /** As {@link #pump()}. */
  public static Asset asset(AssetId id, Criticality criticality, Origin origin) {
    return new Asset(
        id,
        "Feed pump 7",
        List.of("north", "utilities"),
        "pump",
        criticality,
        Map.of("maximo", "P-0007"),
        List.of(
            new MaintainableItem("bearing", "Drive-end bearing", null, null, List.of("6205")),
            new MaintainableItem("seal", "Shaft seal", null, null, List.of("S-9"))),
        List.of(
            MeasurementPoint.of("speed", "rpm", PointKind.SPEED),
            new MeasurementPoint(
                "vib",
                "Vibration",
                "mm/s",
                PointKind.VIBRATION,
                PhysicalRange.UNBOUNDED,
                new Limits(null, null, 4.5, 7.1, 0.5, Duration.ofHours(2), Duration.ofHours(1)),
                "bearing"),
            new MeasurementPoint(
                "flow",
                "Flow",
                "m3/h",
                PointKind.PROCESS,
                PhysicalRange.UNBOUNDED,
                new Limits(10.0, null, null, null, 1, Duration.ZERO, Duration.ZERO),
                null)),
        new OperatingStateRule(
            OperatingStateRule.Source.POINT, "speed", 300, 10, Duration.ofMinutes(2), 0.1),
        new VibrationClass(VibrationClass.Group.ROTODYNAMIC_PUMP, VibrationClass.Support.RIGID),
        List.of(),
        Duration.ofHours(1),
        origin);
  }

  /** A scan of the pump. */
  public static ScalarScan scan(int hour, double speed, double vibration, double flow) {
    return scan(PUMP, hour(hour), Origin.MEASURED, speed, vibration, flow);
  }

  /** A scan of an asset like the pump. */
  public static ScalarScan scan(
      AssetId id, Instant time, Origin origin, double speed, double vibration, double flow) {
    return new ScalarScan(
        id,
        time,
        time,
        time,
        origin,
        pump().channelSet(),
        new double[] {speed, vibration, flow},
        new byte[0]);
  }

  /** An assessment without findings and life. */
  public static Assessment assessment(int hour, HealthState state) {
    return assessment(hour, state, null, null);
  }

  /** An assessment that suspects an item with probability 0.6. */
  public static Assessment suspects(int hour, HealthState state, String item) {
    return assessment(hour, state, finding(item, 0.6), null);
  }

  /** An assessment with a life whose bounds are 0.5 and 2 times its median, in cycles. */
  public static Assessment lives(int hour, HealthState state, double lower) {
    return assessment(hour, state, null, life(lower));
  }

  /** The same assessment of another time. */
  public static Assessment at(Instant time, Assessment a) {
    return new Assessment(
        a.assetId(),
        time,
        time,
        time,
        a.origin(),
        a.operatingState(),
        a.detection(),
        a.health(),
        a.prognosis(),
        a.provenance());
  }

  /** The asset with other points, one of which tells whether it runs. */
  public static Asset with(Asset asset, List<MeasurementPoint> points, String statePoint) {
    return new Asset(
        asset.id(),
        asset.name(),
        asset.path(),
        asset.equipmentClass(),
        asset.criticality(),
        asset.externalIds(),
        asset.items(),
        points,
        new OperatingStateRule(
            OperatingStateRule.Source.POINT, statePoint, 1, 0.5, Duration.ofMinutes(2), 0.1),
        asset.vibration(),
        asset.parts(),
        asset.cycleDuration(),
        asset.origin());
  }

  /** The asset with other points. */
  public static Asset with(Asset asset, List<MeasurementPoint> points) {
    return new Asset(
        asset.id(),
        asset.name(),
        asset.path(),
        asset.equipmentClass(),
        asset.criticality(),
        asset.externalIds(),
        asset.items(),
        points,
        asset.stateRule(),
        asset.vibration(),
        asset.parts(),
        asset.cycleDuration(),
        asset.origin());
  }

  /** The asset with a signal point. */
  public static Asset heard(Asset asset) {
    return new Asset(
        asset.id(),
        asset.name(),
        asset.path(),
        asset.equipmentClass(),
        asset.criticality(),
        asset.externalIds(),
        asset.items(),
        asset.points(),
        asset.stateRule(),
        asset.vibration(),
        asset.parts(),
        asset.cycleDuration(),
        asset.origin(),
        List.of(
            new SignalPoint(
                "mic",
                "Microphone",
                SignalKind.SOUND,
                List.of(new SignalChannel("left", SignalDirection.UNKNOWN)),
                null)),
        Kinematics.UNKNOWN);
  }

  /** A life in cycles of an hour. */
  public static RemainingLife life(double lower) {
    return new RemainingLife(lower, 2 * lower, 4 * lower, 0.9, LifeUnit.CYCLES);
  }

  /** A finding on an item. */
  public static Finding finding(String item, double probability) {
    return new Finding(item, "VIB", "wear", probability, "vib +5.2 σ");
  }

  /** Any assessment of the pump. */
  public static Assessment assessment(
      int hour, HealthState state, @Nullable Finding finding, @Nullable RemainingLife life) {
    return assessment(PUMP, hour(hour), Origin.MEASURED, state, finding, life);
  }

  /** Any assessment. */
  public static Assessment assessment(
      AssetId id,
      Instant time,
      Origin origin,
      HealthState state,
      @Nullable Finding finding,
      @Nullable RemainingLife life) {
    boolean degraded = state == HealthState.DEGRADED || state == HealthState.ALARM;
    return new Assessment(
        id,
        time,
        time,
        time,
        origin,
        OperatingState.RUNNING,
        new StateDetection(
            degraded ? 1.5 : 0.3,
            List.of(),
            degraded ? List.of(new ChannelContribution("vib", 0.9, 5.2)) : List.of(),
            0,
            degraded),
        new HealthAssessment(
            state,
            degraded ? 60 : 100,
            degraded ? "vib +5.2 σ" : "",
            finding == null ? List.of() : List.of(finding)),
        life == null
            ? PrognosticAssessment.notAssessed("no model")
            : new PrognosticAssessment(life, ""),
        new Provenance("0.1.0", "1", "pump-life", "3"));
  }

  /** The same while the machine does something else. */
  public static Assessment operating(Assessment a, OperatingState doing) {
    return new Assessment(
        a.assetId(),
        a.time(),
        a.ingestTime(),
        a.assessedAt(),
        a.origin(),
        doing,
        a.detection(),
        a.health(),
        a.prognosis(),
        a.provenance());
  }

  /** An action of an operator on the pump. */
  public static OperatorAction action(
      String id, int hour, OperatorAction.Kind kind, @Nullable String target) {
    return new OperatorAction(id, PUMP, kind, target, hour(hour), "j.doe", "OPERATOR", "seen it");
  }

  /** A report on the whole pump. */
  public static MaintenanceReport report(String id, int hour, MaintenanceReport.Outcome outcome) {
    return report(id, hour, outcome, null, null);
  }

  /** A report that names a case or an order. */
  public static MaintenanceReport report(
      String id,
      int hour,
      MaintenanceReport.Outcome outcome,
      @Nullable String caseId,
      @Nullable String workOrderId) {
    return new MaintenanceReport(
        id, PUMP, null, caseId, workOrderId, outcome, "bearing looked at", hour(hour), "fitter");
  }
}
