package io.millwright.alerts.watch;

import io.millwright.alerts.cases.Streak;
import io.millwright.alerts.workorder.Duty;
import io.millwright.contracts.assessment.RemainingLife;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes with every record of an asset; kept apart from {@link AssetBook} because it is
 * written at that rate.
 *
 * @param lastScan event time of the newest scan; null before the first
 * @param lastAssessment event time of the newest assessment; null before the first
 * @param degraded assessments in a row that say degraded or alarm
 * @param alarm assessments in a row that say alarm
 * @param suspectedItem first finding's item of the last degraded assessment; empty if none
 * @param suspected assessments in a row that suspect it
 * @param urgent judged assessments in a row while a case is urgent enough for an order
 * @param lifeBelow assessments in a row with life below the planning horizon
 * @param lifeRecovered assessments in a row with life well above it
 * @param sinceTold assessments since the last revision of a case or order
 * @param countedLife the life that was counted last, of an asset with signals; null before the
 *     first
 * @param duty share of time that it runs
 */
public record Progress(
    @Nullable Instant lastScan,
    @Nullable Instant lastAssessment,
    Streak degraded,
    Streak alarm,
    String suspectedItem,
    Streak suspected,
    Streak urgent,
    Streak lifeBelow,
    Streak lifeRecovered,
    int sinceTold,
    @Nullable CountedLife countedLife,
    Duty duty) {

  /**
   * A remaining life that was counted.
   *
   * @param at event time of the assessment
   */
  public record CountedLife(RemainingLife life, Instant at) {}

  /** Nothing has come yet. */
  public static final Progress NONE =
      new Progress(
          null,
          null,
          Streak.NONE,
          Streak.NONE,
          "",
          Streak.NONE,
          Streak.NONE,
          Streak.NONE,
          Streak.NONE,
          0,
          null,
          Duty.UNKNOWN);

  Progress scanned(Instant time) {
    return new Progress(
        time,
        lastAssessment,
        degraded,
        alarm,
        suspectedItem,
        suspected,
        urgent,
        lifeBelow,
        lifeRecovered,
        sinceTold,
        countedLife,
        duty);
  }

  Progress assessed(Instant time, Duty seen) {
    return new Progress(
        lastScan,
        time,
        degraded,
        alarm,
        suspectedItem,
        suspected,
        urgent,
        lifeBelow,
        lifeRecovered,
        sinceTold,
        countedLife,
        seen);
  }

  /** After people answered: whatever was counted belongs to the past. */
  Progress restarted() {
    return new Progress(
        lastScan,
        lastAssessment,
        Streak.NONE,
        Streak.NONE,
        "",
        Streak.NONE,
        Streak.NONE,
        Streak.NONE,
        Streak.NONE,
        0,
        null,
        duty);
  }

  Progress urgent(Streak streak) {
    return new Progress(
        lastScan,
        lastAssessment,
        degraded,
        alarm,
        suspectedItem,
        suspected,
        streak,
        lifeBelow,
        lifeRecovered,
        sinceTold,
        countedLife,
        duty);
  }

  /** A case or order was told just now. */
  Progress told() {
    return new Progress(
        lastScan,
        lastAssessment,
        degraded,
        alarm,
        suspectedItem,
        suspected,
        urgent,
        lifeBelow,
        lifeRecovered,
        0,
        countedLife,
        duty);
  }

  /** Event time of the newest scan or assessment; null before the first. */
  @Nullable Instant newest() {
    if (lastScan == null || lastAssessment == null) {
      return lastScan == null ? lastAssessment : lastScan;
    }
    return lastScan.isAfter(lastAssessment) ? lastScan : lastAssessment;
  }
}
