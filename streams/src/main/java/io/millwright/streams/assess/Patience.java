package io.millwright.streams.assess;

import java.io.Serializable;
import java.time.Duration;

/**
 * How records of an asset wait that cannot be judged yet.
 *
 * @param longest how long scans and events wait for the declaration of their asset, by wall clock,
 *     counted anew after a restart; then they are rejected
 * @param mostRecords how many of an asset may wait, for a declaration and as events of the future
 *     each; more are rejected at once
 */
public record Patience(Duration longest, int mostRecords) implements Serializable {
  /** 30 s; 20 000 records, some 5 MB. */
  public static final Patience DEFAULT = new Patience(Duration.ofSeconds(30), 20_000);

  public Patience {
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("patience.longest must be positive");
    }
    if (mostRecords < 1) {
      throw new IllegalArgumentException("patience.mostRecords must be at least 1");
    }
  }
}
