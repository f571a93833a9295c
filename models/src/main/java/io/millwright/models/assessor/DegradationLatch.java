package io.millwright.models.assessor;

import io.millwright.models.detection.Judgement;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers degradation, because faults do not heal: a vibration often dips before the end.
 * Mutable, one owner thread.
 *
 * <pre>
 *   CLEAR ──anomalous for degradedAfterScans──▶ DEGRADED ──severe for alarmAfterScans──▶ ALARM
 *     ▲                                            │                                      │
 *     └────────────── repaired, inspected or accepted as normal ─────────────────────────┘
 * </pre>
 *
 * Scans count in a row; those that were not judged neither count nor break the row.
 */
final class DegradationLatch {
  enum Level {
    CLEAR,
    DEGRADED,
    ALARM
  }

  private static final Level[] LEVELS = Level.values();

  private final AssessorSettings settings;
  private Level level = Level.CLEAR;
  private @Nullable Instant since;
  private int anomalousInARow;
  private int severeInARow;

  /** What was seen when the level was last confirmed, for scans that cannot see it. */
  private String evidence = "";

  DegradationLatch(AssessorSettings settings) {
    this.settings = settings;
  }

  void update(Judgement judgement, Instant time) {
    if (!judgement.judged()) {
      return;
    }
    anomalousInARow = judgement.anomalous() ? anomalousInARow + 1 : 0;
    boolean severe =
        judgement.anomalyScore() >= settings.alarmSeverity()
            && judgement.greatestSigmas() >= settings.alarmSigmas();
    severeInARow = severe ? severeInARow + 1 : 0;
    if (level == Level.CLEAR && anomalousInARow >= settings.degradedAfterScans()) {
      level = Level.DEGRADED;
      since = time;
    }
    if (level == Level.DEGRADED && severeInARow >= settings.alarmAfterScans()) {
      level = Level.ALARM;
    }
  }

  void evidence(String words) {
    evidence = words;
  }

  void release() {
    level = Level.CLEAR;
    since = null;
    anomalousInARow = 0;
    severeInARow = 0;
    evidence = "";
  }

  Level level() {
    return level;
  }

  boolean latched() {
    return level != Level.CLEAR;
  }

  /** When degradation was latched; null while clear. */
  @Nullable Instant since() {
    return since;
  }

  int anomalousInARow() {
    return anomalousInARow;
  }

  String evidence() {
    return evidence;
  }

  void write(SnapshotWriter out) {
    out.put((byte) level.ordinal()).put(since).put(anomalousInARow).put(severeInARow);
    out.put(evidence);
  }

  void read(SnapshotReader in) {
    byte ordinal = in.readByte();
    if (ordinal < 0 || ordinal >= LEVELS.length) {
      throw new IllegalArgumentException("no level of degradation " + ordinal);
    }
    level = LEVELS[ordinal];
    since = in.readInstant();
    anomalousInARow = in.readInt();
    severeInARow = in.readInt();
    evidence = in.readString();
  }
}
