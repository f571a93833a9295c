package io.millwright.alerts.cmms;

import io.millwright.runtime.metrics.Metrics;
import java.util.function.Function;

/** The figures of the gateway. Written by its thread, read by any. */
final class CmmsCounters {
  private final Metrics metrics;
  private volatile Outbox.Depth depth = Outbox.Depth.EMPTY;
  private volatile Reconciliation reconciliation = Reconciliation.NONE;

  CmmsCounters(Metrics metrics) {
    this.metrics = metrics;
    show(CmmsMeter.WAITING, c -> c.depth.waiting());
    show(CmmsMeter.OLDEST, c -> c.depth.oldest().toMillis() / 1000.0);
    show(CmmsMeter.DEAD_LETTERS, c -> c.depth.deadLetters());
    show(CmmsMeter.RECONCILED, c -> c.reconciliation.compared());
    for (Reconciliation.Kind kind : Reconciliation.Kind.values()) {
      show(CmmsMeter.DIFFERENCES, c -> c.reconciliation.count(kind), "kind", kind.name());
    }
  }

  private void show(CmmsMeter meter, Function<CmmsCounters, Number> figure, String... tags) {
    metrics.gauge(meter, () -> figure.apply(this), tags);
  }

  void delivered(Courier.Ending ending) {
    metrics.counter(CmmsMeter.DELIVERIES, "ending", ending.name()).increment();
  }

  void failed(CmmsException.Fate fate) {
    metrics.counter(CmmsMeter.FAILURES, "fate", fate.name()).increment();
  }

  void retried() {
    metrics.counter(CmmsMeter.RETRIES).increment();
  }

  void unreadableLink() {
    metrics.counter(CmmsMeter.UNREADABLE_LINKS).increment();
  }

  void heard(String kind) {
    metrics.counter(CmmsMeter.HEARD, "kind", kind).increment();
  }

  void depth(Outbox.Depth now) {
    depth = now;
  }

  Outbox.Depth depth() {
    return depth;
  }

  void reconciled(Reconciliation last) {
    reconciliation = last;
  }

  Reconciliation reconciliation() {
    return reconciliation;
  }
}
