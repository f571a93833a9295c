package io.millwright.alerts.energy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes with every reading of an asset; kept apart from {@link Baseline} because it is
 * written at that rate. Immutable.
 *
 * @param lastScan event time of the newest scan that was taken; null before the first
 * @param lastAssessment event time of the newest assessment that was taken; null before the first
 * @param waiting halves of readings, all of one side, oldest first
 * @param last reading, if the next one may follow it; null after a break
 * @param since begin of what is compared; null before the first reading
 * @param repairedAt a repair from which on nothing has been read yet; null if there is none
 * @param healthy the hour of healthy running that is not full yet
 * @param account of degraded running; null if there is none this month
 */
public record Metering(
    @Nullable Instant lastScan,
    @Nullable Instant lastAssessment,
    List<Half> waiting,
    @Nullable Reading last,
    @Nullable Instant since,
    @Nullable Instant repairedAt,
    Stretch healthy,
    @Nullable Account account) {

  /** Nothing has come yet. */
  public static final Metering NONE =
      new Metering(null, null, List.of(), null, null, null, Stretch.NONE, null);

  public Metering {
    waiting = List.copyOf(waiting);
  }

  Metering scanned(Instant time) {
    return new Metering(time, lastAssessment, waiting, last, since, repairedAt, healthy, account);
  }

  Metering assessed(Instant time) {
    return new Metering(lastScan, time, waiting, last, since, repairedAt, healthy, account);
  }

  Metering waiting(List<Half> halves) {
    return new Metering(
        lastScan, lastAssessment, halves, last, since, repairedAt, healthy, account);
  }

  Metering last(@Nullable Reading reading) {
    Instant begin = since == null && reading != null ? reading.time() : since;
    return new Metering(
        lastScan, lastAssessment, waiting, reading, begin, repairedAt, healthy, account);
  }

  Metering repaired(Instant time) {
    return new Metering(lastScan, lastAssessment, waiting, last, since, time, healthy, account);
  }

  Metering healthy(Stretch hour) {
    return new Metering(lastScan, lastAssessment, waiting, last, since, repairedAt, hour, account);
  }

  Metering account(@Nullable Account now) {
    return new Metering(lastScan, lastAssessment, waiting, last, since, repairedAt, healthy, now);
  }

  /** Without anything that was learned or counted; what waits, waits. */
  Metering anew() {
    return new Metering(lastScan, lastAssessment, waiting, null, null, null, Stretch.NONE, null);
  }
}
