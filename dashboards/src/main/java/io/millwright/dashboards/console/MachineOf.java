package io.millwright.dashboards.console;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.ReadingBucket;
import io.millwright.dashboards.history.SignalBlock;
import io.millwright.dashboards.history.TimeRange;
import io.millwright.dashboards.signals.ShaftSpeed;
import io.millwright.dashboards.signals.ShaftSpeed.Source;
import io.millwright.models.signal.BearingFrequencies;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a spectrum of a signal point must know of its machine. */
final class MachineOf {
  private static final Duration SPEED_AROUND = Duration.ofSeconds(30);

  /** Turns of the shaft, or multiples of the inner race's, that an envelope shows. */
  private static final double ENVELOPE_ORDERS = 20;

  private static final double ENVELOPE_HARMONICS = 3.5;
  private static final double ENVELOPE_HZ = 1_000;

  private final AssetView view;
  private final @Nullable Asset asset;
  private final String pointId;

  MachineOf(AssetView view, String pointId) {
    this.view = view;
    this.asset = view.declaration();
    this.pointId = pointId;
  }

  Kinematics kinematics() {
    return asset == null ? Kinematics.UNKNOWN : asset.kinematics();
  }

  /** Of the item that the point sits on, as diagnosis takes it; null if none is declared. */
  @Nullable BearingGeometry bearing() {
    SignalPoint point = asset == null ? null : asset.signal(pointId);
    MaintainableItem item = asset == null || point == null ? null : asset.item(point.itemId());
    return item == null ? null : item.bearing();
  }

  double highestBearingHz(double shaftHz) {
    if (!(shaftHz > 0)) {
      return ENVELOPE_HZ;
    }
    BearingGeometry bearing = bearing();
    return bearing == null
        ? ENVELOPE_ORDERS * shaftHz
        : ENVELOPE_HARMONICS * BearingFrequencies.of(bearing).innerRace() * shaftHz;
  }

  /** As far as the frame and the plant say it. */
  ShaftSpeed declaredSpeed(SignalBlock block) {
    if (block.shaftSpeedRpm() != null) {
      return new ShaftSpeed(block.shaftSpeedRpm(), Source.FRAME);
    }
    Double nominal = kinematics().nominalSpeedRpm();
    return nominal == null ? ShaftSpeed.UNKNOWN : new ShaftSpeed(nominal, Source.NOMINAL);
  }

  /** Of the frame, else the readings of a speed around it, else the nominal one. */
  ShaftSpeed speed(SignalBlock block, HistoryStore history) {
    if (block.shaftSpeedRpm() == null && asset != null) {
      for (MeasurementPoint point : asset.points()) {
        double rpmPerUnit = ShaftSpeed.rpmPerUnit(point.unit());
        if (point.kind() == PointKind.SPEED && Double.isFinite(rpmPerUnit)) {
          TimeRange around =
              new TimeRange(block.time().minus(SPEED_AROUND), block.time().plus(SPEED_AROUND));
          List<ReadingBucket> found = history.readings(view.id(), point.id(), around, 1);
          if (!found.isEmpty() && found.get(0).mean() > 0) {
            return new ShaftSpeed(found.get(0).mean() * rpmPerUnit, Source.READING);
          }
          break;
        }
      }
    }
    return declaredSpeed(block);
  }

  /** The last maintenance that is known of before a time; null if none is. */
  @Nullable Instant maintainedBefore(Instant time) {
    return view.events().stream()
        .filter(e -> e.type() == MachineEventType.MAINTENANCE_PERFORMED)
        .map(MachineEvent::time)
        .filter(t -> t.isBefore(time))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
