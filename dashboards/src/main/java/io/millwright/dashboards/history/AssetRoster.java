package io.millwright.dashboards.history;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes down which machines there are on each day of the plant: every declared one when the day
 * begins, also if it is silent, and any other on the days that it speaks of. Times come from the
 * records, so a replay of last year's days lists its machines in last year. A day after tomorrow is
 * ignored: by one machine whose clock is wrong no other would be listed until then. Owned by one
 * thread.
 */
final class AssetRoster {
  private final Declarations declarations;
  private final Consumer<BoardPoint> points;
  private final InstantSource clock;
  private final Map<AssetId, Instant> written = new HashMap<>();
  private Instant today = Instant.MIN;

  AssetRoster(Declarations declarations, Consumer<BoardPoint> points, InstantSource clock) {
    this.clock = clock;
    this.declarations = declarations;
    this.points = points;
  }

  /** A machine said something of a time. */
  void heard(AssetId id, Instant time) {
    Instant day = time.truncatedTo(ChronoUnit.DAYS);
    if (day.isAfter(today)) {
      if (day.isAfter(clock.instant().plus(1, ChronoUnit.DAYS))) {
        return;
      }
      today = day;
      declarations.newest().forEach(asset -> write(asset, day));
    } else if (!day.equals(written.get(id))) {
      Asset asset = declarations.newest(id);
      if (asset != null) {
        write(asset, day);
      }
    }
  }

  private void write(Asset asset, Instant day) {
    written.put(asset.id(), day);
    points.accept(BoardPoints.asset(asset, day));
  }
}
