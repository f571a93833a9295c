package io.millwright.dashboards.history;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.telemetry.SignalFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses which frames are kept: of each signal point the first one seen in each interval of event
 * time, in shorter intervals while a case of the machine is open. Its memory is two numbers a point
 * and lost at a restart: then one more frame of the interval may be kept. Owned by one thread.
 */
final class BlockIntake {
  private final BlockSettings settings;
  private final FrameBlocks maker;
  private final Map<Point, Slots> kept = new HashMap<>();
  private final Map<AssetId, Set<String>> openCases = new HashMap<>();

  private record Point(AssetId asset, String pointId) {}

  /** Numbers of the intervals in which the last frame was kept. */
  private record Slots(long usual, long watched) {}

  BlockIntake(BlockSettings settings) {
    this.settings = settings;
    this.maker = new FrameBlocks(settings.mostSamples());
  }

  /** Hears of a case. */
  void take(Advisory snapshot) {
    Set<String> open = openCases.computeIfAbsent(snapshot.assetId(), a -> new HashSet<>());
    if (snapshot.status() == Advisory.Status.OPEN) {
      open.add(snapshot.caseId());
    } else {
      open.remove(snapshot.caseId());
    }
    if (open.isEmpty()) {
      openCases.remove(snapshot.assetId());
    }
  }

  /**
   * Blocks of a frame; empty if it is not to be kept.
   *
   * @throws IllegalArgumentException if nothing can be made of a frame that is
   */
  List<SignalBlock> take(SignalFrame frame) {
    Point point = new Point(frame.assetId(), frame.pointId());
    Slots now =
        new Slots(
            slot(frame.time(), settings.interval()),
            slot(frame.time(), settings.watchedInterval()));
    Slots last = kept.get(point);
    boolean due =
        last == null
            || last.usual != now.usual
            || (last.watched != now.watched && openCases.containsKey(frame.assetId()));
    if (!due) {
      return List.of();
    }
    kept.put(point, now);
    return maker.of(frame);
  }

  private static long slot(Instant time, Duration interval) {
    return Math.floorDiv(time.toEpochMilli(), interval.toMillis());
  }
}
