package io.millwright.dashboards.console;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.DetectorScore;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureSchemas;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.dashboards.history.Reading;
import io.millwright.dashboards.history.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of one machine, as the API gives it.
 *
 * @param summary its line in the fleet
 * @param items maintainable items
 * @param points measurement points with their newest readings
 * @param detectors what each detector said last
 * @param contributions what explains the score
 * @param learningFrozen whether the baseline is kept from learning
 * @param findings suspected faults
 * @param signals where waveforms and sound are taken, and which features they are turned into
 * @param severity vibration severity; null if none was judged
 * @param zones limits that the severity is judged by; null where the standard has none or the class
 *     is not declared
 * @param cycleSeconds how long one of its cycles takes, for a life that is told in cycles; null if
 *     it is not declared
 * @param prognosisReason why there is no estimate of life
 * @param provenance what made the latest assessment
 * @param assessedRange span of its history; null if it has none
 * @param alarms that stand
 * @param cases open ones and the newest closed ones
 * @param orders live ones and the newest ended ones
 * @param events newest machine events
 */
record AssetDetail(
    AssetSummary summary,
    List<Item> items,
    List<Point> points,
    List<DetectorScore> detectors,
    List<ChannelContribution> contributions,
    boolean learningFrozen,
    List<Finding> findings,
    List<Signal> signals,
    @Nullable VibrationSeverity severity,
    @Nullable Zones zones,
    @Nullable Double cycleSeconds,
    String prognosisReason,
    @Nullable Provenance provenance,
    @Nullable TimeRange assessedRange,
    List<AlarmEvent> alarms,
    List<Advisory> cases,
    List<WorkOrder> orders,
    List<MachineEvent> events) {

  /** A maintainable item; its bearing's designation is null if it has none or that is unknown. */
  record Item(String id, String name, @Nullable String bearing, List<String> partNumbers) {
    static Item of(MaintainableItem item) {
      BearingGeometry bearing = item.bearing();
      return new Item(
          item.id(),
          item.name(),
          bearing == null ? null : bearing.designation(),
          item.partNumbers());
    }
  }

  /**
   * Boundaries of the severity zones of ISO 20816-3, mm/s RMS.
   *
   * @param group machine group
   * @param support how it stands
   */
  record Zones(
      VibrationClass.Group group, VibrationClass.Support support, double ab, double bc, double cd) {
    static @Nullable Zones of(VibrationClass vibration) {
      return vibration
          .zoneLimits()
          .map(
              limits ->
                  new Zones(
                      vibration.group(),
                      vibration.support(),
                      limits.ab(),
                      limits.bc(),
                      limits.cd()))
          .orElse(null);
    }
  }

  /** A point and its newest reading, null if there is none. */
  record Point(
      String id,
      String name,
      String unit,
      PointKind kind,
      @Nullable Limits limits,
      @Nullable Double value,
      @Nullable Instant time,
      @Nullable ChannelQuality quality) {
    static Point of(MeasurementPoint point, @Nullable Reading reading) {
      return new Point(
          point.id(),
          point.name(),
          point.unit(),
          point.kind(),
          point.limits(),
          reading == null ? null : reading.value(),
          reading == null ? null : reading.time(),
          reading == null ? null : reading.quality());
    }
  }

  /** A signal point; trends of its features are asked for by these names. */
  record Signal(
      String id,
      String name,
      SignalKind kind,
      List<SignalChannel> channels,
      String schemaId,
      List<String> features) {
    static Signal of(SignalPoint point) {
      FeatureSchema schema =
          FeatureSchemas.of(point.kind()).orElse(new FeatureSchema("", List.of()));
      return new Signal(
          point.id(),
          point.name(),
          point.kind(),
          point.channels(),
          schema.schemaId(),
          schema.featureNames());
    }
  }

  static AssetDetail of(
      AssetView view,
      AssetSummary summary,
      Map<String, Reading> readings,
      @Nullable TimeRange assessedRange) {
    Asset asset = view.declaration();
    Assessment latest = view.latest();
    return new AssetDetail(
        summary,
        asset == null ? List.of() : asset.items().stream().map(Item::of).toList(),
        asset == null
            ? List.of()
            : asset.points().stream()
                .map(point -> Point.of(point, readings.get(point.id())))
                .toList(),
        latest == null
            ? List.of()
            : latest.detection().detectors().stream()
                .filter(d -> Double.isFinite(d.score()) && Double.isFinite(d.threshold()))
                .toList(),
        latest == null ? List.of() : latest.detection().contributions(),
        latest != null && latest.detection().learningFrozen(),
        latest == null ? List.of() : latest.health().findings(),
        asset == null ? List.of() : asset.signals().stream().map(Signal::of).toList(),
        latest == null ? null : latest.severity(),
        asset == null ? null : Zones.of(asset.vibration()),
        asset == null ? null : asset.cycleDuration().toMillis() / 1e3,
        latest == null ? "" : latest.prognosis().reason(),
        latest == null ? null : latest.provenance(),
        assessedRange,
        view.alarms(),
        view.cases(),
        view.orders(),
        view.events());
  }
}
