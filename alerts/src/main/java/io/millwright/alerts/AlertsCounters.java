package io.millwright.alerts;

import io.micrometer.core.instrument.Counter;
import io.millwright.alerts.notification.delivery.NotificationMeter;
import io.millwright.alerts.watch.Decision;
import io.millwright.alerts.watch.Ignored;
import io.millwright.contracts.Topic;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.notification.Notification;
import io.millwright.runtime.metrics.Metrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts decisions. A transaction that is aborted and repeated counts twice. Thread-safe. */
final class AlertsCounters {
  private final Metrics metrics;
  private final Map<String, Counter> records = new ConcurrentHashMap<>();
  private final Map<Ignored, Counter> ignored = new ConcurrentHashMap<>();
  private final Counter undecodable;
  private final Counter threadsReplaced;
  private final LedgerGauges ledger;
  private final AtomicLong lastRecordNanos = new AtomicLong(System.nanoTime());

  AlertsCounters(Metrics metrics) {
    this.metrics = metrics;
    undecodable = metrics.counter(AlertsMeter.UNDECODABLE);
    ledger = new LedgerGauges(metrics);
    threadsReplaced = metrics.counter(AlertsMeter.THREADS_REPLACED);
  }

  void record(Topic<?, ?> topic) {
    lastRecordNanos.set(System.nanoTime());
    records
        .computeIfAbsent(topic.name(), t -> metrics.counter(AlertsMeter.RECORDS, "topic", t))
        .increment();
  }

  void decided(Decision decision) {
    if (decision.ignored() != null) {
      ignored
          .computeIfAbsent(
              decision.ignored(), why -> metrics.counter(AlertsMeter.IGNORED, "reason", why.name()))
          .increment();
    }
    for (AlarmEvent e : decision.alarms()) {
      metrics
          .counter(
              AlertsMeter.TRANSITIONS,
              "condition",
              e.condition().name(),
              "status",
              e.status().name())
          .increment();
    }
    for (Advisory c : decision.cases()) {
      metrics.counter(AlertsMeter.CASES, "status", c.status().name()).increment();
    }
    for (WorkOrder w : decision.orders()) {
      metrics.counter(AlertsMeter.ORDERS, "status", w.status().name()).increment();
    }
    for (CommandStatus reply : decision.replies()) {
      metrics.counter(AlertsMeter.REQUESTS, "outcome", reply.outcome().name()).increment();
    }
  }

  void rootCase(RootCase.Status status) {
    metrics.counter(AlertsMeter.ROOT_CASES, "status", status.name()).increment();
  }

  void notified(Notification n) {
    metrics.counter(NotificationMeter.DECIDED, "kind", n.kind().name()).increment();
  }

  void undecodable() {
    undecodable.increment();
  }

  void threadReplaced() {
    threadsReplaced.increment();
  }

  /** The figures of the ledger. */
  LedgerGauges ledger() {
    return ledger;
  }

  /** Time since a record was processed, or since the start. */
  long idleNanos() {
    return System.nanoTime() - lastRecordNanos.get();
  }
}
