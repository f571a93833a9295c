package io.millwright.streams.features;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long frames wait for what they need. All values are choices.
 *
 * @param declarationPatience how long a frame waits for the declaration of its asset or point, by
 *     wall clock, counted anew after a restart; then it is rejected
 * @param statePatience how long a frame waits for a scan or event that is not older than it, where
 *     those tell the operating state or the shaft speed; then features are made with what is known.
 *     Also how long a frame of a declared point waits that has other channels, for these are seldom
 *     declared anew; then it is rejected
 * @param mostWaitingBytes how much of an asset may wait; of more, frames that wait for an event are
 *     taken with what is known, oldest first, and others are rejected at once
 * @param freshness how long a scan speaks for what comes after it, in event time
 */
public record FeatureSettings(
    Duration declarationPatience, Duration statePatience, long mostWaitingBytes, Duration freshness)
    implements Serializable {

  /** 30 s, 2 s, 64 MiB, 15 min. */
  public static final FeatureSettings DEFAULT =
      new FeatureSettings(
          Duration.ofSeconds(30), Duration.ofSeconds(2), 64L << 20, Duration.ofMinutes(15));

  public FeatureSettings {
    if (declarationPatience.isNegative() || declarationPatience.isZero()) {
      throw new IllegalArgumentException("declarationPatience must be positive");
    }
    if (statePatience.isNegative() || statePatience.compareTo(declarationPatience) > 0) {
      throw new IllegalArgumentException("statePatience must be 0 to declarationPatience");
    }
    if (mostWaitingBytes < 0) {
      throw new IllegalArgumentException("mostWaitingBytes must be zero or more");
    }
    if (freshness.isNegative()) {
      throw new IllegalArgumentException("freshness must be zero or more");
    }
  }
}
