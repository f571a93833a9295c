package io.millwright.alerts.ledger;

import io.millwright.contracts.ledger.PerformanceReport.Calibration;
import io.millwright.contracts.ledger.Share;
import java.time.Instant;

/** Counts whether intervals of remaining life held. Mutable, one owner thread. */
final class Intervals {
  private int held;
  private int sooner;
  private int later;
  private int outlived;
  private int hidden;
  private double promised;

  /**
   * A right call.
   *
   * @param life that its case told
   * @param until when the item failed, or was repaired or found faulty
   * @param failed whether it failed
   */
  void add(StatedLife life, Instant until, boolean failed) {
    double hours = life.hoursUntil(until);
    if (hours < 0) {
      return; // told after the fact: no forecast
    }
    boolean beyond = hours > life.upperHours();
    if (!failed) {
      outlived += beyond ? 1 : 0;
      hidden += beyond ? 0 : 1;
      return;
    }
    promised += life.coverage();
    if (hours < life.lowerHours()) {
      sooner++;
    } else if (beyond) {
      later++;
    } else {
      held++;
    }
  }

  Calibration counted() {
    int failed = held + sooner + later;
    return new Calibration(
        held,
        sooner,
        later,
        outlived,
        hidden,
        failed == 0 ? null : Double.valueOf(promised / failed),
        Share.of(held, failed));
  }
}
