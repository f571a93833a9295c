package io.millwright.models.assessor;

import io.millwright.models.detection.DetectionSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * How assets are judged. Plain values, the same for every asset of a job.
 *
 * @param detection baseline, statistics and thresholds of state detection
 * @param degradedAfterScans judged scans in a row at or above the threshold before DEGRADED is
 *     latched (on-delay)
 * @param alarmSeverity anomaly score (1 = threshold) from which a deviation counts as severe
 * @param alarmSigmas a severe deviation must also move a channel this many baseline standard
 *     deviations
 * @param alarmAfterScans severe judged scans in a row before ALARM is latched
 * @param lifeWarningShare DEGRADED when the lower bound of remaining life is below this share of
 *     the model's cap
 * @param lifeAlarmShare ALARM when its median is below this share
 * @param lifeAfterScans estimates in a row below the share before the state follows
 * @param greatestAbsentShare UNKNOWN when more than this share of the monitored channels has no
 *     usable value
 * @param longestGap a longer silence between two running scans counts as not running
 * @param signals how vibration and sound are judged
 */
public record AssessorSettings(
    DetectionSettings detection,
    int degradedAfterScans,
    double alarmSeverity,
    double alarmSigmas,
    int alarmAfterScans,
    double lifeWarningShare,
    double lifeAlarmShare,
    int lifeAfterScans,
    double greatestAbsentShare,
    Duration longestGap,
    SignalSettings signals) {

  /** For scans that are minutes to hours apart. */
  public static final AssessorSettings DEFAULT =
      new AssessorSettings(
          DetectionSettings.DEFAULT,
          6,
          4,
          5,
          6,
          0.12,
          0.08,
          3,
          0.5,
          Duration.ofDays(1),
          SignalSettings.DEFAULT);

  public AssessorSettings {
    if (degradedAfterScans < 1 || alarmAfterScans < 1 || lifeAfterScans < 1) {
      throw new IllegalArgumentException(
          "degradedAfterScans, alarmAfterScans and lifeAfterScans must be at least 1");
    }
    if (!(alarmSeverity >= 1) || !(alarmSigmas >= 0)) {
      throw new IllegalArgumentException("alarmSeverity must be ≥ 1 and alarmSigmas ≥ 0");
    }
    if (!(lifeAlarmShare >= 0)
        || !(lifeWarningShare >= 0)
        || lifeAlarmShare > 1
        || lifeWarningShare > 1) {
      throw new IllegalArgumentException("lifeAlarmShare and lifeWarningShare must be in [0, 1]");
    }
    if (!(greatestAbsentShare >= 0) || greatestAbsentShare > 1) {
      throw new IllegalArgumentException("greatestAbsentShare must be in [0, 1]");
    }
    if (longestGap.isNegative() || longestGap.isZero()) {
      throw new IllegalArgumentException("longestGap must be positive");
    }
  }

  /** Tells settings apart in a provenance; the same on every machine. */
  public String fingerprint() {
    CRC32C crc = new CRC32C();
    crc.update(toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
