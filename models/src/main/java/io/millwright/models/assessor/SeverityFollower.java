package io.millwright.models.assessor;

import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.assessment.VibrationSeverity.Zone;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.OperatingState;
import io.millwright.models.detection.DirectionalVelocity;
import io.millwright.models.detection.SeverityReference;
import io.millwright.models.detection.SeverityZones;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the vibration severity of an asset: the worst direction of all its points, and how long
 * it has persisted. Each point counts its own frames, those in which a velocity was measured; the
 * asset is as bad as its worst point. A velocity older than the longest gap says nothing any more.
 * Zones do not latch: they are limits, not signs of a fault. Mutable, one owner thread.
 */
final class SeverityFollower {
  private final int persistence;
  private final Duration longestGap;
  private final SeverityReference reference = new SeverityReference();
  private final Map<String, Point> points = new TreeMap<>();

  /** What was measured at a point. */
  private static final class Point {
    /** Of the newest frame with a velocity, or of the newest before there is one. */
    private List<DirectionalVelocity> velocities = List.of();

    /** End of that frame; null before the first. */
    private @Nullable Instant measuredAt;

    /** Whether the newest frame had no velocity. */
    private boolean unmeasured;

    private int inZoneC;
    private int inZoneD;

    double worst() {
      return velocities.stream()
          .mapToDouble(DirectionalVelocity::rmsMmPerS)
          .filter(velocity -> velocity >= 0)
          .max()
          .orElse(Double.NaN);
    }
  }

  /**
   * What severity says at a time.
   *
   * @param severity of the worst direction; null if no vibration was ever judged
   * @param degrades whether zone C, or D, has persisted
   * @param alarms whether zone D has
   * @param lost whether a point fell silent while its zone did: it may be as bad as it was
   * @param words what a person should know; empty in zones A and B without a notable change
   */
  record View(
      @Nullable VibrationSeverity severity,
      boolean degrades,
      boolean alarms,
      boolean lost,
      String words) {
    boolean zoneKnown() {
      return severity != null && severity.zone() != Zone.UNKNOWN;
    }

    /** By zone; NaN if it is unknown. The numbers are choices. */
    double index() {
      if (severity == null) {
        return Double.NaN;
      }
      return switch (severity.zone()) {
        case A -> 100;
        case B -> 85;
        case C -> 60;
        case D -> 30;
        case UNKNOWN -> Double.NaN;
      };
    }
  }

  SeverityFollower(SignalSettings settings, Duration longestGap) {
    this.persistence = settings.severityAfterFrames();
    this.longestGap = longestGap;
  }

  /**
   * Takes what a frame of steady running measured at a point.
   *
   * @param time its end
   * @param measured one velocity a channel, NaN where none could be measured
   */
  void take(
      VibrationClass vibration, String pointId, Instant time, List<DirectionalVelocity> measured) {
    Point point = points.computeIfAbsent(pointId, id -> new Point());
    VibrationSeverity own =
        SeverityZones.judge(vibration, OperatingState.RUNNING, measured, null).orElse(null);
    point.unmeasured = own == null;
    if (own == null) {
      if (point.measuredAt == null) {
        point.velocities = List.copyOf(measured);
      }
      return;
    }
    point.velocities = List.copyOf(measured);
    point.measuredAt = time;
    reference.learn(measured);
    point.inZoneD = own.zone() == Zone.D ? point.inZoneD + 1 : 0;
    point.inZoneC = own.zone() == Zone.D || own.zone() == Zone.C ? point.inZoneC + 1 : 0;
  }

  /** What it says at a time, which is that of the newest frame or scan. */
  View at(VibrationClass vibration, Instant now) {
    List<DirectionalVelocity> velocities = new ArrayList<>();
    List<Point> fresh = new ArrayList<>();
    List<String> words = new ArrayList<>();
    boolean lost = false;
    String missing = "";
    for (var entry : points.entrySet()) {
      Point point = entry.getValue();
      Instant measuredAt = point.measuredAt;
      boolean stale = measuredAt != null && measuredAt.plus(longestGap).isBefore(now);
      if (measuredAt != null && !stale) {
        velocities.addAll(point.velocities);
        fresh.add(point);
      }
      if (stale && point.inZoneC >= persistence) {
        lost = true;
        missing =
            "no velocity at %s since %s, when it had been in zone %s for %d frames"
                .formatted(
                    entry.getKey(), measuredAt, point.inZoneD > 0 ? Zone.D : Zone.C, point.inZoneC);
        words.add(missing);
      } else if (point.unmeasured) {
        missing =
            "no velocity at %s: frames too short or too slow, or no channel that moves"
                .formatted(entry.getKey());
        words.add(missing);
      } else if (stale) {
        missing = "no velocity at %s since %s".formatted(entry.getKey(), measuredAt);
      }
    }
    VibrationSeverity severity =
        SeverityZones.judge(vibration, OperatingState.RUNNING, velocities, reference).orElse(null);
    if (severity == null) {
      severity = unknown(missing);
    } else if (severity.zone() == Zone.UNKNOWN) {
      words.add("severity zone unknown: " + severity.reason());
    } else {
      Point worst = worst(fresh);
      if (worst.inZoneC > 0) {
        words.add(0, words(vibration, worst));
      }
      if (!severity.reason().isEmpty()) {
        words.add(severity.reason());
      }
    }
    return new View(
        severity,
        fresh.stream().anyMatch(point -> point.inZoneC >= persistence),
        fresh.stream().anyMatch(point -> point.inZoneD >= persistence),
        lost,
        String.join("; ", words));
  }

  /** Vibration is heard, but not a velocity of it is known; null if none was ever heard. */
  private @Nullable VibrationSeverity unknown(String reason) {
    return points.values().stream()
        .flatMap(point -> point.velocities.stream())
        .findFirst()
        .map(
            v ->
                new VibrationSeverity(
                    v.pointId(), v.channel(), Double.NaN, Zone.UNKNOWN, false, reason))
        .orElse(null);
  }

  private static Point worst(List<Point> fresh) {
    return fresh.stream()
        .max(
            Comparator.<Point>comparingInt(point -> point.inZoneD)
                .thenComparingInt(point -> point.inZoneC)
                .thenComparingDouble(Point::worst))
        .orElseThrow();
  }

  private static String words(VibrationClass vibration, Point point) {
    VibrationSeverity own =
        SeverityZones.judge(vibration, OperatingState.RUNNING, point.velocities, null)
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "vibration %.1f mm/s at %s/%s, zone %s of ISO 20816-3, for %d frames",
        own.velocityRmsMmPerS(),
        own.pointId(),
        own.channel(),
        own.zone(),
        own.zone() == Zone.D ? point.inZoneD : point.inZoneC);
  }

  /** All is measured and learned anew. */
  void forget() {
    reference.forget();
    points.clear();
  }

  /** Persistence begins anew: other limits hold, or people looked. */
  void release() {
    points.keySet().forEach(this::release);
  }

  /** As {@link #release()}, of one point. */
  void release(String pointId) {
    Point point = points.get(pointId);
    if (point != null) {
      point.inZoneC = 0;
      point.inZoneD = 0;
    }
  }

  /** A point is there no longer. */
  void remove(String pointId) {
    points.remove(pointId);
    reference.forget(pointId);
  }

  /** A point's velocities can't be compared with those before. */
  void relearn(String pointId) {
    reference.forget(pointId);
  }

  void write(SnapshotWriter out) {
    reference.write(out);
    out.put(points.size());
    points.forEach(
        (id, point) -> {
          out.put(id).put(point.measuredAt).put(point.unmeasured);
          out.put(point.inZoneC).put(point.inZoneD).put(point.velocities.size());
          for (DirectionalVelocity v : point.velocities) {
            out.put(v.channel()).put(v.rmsMmPerS());
          }
        });
  }

  void read(SnapshotReader in) {
    reference.read(in);
    for (int left = in.readCount(); left > 0; left--) {
      String id = in.readString();
      Point point = new Point();
      point.measuredAt = in.readInstant();
      point.unmeasured = in.readBoolean();
      point.inZoneC = in.readInt();
      point.inZoneD = in.readInt();
      List<DirectionalVelocity> velocities = new ArrayList<>();
      for (int channels = in.readCount(); channels > 0; channels--) {
        velocities.add(new DirectionalVelocity(id, in.readString(), in.readDouble()));
      }
      point.velocities = List.copyOf(velocities);
      points.put(id, point);
    }
  }
}
