package io.millwright.contracts;

import static io.millwright.contracts.Topic.Cleanup.COMPACT;
import static io.millwright.contracts.Topic.Cleanup.DELETE;
import static io.millwright.contracts.Topic.Format.AVRO;
import static io.millwright.contracts.Topic.Format.CLOUD_EVENT;

import io.millwright.contracts.Topic.Cleanup;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.CmmsCommand;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.OperatorAction;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.ledger.EnergyUse;
import io.millwright.contracts.ledger.LedgerEntry;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.model.BundleChunk;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.plant.PlantRecord;
import io.millwright.contracts.quality.QualityGrade;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.WaveformFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The catalogue: every topic of the platform, once. {@code docs/topics.md} is made from it. */
public final class Topics {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(365);

  public static final Topic<AssetId, Asset> ASSETS =
      avro(
          "assets",
          Asset.class,
          Topics::asset,
          "asset → declaration",
          COMPACT,
          MONTH,
          "ingest",
          "all");
  public static final Topic<AssetId, ScalarScan> SCALAR =
      avro(
          "telemetry.scalar",
          ScalarScan.class,
          Topics::asset,
          "asset → scan of all scalar channels",
          DELETE,
          MONTH,
          "ingest",
          "streams, alerts, dashboards");
  public static final Topic<String, WaveformFrame> WAVEFORM =
      avro(
          "telemetry.waveform",
          WaveformFrame.class,
          Topics::string,
          "asset/point → waveform",
          DELETE,
          Duration.ofDays(3),
          "ingest",
          "streams, dashboards");
  public static final Topic<String, AudioFrame> AUDIO =
      avro(
          "telemetry.audio",
          AudioFrame.class,
          Topics::string,
          "asset/point → sound",
          DELETE,
          Duration.ofDays(1),
          "ingest",
          "streams, dashboards");
  public static final Topic<String, RejectedTelemetry> REJECTED =
      avro(
          "telemetry.rejected",
          RejectedTelemetry.class,
          Topics::string,
          "source → raw bytes and reason",
          DELETE,
          MONTH,
          "ingest, streams, alerts, dashboards",
          "dashboards");
  public static final Topic<AssetId, MachineEvent> MACHINE_EVENTS =
      avro(
          "machine-events",
          MachineEvent.class,
          Topics::asset,
          "asset → start, stop, maintenance …",
          DELETE,
          YEAR,
          "ingest, alerts, dashboards",
          "streams, alerts, dashboards");
  public static final Topic<AssetId, QualityGrade> QUALITY =
      avro(
          "quality",
          QualityGrade.class,
          Topics::asset,
          "asset → grade of its data",
          DELETE,
          MONTH,
          "streams",
          "dashboards, alerts");
  public static final Topic<AssetId, FeatureVector> FEATURES =
      avro(
          "features",
          FeatureVector.class,
          Topics::asset,
          "asset → features",
          DELETE,
          MONTH,
          "streams",
          "streams, dashboards, training");
  public static final Topic<String, ModelRelease> MODELS =
      avro(
          "models",
          ModelRelease.class,
          Topics::string,
          "model@version/class → release",
          COMPACT,
          YEAR,
          "models.release, dashboards",
          "streams, dashboards");
  public static final Topic<String, BundleChunk> MODEL_BUNDLES =
      avro(
          "model-bundles",
          BundleChunk.class,
          Topics::string,
          "sha256/index → bytes",
          COMPACT,
          YEAR,
          "models.release",
          "streams");
  public static final Topic<String, ModelEvaluation> MODEL_EVALUATIONS =
      avro(
          "model-evaluations",
          ModelEvaluation.class,
          Topics::string,
          "model@version → comparison with another; the newest of a window counts",
          DELETE,
          YEAR,
          "streams",
          "dashboards");
  public static final Topic<String, GateDecision> MODEL_STATUS =
      avro(
          "model-status",
          GateDecision.class,
          Topics::string,
          "model@version → decision of the gate",
          DELETE,
          YEAR,
          "streams",
          "dashboards");
  public static final Topic<AssetId, Assessment> ASSESSMENTS =
      avro(
          "assessments",
          Assessment.class,
          Topics::asset,
          "asset → what the platform says of it",
          DELETE,
          MONTH,
          "streams",
          "alerts, dashboards");
  public static final Topic<AssetId, Assessment> SHADOW_ASSESSMENTS =
      avro(
          "assessments.shadow",
          Assessment.class,
          Topics::asset,
          "asset → what a shadow model says of it",
          DELETE,
          MONTH,
          "streams",
          "dashboards, streams");
  public static final Topic<AssetId, AlarmEvent> ALARMS =
      json(
          "alarms",
          AlarmEvent.class,
          "alarm",
          Topics::asset,
          AlarmEvent::eventId,
          e -> e.assetId().value(),
          AlarmEvent::time,
          "asset → transition of an alarm",
          DELETE,
          YEAR,
          "alerts",
          "CMMS, dashboards");
  public static final Topic<String, AlarmEvent> CURRENT_ALARMS =
      json(
          "alarms.current",
          AlarmEvent.class,
          "alarm",
          Topics::string,
          AlarmEvent::eventId,
          e -> e.assetId().value(),
          AlarmEvent::time,
          "alarm → its state; tombstone when closed",
          COMPACT,
          YEAR,
          "alerts",
          "CMMS, dashboards");
  public static final Topic<AssetId, OperatorAction> OPERATOR_ACTIONS =
      json(
          "operator-actions",
          OperatorAction.class,
          "operator-action",
          Topics::asset,
          OperatorAction::id,
          e -> e.assetId().value(),
          OperatorAction::time,
          "asset → what a person did",
          DELETE,
          YEAR,
          "dashboards, CMMS",
          "alerts, dashboards");
  public static final Topic<String, Advisory> ADVISORIES =
      json(
          "advisories",
          Advisory.class,
          "advisory",
          Topics::string,
          a -> a.caseId() + "#" + a.revision(),
          e -> e.assetId().value(),
          Advisory::updatedAt,
          "case → snapshot",
          COMPACT,
          YEAR,
          "alerts",
          "CMMS, dashboards");
  public static final Topic<String, WorkOrder> WORK_ORDERS =
      json(
          "work-orders",
          WorkOrder.class,
          "work-order",
          Topics::string,
          w -> w.workOrderId() + "#" + w.revision(),
          e -> e.assetId().value(),
          WorkOrder::updatedAt,
          "order → snapshot",
          COMPACT,
          YEAR,
          "alerts",
          "CMMS, dashboards");
  public static final Topic<String, PartReservation> PART_RESERVATIONS =
      json(
          "part-reservations",
          PartReservation.class,
          "part-reservation",
          Topics::string,
          r -> r.reservationId() + (r.revision() == 0 ? "" : "#" + r.revision()),
          e -> e.assetId().value(),
          PartReservation::neededBy,
          "reservation → snapshot",
          COMPACT,
          YEAR,
          "alerts",
          "CMMS, dashboards");
  public static final Topic<String, SpareAdvice> SPARE_ADVICE =
      json(
          "spare-advice",
          SpareAdvice.class,
          "spare-advice",
          Topics::string,
          a -> a.partNumber() + "#" + a.revision(),
          a -> "part:" + a.partNumber(),
          SpareAdvice::updatedAt,
          "part → how many to keep and to order; tombstone when it is needed no more",
          COMPACT,
          YEAR,
          "alerts",
          "CMMS, dashboards");
  public static final Topic<String, CmmsLink> CMMS_LINKS =
      json(
          "cmms-links",
          CmmsLink.class,
          "cmms-link",
          Topics::string,
          l -> l.workOrderId() + "#" + l.version(),
          e -> e.assetId().value(),
          CmmsLink::updatedAt,
          "order → its counterpart in the CMMS, and what waits",
          COMPACT,
          YEAR,
          "alerts",
          "alerts, dashboards");
  public static final Topic<String, CmmsCommand> CMMS_COMMANDS =
      json(
          "cmms-commands",
          CmmsCommand.class,
          "cmms-command",
          Topics::string,
          CmmsCommand::id,
          CmmsCommand::workOrderId,
          CmmsCommand::time,
          "order → what a person wants of its delivery",
          DELETE,
          MONTH,
          "dashboards, tool",
          "alerts");
  public static final Topic<AssetId, MaintenanceReport> MAINTENANCE_REPORTS =
      json(
          "maintenance-reports",
          MaintenanceReport.class,
          "maintenance-report",
          Topics::asset,
          MaintenanceReport::id,
          e -> e.assetId().value(),
          MaintenanceReport::time,
          "asset → what was found and done",
          DELETE,
          YEAR,
          "CMMS, dashboards",
          "training, alerts, dashboards");

  public static final Topic<String, CaseAdvice> CASE_ADVICE =
      json(
          "case-advice",
          CaseAdvice.class,
          "case-advice",
          Topics::string,
          a -> a.caseId() + "#advice-" + a.revision(),
          a -> a.assetId().value(),
          CaseAdvice::updatedAt,
          "case → what the plant's own closed cases say to it; tombstone when closed",
          COMPACT,
          YEAR,
          "alerts",
          "CMMS, dashboards");
  public static final Topic<String, ScopeAction> OPERATOR_SCOPES =
      json(
          "operator-actions.scope",
          ScopeAction.class,
          "scope-action",
          Topics::string,
          ScopeAction::id,
          a -> "scope:" + a.scope(),
          ScopeAction::time,
          "scope → suspension of automation",
          COMPACT,
          YEAR,
          "dashboards, CMMS, alerts",
          "alerts, dashboards");
  public static final Topic<String, PlantRecord> PLANT =
      avro(
          "plant",
          PlantRecord.class,
          Topics::string,
          "one key → copies of what concerns the whole plant, in one order",
          DELETE,
          MONTH,
          "alerts",
          "alerts");
  public static final Topic<String, RootCase> ROOT_CASES =
      json(
          "root-cases",
          RootCase.class,
          "root-case",
          Topics::string,
          r -> r.rootCaseId() + "#" + r.revision(),
          r -> "scope:" + r.place(),
          RootCase::updatedAt,
          "root case → alarms that belong together; tombstone when part of a wider one",
          COMPACT,
          YEAR,
          "alerts",
          "CMMS, dashboards");
  public static final Topic<String, EnergyUse> ENERGY =
      json(
          "energy",
          EnergyUse.class,
          "energy-use",
          Topics::string,
          u -> u.useId() + "#" + u.revision(),
          u -> u.assetId().value(),
          EnergyUse::to,
          "asset and begin → energy used while it ran degraded, snapshot",
          COMPACT,
          YEAR,
          "alerts",
          "CMMS");
  public static final Topic<String, LedgerEntry> SAVINGS =
      json(
          "savings",
          LedgerEntry.class,
          "ledger-entry",
          Topics::string,
          e -> e.entryId() + "#" + e.revision(),
          e -> e.assetId() == null ? "plant" : e.assetId().value(),
          LedgerEntry::bookedAt,
          "entry of the savings ledger → snapshot; tombstone when taken back",
          COMPACT,
          YEAR,
          "alerts",
          "dashboards");
  public static final Topic<String, PerformanceReport> PERFORMANCE =
      json(
          "performance",
          PerformanceReport.class,
          "performance-report",
          Topics::string,
          r -> r.scopeId() + "@" + r.to(),
          PerformanceReport::scopeId,
          PerformanceReport::to,
          "scope → how good calls were, and how reliable machines",
          COMPACT,
          YEAR,
          "alerts",
          "dashboards");
  public static final Topic<String, Notification> NOTIFICATIONS =
      json(
          "notifications",
          Notification.class,
          "notification",
          Topics::string,
          Notification::id,
          n -> "recipient:" + n.recipient(),
          Notification::createdAt,
          "recipient → message to a person",
          DELETE,
          YEAR,
          "alerts",
          "alerts, dashboards");
  public static final Topic<String, Notification> UNDELIVERED_NOTIFICATIONS =
      json(
          "notifications.dead",
          Notification.class,
          "notification",
          Topics::string,
          Notification::id,
          n -> "recipient:" + n.recipient(),
          Notification::createdAt,
          "recipient → message that could not be delivered; the reason is in the audit log",
          DELETE,
          YEAR,
          "alerts",
          "dashboards");
  public static final Topic<String, CommandStatus> COMMAND_STATUS =
      avro(
          "command-status",
          CommandStatus.class,
          Topics::string,
          "request → outcome",
          DELETE,
          MONTH,
          "streams, alerts",
          "dashboards");
  public static final Topic<String, AuditEntry> AUDIT =
      avro(
          "audit",
          AuditEntry.class,
          Topics::string,
          "actor → action",
          DELETE,
          YEAR,
          "all",
          "dashboards");

  /** All of them, in the order of the documentation. */
  public static final List<Topic<?, ?>> ALL =
      List.of(
          ASSETS,
          SCALAR,
          WAVEFORM,
          AUDIO,
          REJECTED,
          MACHINE_EVENTS,
          QUALITY,
          FEATURES,
          MODELS,
          MODEL_BUNDLES,
          MODEL_EVALUATIONS,
          MODEL_STATUS,
          ASSESSMENTS,
          SHADOW_ASSESSMENTS,
          ALARMS,
          CURRENT_ALARMS,
          OPERATOR_ACTIONS,
          ADVISORIES,
          WORK_ORDERS,
          PART_RESERVATIONS,
          SPARE_ADVICE,
          CMMS_LINKS,
          CMMS_COMMANDS,
          MAINTENANCE_REPORTS,
          CASE_ADVICE,
          OPERATOR_SCOPES,
          PLANT,
          ROOT_CASES,
          ENERGY,
          SAVINGS,
          PERFORMANCE,
          NOTIFICATIONS,
          UNDELIVERED_NOTIFICATIONS,
          COMMAND_STATUS,
          AUDIT);

  private Topics() {}

  private static Codec<AssetId> asset() {
    return Codec.text(AssetId::value, AssetId::new);
  }

  private static Codec<String> string() {
    return Codec.text(Function.identity(), Function.identity());
  }

  private static <K, V extends Record> Topic<K, V> avro(
      String name,
      Class<V> type,
      Supplier<Codec<K>> key,
      String meaning,
      Cleanup cleanup,
      Duration retention,
      String owner,
      String readers) {
    return new Topic<>(
        "millwright." + name,
        type,
        key,
        () -> Codec.avro(type),
        meaning,
        AVRO,
        cleanup,
        retention,
        List.of(owner.split(", ")),
        List.of(readers.split(", ")));
  }

  private static <K, V extends Record> Topic<K, V> json(
      String name,
      Class<V> type,
      String event,
      Supplier<Codec<K>> key,
      Function<V, String> id,
      Function<V, String> subject,
      Function<V, Instant> time,
      String meaning,
      Cleanup cleanup,
      Duration retention,
      String owner,
      String readers) {
    CloudEventCodec<V> codec = new CloudEventCodec<>(type, event, id, subject, time);
    return new Topic<>(
        "millwright." + name,
        type,
        key,
        () -> Codec.cloudEvent(codec),
        meaning,
        CLOUD_EVENT,
        cleanup,
        retention,
        List.of(owner.split(", ")),
        List.of(readers.split(", ")));
  }
}
