package io.millwright.streams.assess;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.models.release.ModelComparison;
import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.Bundles;
import io.millwright.streams.flink.ValueTypeInformation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Assesses every asset, keyed by asset id: reads its memory, lets the desk judge what arrived,
 * writes the memory back.
 *
 * <p>Every scan has one of four ends: an assessment, a redelivery that is counted, a rejection with
 * its bytes and reason, or waiting for the declaration of its asset or channels, which ends in one
 * of the others. A withdrawn asset (a tombstone) leaves no state, nor does one that was never
 * declared. Made for the heap backend: memory lives as an object and becomes bytes on checkpoints.
 *
 * <p>Releases of models come by broadcast and are kept as what they are, some hundred bytes each; a
 * checkpoint holds no model. A model is loaded off this thread and takes over between two records
 * of an asset. Where that is depends on when the release is read, so a run that is repeated from a
 * checkpoint may change over a few scans earlier or later; each assessment names its model.
 * Configured models are there from the first scan.
 */
public final class AssessAssets
    extends KeyedBroadcastProcessFunction<String, Arrival, ModelRelease, Assessment>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** What the life models read. */
  public static final OutputTag<FeatureVector> FEATURES =
      new OutputTag<>("features", ValueTypeInformation.FEATURES);

  /** What could not be judged. */
  public static final OutputTag<RejectedTelemetry> REJECTED =
      new OutputTag<>("rejected", ValueTypeInformation.REJECTED);

  /** What a shadow model says of scans; of no influence on anything else. */
  public static final OutputTag<Assessment> SHADOW =
      new OutputTag<>("shadow", ValueTypeInformation.ASSESSMENT);

  /** Shadow and live model, scan by scan. */
  public static final OutputTag<ModelComparison> COMPARED =
      new OutputTag<>("compared", ModelComparisonSerializer.TYPE);

  /** Releases of models by their key. */
  public static final MapStateDescriptor<String, ModelRelease> RELEASES =
      new MapStateDescriptor<>("releases", Types.STRING, ValueTypeInformation.RELEASE);

  private final String settingsJson; // settings are plain records that know no Java serialization
  private final ArrayList<ModelBinding> models;
  private final Patience patience;
  private final Bundles bundles;
  private final Duration compareOver;
  private transient @Nullable List<ModelRelease> restored; // until opened
  private transient @Nullable Opened opened;
  private transient long startedAtMillis; // wall clock of this run's first call

  private record Opened(ValueState<AssetMemory> memories, AssetDesk desk, ServingModels models) {}

  /**
   * @param models that serve where nothing was released
   * @param bundles where released models are
   * @param compareOver length of the windows over which a shadow is compared, in event time
   */
  public AssessAssets(
      AssessorSettings settings,
      List<ModelBinding> models,
      Patience patience,
      Bundles bundles,
      Duration compareOver) {
    this.bundles = bundles;
    this.compareOver = compareOver;
    try {
      this.settingsJson = CloudEventCodec.JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("settings cannot travel: " + e.getOriginalMessage(), e);
    }
    this.models = new ArrayList<>(models);
    this.patience = patience;
  }

  /** Reads which models a checkpoint knew. */
  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    List<ModelRelease> known = new ArrayList<>();
    context
        .getOperatorStateStore()
        .getBroadcastState(RELEASES)
        .immutableEntries()
        .forEach(entry -> known.add(entry.getValue()));
    restored = known;
  }

  /** Flink writes the releases itself. */
  @Override
  public void snapshotState(FunctionSnapshotContext context) {}

  @Override
  public void open(OpenContext context) throws JsonProcessingException {
    AssessorSettings settings =
        CloudEventCodec.JSON.readValue(settingsJson, AssessorSettings.class);
    AssessmentMeters meters = new AssessmentMeters(getRuntimeContext().getMetricGroup());
    ServingModels serving =
        new ServingModels(models, bundles, Objects.requireNonNullElse(restored, List.of()));
    restored = null;
    opened =
        new Opened(
            getRuntimeContext()
                .getState(new ValueStateDescriptor<>("asset", AssetMemorySerializer.TYPE)),
            new AssetDesk(settings, serving, patience, compareOver, meters),
            serving);
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.models().close();
    }
  }

  @Override
  public void processBroadcastElement(
      ModelRelease release, Context context, Collector<Assessment> out) throws Exception {
    ModelRelease counts = Objects.requireNonNull(opened).models().heed(release);
    context.getBroadcastState(RELEASES).put(counts.key(), counts);
  }

  @Override
  public void processElement(Arrival arrival, ReadOnlyContext context, Collector<Assessment> out)
      throws Exception {
    Opened open = Objects.requireNonNull(opened);
    open.models().takeUp();
    AssetMemory known = open.memories().value();
    AssetMemory memory = known == null ? new AssetMemory() : known;
    TimerService timers = context.timerService();
    long now = now(timers);
    boolean waited = !memory.waiting.isEmpty();
    open.desk().take(arrival, memory, Instant.ofEpochMilli(now), new Outputs(context, out));
    boolean waits = !memory.waiting.isEmpty();
    if (waits && !waited) {
      memory.patienceEndsAt = now + patience.longest().toMillis();
      timers.registerProcessingTimeTimer(memory.patienceEndsAt);
    } else if (waited && !waits) {
      timers.deleteProcessingTimeTimer(memory.patienceEndsAt);
    }
    keep(memory, open);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Assessment> out)
      throws Exception {
    Opened open = Objects.requireNonNull(opened);
    long now = now(context.timerService());
    AssetMemory memory = open.memories().value();
    if (memory == null || memory.waiting.isEmpty() || time < memory.patienceEndsAt) {
      return;
    }
    long sinceStart = startedAtMillis + patience.longest().toMillis();
    if (memory.patienceEndsAt < sinceStart) {
      // A timer of a former run: the time that the job was down is not held against the asset.
      memory.patienceEndsAt = sinceStart;
      context.timerService().registerProcessingTimeTimer(sinceStart);
    } else {
      open.desk().endPatience(memory, Instant.ofEpochMilli(now), new Outputs(context, out));
    }
    keep(memory, open);
  }

  private long now(TimerService timers) {
    long now = timers.currentProcessingTime();
    if (startedAtMillis == 0) {
      startedAtMillis = now;
    }
    return now;
  }

  private static void keep(AssetMemory memory, Opened open) throws Exception {
    if (memory.isEmpty()) {
      open.memories().clear();
    } else {
      open.memories().update(memory);
    }
  }

  /** The main output and the side outputs. */
  private record Outputs(ReadOnlyContext context, Collector<Assessment> out)
      implements AssetDesk.Out {
    @Override
    public void assessed(Assessment assessment) {
      out.collect(assessment);
    }

    @Override
    public void features(FeatureVector features) {
      context.output(FEATURES, features);
    }

    @Override
    public void inTheDark(Assessment shadow) {
      context.output(SHADOW, shadow);
    }

    @Override
    public void compared(ModelComparison comparison) {
      context.output(COMPARED, comparison);
    }

    @Override
    public void rejected(RejectedTelemetry rejected) {
      context.output(REJECTED, rejected);
    }
  }
}
