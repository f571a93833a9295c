package io.millwright.dashboards.history;

import io.millwright.runtime.config.Default;
import java.time.Duration;

/**
 * Which frames are kept as blocks. Of a channel at 10 minutes and 16384 samples that is 6 MB a day
 * at most.
 *
 * @param groupId consumer group
 * @param interval of event time, of which each signal point has one frame kept
 * @param watchedInterval the same while a case of the machine is open
 * @param mostSamples samples of each channel that are kept of a frame, the first ones; 256 to 65536
 */
public record BlockSettings(
    @Default("millwright-history-blocks") String groupId,
    @Default("PT10M") Duration interval,
    @Default("PT1M") Duration watchedInterval,
    @Default("16384") int mostSamples) {
  public static final BlockSettings DEFAULT =
      new BlockSettings(
          "millwright-history-blocks", Duration.ofMinutes(10), Duration.ofMinutes(1), 16_384);

  public BlockSettings {
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("groupId must not be blank");
    }
    if (interval.toMillis() < 1 || watchedInterval.toMillis() < 1) {
      throw new IllegalArgumentException("interval and watchedInterval must be 1 ms or more");
    }
    if (mostSamples < 256 || mostSamples > BlockText.MOST_COUNTS) {
      throw new IllegalArgumentException(
          "mostSamples must be 256 to " + BlockText.MOST_COUNTS + ", is " + mostSamples);
    }
  }
}
