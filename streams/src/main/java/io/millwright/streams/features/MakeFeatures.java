package io.millwright.streams.features;

import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.streams.features.FeatureDesk.Visit;
import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.ValueTypeInformation;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Makes features of frames, keyed by asset id: reads the asset's memory, lets the desk settle what
 * arrived, writes the memory back.
 *
 * <p>Every frame has one of four ends: a vector, a rejection with its bytes and reason, or, both
 * counted, a redelivery or a machine that was not in steady running. A withdrawn asset (a
 * tombstone) leaves no state, nor does one that was never declared.
 */
public final class MakeFeatures extends KeyedProcessFunction<String, Arrival, FeatureVector> {
  private static final long serialVersionUID = 1L;

  /** What could not be used. */
  public static final OutputTag<RejectedTelemetry> REJECTED =
      new OutputTag<>("rejected", ValueTypeInformation.REJECTED);

  private final FeatureSettings settings;
  private transient @Nullable Opened opened;
  private transient long startedAtMillis; // wall clock of this run's first call

  private record Opened(ValueState<FeatureMemory> memories, FeatureDesk desk) {}

  /** A function with these settings. */
  public MakeFeatures(FeatureSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    FeatureMeters meters = new FeatureMeters(getRuntimeContext().getMetricGroup());
    opened =
        new Opened(
            getRuntimeContext()
                .getState(new ValueStateDescriptor<>("memory", FeatureMemorySerializer.TYPE)),
            new FeatureDesk(settings, Extractions::make, meters));
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<FeatureVector> out)
      throws Exception {
    Opened open = Objects.requireNonNull(opened);
    FeatureMemory known = open.memories().value();
    Visit visit = visit(known == null ? new FeatureMemory() : known, context, out);
    open.desk().take(arrival, visit);
    leave(visit, context.timerService(), open);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<FeatureVector> out)
      throws Exception {
    Opened open = Objects.requireNonNull(opened);
    FeatureMemory memory = open.memories().value();
    if (memory != null && !memory.waiting().isEmpty()) {
      Visit visit = visit(memory, context, out);
      open.desk().drain(visit);
      leave(visit, context.timerService(), open);
    }
  }

  private Visit visit(FeatureMemory memory, Context context, Collector<FeatureVector> out) {
    long now = context.timerService().currentProcessingTime();
    if (startedAtMillis == 0) {
      startedAtMillis = now;
    }
    return new Visit(memory, now, startedAtMillis, new Outputs(context, out));
  }

  private static void leave(Visit visit, TimerService timers, Opened open) throws Exception {
    long wakeAt = open.desk().wakeAt(visit);
    if (wakeAt >= 0) {
      timers.registerProcessingTimeTimer(wakeAt); // the same time again is the same timer
    }
    if (visit.memory().isEmpty()) {
      open.memories().clear();
    } else {
      open.memories().update(visit.memory());
    }
  }

  /** The main output and the side output. */
  private record Outputs(Context context, Collector<FeatureVector> out) implements FeatureDesk.Out {
    @Override
    public void made(FeatureVector vector) {
      out.collect(vector);
    }

    @Override
    public void rejected(RejectedTelemetry rejected) {
      context.output(REJECTED, rejected);
    }
  }
}
