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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Follows the vibration severity of an asset, the worst direction of all its points, and when it
 * has persisted. Zones do not latch: they are limits, not signs of a fault. Mutable, one owner
 * thread.
 */
final class SeverityFollower {
  private final SignalSettings settings;
  private final SeverityReference reference = new SeverityReference();
  private @Nullable VibrationSeverity newest;
  private int inZoneC;
  private int inZoneD;

  SeverityFollower(SignalSettings settings) {
    this.settings = settings;
  }

  /**
   * Judges a frame of steady running.
   *
   * @param measured velocities of the frame
   * @param all newest velocities of all points, those included
   */
  void judge(
      VibrationClass vibration, List<DirectionalVelocity> measured, List<DirectionalVelocity> all) {
    newest = SeverityZones.judge(vibration, OperatingState.RUNNING, all, reference).orElse(newest);
    reference.learn(measured);
    Zone zone = newest == null ? Zone.UNKNOWN : newest.zone();
    inZoneD = zone == Zone.D ? inZoneD + 1 : 0;
    inZoneC = zone == Zone.D || zone == Zone.C ? inZoneC + 1 : 0;
  }

  @Nullable VibrationSeverity newest() {
    return newest;
  }

  boolean zoneKnown() {
    return newest != null && newest.zone() != Zone.UNKNOWN;
  }

  boolean degraded() {
    return inZoneC >= settings.severityAfterFrames();
  }

  boolean alarms() {
    return inZoneD >= settings.severityAfterFrames();
  }

  /** By zone; NaN if it is unknown. The numbers are choices. */
  double index() {
    if (newest == null) {
      return Double.NaN;
    }
    return switch (newest.zone()) {
      case A -> 100;
      case B -> 85;
      case C -> 60;
      case D -> 30;
      case UNKNOWN -> Double.NaN;
    };
  }

  /** What a person should know; empty in zones A and B without a notable change. */
  String words() {
    VibrationSeverity s = newest;
    if (s == null) {
      return "";
    }
    if (s.zone() == Zone.UNKNOWN) {
      return "severity zone unknown: " + s.reason();
    }
    String zone = "";
    if (inZoneC > 0) {
      zone =
          String.format(
              Locale.ROOT,
              "vibration %.1f mm/s at %s/%s, zone %s of ISO 20816-3, for %d frames",
              s.velocityRmsMmPerS(),
              s.pointId(),
              s.channel(),
              s.zone(),
              inZoneC);
    }
    return zone.isEmpty() || s.reason().isEmpty() ? zone + s.reason() : zone + "; " + s.reason();
  }

  /** Another reference is learned. */
  void forget() {
    reference.forget();
    newest = null;
    release();
  }

  void release() {
    inZoneC = 0;
    inZoneD = 0;
  }

  void write(SnapshotWriter out) {
    reference.write(out);
    VibrationSeverity s = newest;
    out.put(s != null);
    if (s != null) {
      out.put(s.pointId()).put(s.channel()).put(s.velocityRmsMmPerS());
      out.put((byte) s.zone().ordinal()).put(s.changeNotable()).put(s.reason());
    }
    out.put(inZoneC).put(inZoneD);
  }

  void read(SnapshotReader in) {
    reference.read(in);
    if (in.readBoolean()) {
      String point = in.readString();
      String channel = in.readString();
      double velocity = in.readDouble();
      byte zone = in.readByte();
      if (zone < 0 || zone >= Zone.values().length) {
        throw new IllegalArgumentException("no evaluation zone " + zone);
      }
      newest =
          new VibrationSeverity(
              point, channel, velocity, Zone.values()[zone], in.readBoolean(), in.readString());
    }
    inZoneC = in.readInt();
    inZoneD = in.readInt();
  }
}
