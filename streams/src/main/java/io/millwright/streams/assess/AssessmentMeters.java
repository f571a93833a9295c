package io.millwright.streams.assess;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.telemetry.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;

/** Counts what one subtask does. Written by the task's thread, read by reporters. */
final class AssessmentMeters {
  private static final int LATENCY_WINDOW = 1000;

  private final Counter accepted;
  private final Counter merged;
  private final Counter redelivered;
  private final Counter events;
  private final Counter waited;
  private final Counter declared;
  private final Counter withdrawn;
  private final Counter shadowAssessed;
  private final Counter shadowFailed;
  private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);
  private final Histogram latency;
  private final Map<String, HealthState> lastHealth = new HashMap<>();
  private final Map<HealthState, AtomicInteger> assets = new EnumMap<>(HealthState.class);
  private volatile long eventDelayMillis;

  AssessmentMeters(MetricGroup group) {
    accepted = group.counter(StreamsMeter.ACCEPTED.id());
    merged = group.counter(StreamsMeter.MERGED.id());
    redelivered = group.counter(StreamsMeter.REDELIVERED.id());
    events = group.counter(StreamsMeter.EVENTS.id());
    waited = group.counter(StreamsMeter.WAITED.id());
    declared = group.counter(StreamsMeter.DECLARED.id());
    withdrawn = group.counter(StreamsMeter.WITHDRAWN.id());
    shadowAssessed = group.counter(StreamsMeter.SHADOW_ASSESSED.id());
    shadowFailed = group.counter(StreamsMeter.SHADOW_FAILED.id());
    for (RejectionReason reason : RejectionReason.values()) {
      rejected.put(
          reason, group.addGroup("reason", reason.name()).counter(StreamsMeter.REJECTED.id()));
    }
    for (HealthState state : HealthState.values()) {
      AtomicInteger count = new AtomicInteger();
      assets.put(state, count);
      group.addGroup("state", state.name()).gauge(StreamsMeter.STATES.id(), count::get);
    }
    group.gauge(StreamsMeter.EVENT_DELAY.id(), () -> eventDelayMillis);
    latency =
        group.histogram(
            StreamsMeter.LATENCY.id(), new DescriptiveStatisticsHistogram(LATENCY_WINDOW));
  }

  void assessed(Assessment assessment) {
    accepted.inc();
    Instant now = assessment.assessedAt();
    eventDelayMillis = now.toEpochMilli() - assessment.time().toEpochMilli();
    latency.update(Duration.between(assessment.ingestTime(), now).toMillis());
    HealthState state = assessment.health().state();
    HealthState before = lastHealth.put(assessment.assetId().value(), state);
    if (before != state) {
      change(state, 1);
      change(before, -1);
    }
  }

  void merged() {
    merged.inc();
  }

  void redelivered() {
    redelivered.inc();
  }

  void shadowAssessed() {
    shadowAssessed.inc();
  }

  void shadowFailed() {
    shadowFailed.inc();
  }

  void rejected(RejectionReason reason) {
    Counter counter = rejected.get(reason);
    if (counter != null) {
      counter.inc();
    }
  }

  void eventApplied() {
    events.inc();
  }

  void waits() {
    waited.inc();
  }

  void declared() {
    declared.inc();
  }

  void withdrawn(String assetId) {
    withdrawn.inc();
    change(lastHealth.remove(assetId), -1);
  }

  private void change(@Nullable HealthState state, int by) {
    AtomicInteger count = state == null ? null : assets.get(state);
    if (count != null) {
      count.addAndGet(by);
    }
  }
}
