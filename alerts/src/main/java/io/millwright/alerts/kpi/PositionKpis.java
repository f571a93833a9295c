package io.millwright.alerts.kpi;

import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link AlarmKpis} of each operator position. An alarm stays with the position that it was raised
 * for, wherever its machine is declared meanwhile. Mutable, one owner thread.
 */
public final class PositionKpis {
  private final OperatorPositions positions;
  private final Map<String, AlarmKpis> byPosition = new LinkedHashMap<>();
  private final Map<AssetId, String> positionOf = new HashMap<>();
  private final Map<String, String> standing = new HashMap<>(); // alarm → position
  private @Nullable Instant first;
  private @Nullable Instant newest;

  /**
   * @param window how far back is counted
   */
  public PositionKpis(OperatorPositions positions, Duration window) {
    this.positions = positions;
    positions.names().forEach(name -> byPosition.put(name, new AlarmKpis(window)));
  }

  /** Where a machine is; alarms that follow belong to the position that answers for it. */
  public void declare(Asset asset) {
    positionOf.put(asset.id(), positions.of(asset.path()));
  }

  /** A declaration is taken back. */
  public void withdraw(AssetId id) {
    positionOf.remove(id);
  }

  /** Takes a transition. Those of an asset come in order; assets may be apart. */
  public void take(AlarmEvent e) {
    first = first == null || e.time().isBefore(first) ? e.time() : first;
    newest = newest == null || e.time().isAfter(newest) ? e.time() : newest;
    String position = standing.get(e.alarmId());
    if (position == null) {
      position = positionOf.getOrDefault(e.assetId(), positions.of(List.of()));
    }
    if (e.status() == AlarmStatus.NORMAL) {
      standing.remove(e.alarmId());
    } else {
      standing.put(e.alarmId(), position);
    }
    Objects.requireNonNull(byPosition.get(position)).take(e);
  }

  /** Event time of the newest transition; null before the first. */
  public @Nullable Instant newest() {
    return newest;
  }

  /**
   * The figures of each position at a time, all over the same window.
   *
   * @param now of the plant: its time goes on when no alarm comes
   */
  public Map<String, AlarmKpis.Report> reports(Instant now) {
    Map<String, AlarmKpis.Report> reports = new LinkedHashMap<>();
    Instant from = first;
    Instant to = newest == null || now.isAfter(newest) ? now : newest;
    byPosition.forEach(
        (name, kpis) ->
            reports.put(name, from == null ? AlarmKpis.Report.NONE : kpis.report(from, to)));
    return reports;
  }
}
