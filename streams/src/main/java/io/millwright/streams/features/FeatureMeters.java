package io.millwright.streams.features;

import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.streams.assess.StreamsMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Counts what one subtask does. Written by the task's thread, read by reporters. */
final class FeatureMeters {
  private static final int LATENCY_WINDOW = 1000;

  private final Counter vectors;
  private final Counter redelivered;
  private final Counter waited;
  private final Map<OperatingState, Counter> skipped = new EnumMap<>(OperatingState.class);
  private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);
  private final Histogram latency;

  FeatureMeters(MetricGroup group) {
    vectors = group.counter(StreamsMeter.VECTORS.id());
    redelivered = group.counter(StreamsMeter.FRAMES_REDELIVERED.id());
    waited = group.counter(StreamsMeter.WAITED.id());
    for (OperatingState state : OperatingState.values()) {
      skipped.put(
          state, group.addGroup("state", state.name()).counter(StreamsMeter.FRAMES_SKIPPED.id()));
    }
    for (RejectionReason reason : RejectionReason.values()) {
      rejected.put(
          reason, group.addGroup("reason", reason.name()).counter(StreamsMeter.REJECTED.id()));
    }
    latency =
        group.histogram(
            StreamsMeter.FEATURE_LATENCY.id(), new DescriptiveStatisticsHistogram(LATENCY_WINDOW));
  }

  void made(FeatureVector vector, Instant now) {
    vectors.inc();
    latency.update(
        Duration.between(Objects.requireNonNull(vector.frame()).ingestTime(), now).toMillis());
  }

  void redelivered() {
    redelivered.inc();
  }

  void waits() {
    waited.inc();
  }

  void skipped(OperatingState state) {
    Objects.requireNonNull(skipped.get(state)).inc();
  }

  void rejected(RejectionReason reason) {
    Objects.requireNonNull(rejected.get(reason)).inc();
  }
}
