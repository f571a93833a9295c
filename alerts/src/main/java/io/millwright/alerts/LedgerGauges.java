package io.millwright.alerts;

import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.PerformanceReport.Reliability;
import io.millwright.contracts.ledger.SavingsTotal;
import io.millwright.contracts.ledger.Share;
import io.millwright.runtime.metrics.Metrics;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows the figures of the plant as metrics, on the instance that keeps the ledger; NaN where there
 * is none. Thread-safe.
 */
final class LedgerGauges {
  private record Shown(PerformanceReport report, @Nullable SavingsTotal month, int notValued) {}

  private volatile @Nullable Shown shown;

  LedgerGauges(Metrics metrics) {
    show(metrics, LedgerMeter.PRECISION, s -> value(s.report.calls().precision()));
    show(metrics, LedgerMeter.JUDGED, s -> of(s.report.calls().precision()));
    show(metrics, LedgerMeter.LEAD, s -> median(s.report.leadTimes().quantiles()));
    show(metrics, LedgerMeter.ACTIONABLE, s -> value(s.report.leadTimes().actionable()));
    reliability(metrics, LedgerMeter.MISSED, Reliability::missed);
    reliability(metrics, LedgerMeter.FAILURES, Reliability::failures);
    reliability(metrics, LedgerMeter.FALSE_CALLS, Reliability::falseCallsPerAssetYear);
    reliability(metrics, LedgerMeter.MTBF, Reliability::mtbfHours);
    reliability(metrics, LedgerMeter.MTTR, Reliability::mttrHours);
    reliability(metrics, LedgerMeter.MTTA, Reliability::mttaSeconds);
    show(metrics, LedgerMeter.NET, s -> s.month == null ? null : s.month.net());
    show(metrics, LedgerMeter.NOT_VALUED, s -> s.notValued);
  }

  private void reliability(
      Metrics metrics, LedgerMeter meter, Function<Reliability, @Nullable Number> figure) {
    show(
        metrics,
        meter,
        s -> {
          Reliability r = s.report.reliability();
          return r == null ? null : figure.apply(r);
        });
  }

  private void show(Metrics metrics, LedgerMeter meter, Function<Shown, @Nullable Number> figure) {
    metrics.gauge(
        meter,
        () -> {
          Shown now = shown;
          Number value = now == null ? null : figure.apply(now);
          return value == null ? Double.NaN : value;
        });
  }

  private static @Nullable Number value(@Nullable Share share) {
    return share == null ? null : share.value();
  }

  private static Number of(@Nullable Share share) {
    return share == null ? 0 : share.of();
  }

  private static @Nullable Number median(List<PerformanceReport.Quantile> quantiles) {
    return quantiles.stream()
        .filter(q -> q.share() == 0.5)
        .findFirst()
        .map(PerformanceReport.Quantile::hours)
        .orElse(null);
  }

  /**
   * @param month total of the running month; null if nothing of it is valued
   */
  void show(PerformanceReport plant, @Nullable SavingsTotal month, int notValued) {
    shown = new Shown(plant, month, notValued);
  }

  /** Another instance keeps the ledger now. */
  void hide() {
    shown = null;
  }
}
