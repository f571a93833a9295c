package io.millwright.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.streams.flink.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feature pipeline in a MiniCluster, between ends in memory. */
class FeaturePipelineIT {
  private static final int MINUTES = 60;
  private static final List<Asset> PLANT =
      IntStream.range(0, 4).mapToObj(i -> SignalPlant.motor("motor-" + i)).toList();

  @Test
  void saysTheSameAfterFailuresAndRestarts(@TempDir Path dir) throws Exception {
    Run undisturbed = run(dir, List.of(), 0);
    Run disturbed = run(dir, List.of(100, 250), 400_000);

    assertThat(contents(undisturbed)).hasSize(4 * MINUTES);
    assertThat(undisturbed.features.records()).hasSize(4 * MINUTES);
    assertThat(undisturbed.rejected.records())
        .extracting(RejectedTelemetry::reason)
        .containsExactlyInAnyOrder(RejectionReason.UNREADABLE, RejectionReason.OUT_OF_ORDER);
    assertThat(disturbed.features.failures()).isEqualTo(2);
    assertThat(contents(disturbed)).isEqualTo(contents(undisturbed));
  }

  /** Changing a uid loses the state of every installation. */
  @Test
  void everyOperatorHasItsUidAndNoTypeFallsBackOnKryo() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    FeaturePipeline.define(
        env,
        new FeatureInputs(new RecordedArrivals(List.of(), 1, 0)),
        new FeatureOutputs(new CollectingSink<>(), new CollectingSink<>()),
        FeatureConfig.of(3));

    List<TypeInformation<?>> types = new ArrayList<>();
    env.getTransformations().forEach(t -> types.add(t.getOutputType()));
    assertThat(types).isNotEmpty().noneMatch(type -> type instanceof GenericTypeInfo);
    assertThat(env.getStreamGraph(false).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains("frame-arrivals", "make-features", "frame-features", "frames-rejected");
  }

  private record Run(
      CollectingSink<FeatureVector> features, CollectingSink<RejectedTelemetry> rejected) {}

  private static Run run(Path dir, List<Integer> failAt, long pauseNanos) throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, dir.toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    Run run = new Run(new CollectingSink<>(failAt), new CollectingSink<>());
    FeaturePipeline.define(
        env,
        new FeatureInputs(new RecordedArrivals(arrivals(), 2, pauseNanos)),
        new FeatureOutputs(run.features, run.rejected),
        FeatureConfig.of(2));
    env.execute();
    return run;
  }

  private static List<Arrival> arrivals() {
    List<Arrival> arrivals = new ArrayList<>();
    PLANT.forEach(motor -> arrivals.add(SmallPlant.declared(motor)));
    for (int minute = 0; minute < MINUTES; minute++) {
      for (Asset motor : PLANT) {
        arrivals.add(SignalPlant.arrival(SignalPlant.frame(motor, minute, 1480.0)));
      }
    }
    Asset motor = PLANT.get(0);
    arrivals.add(SignalPlant.arrival(SignalPlant.frame(motor, 10, 1480.0)));
    arrivals.add(
        new Arrival(Arrival.Kind.WAVEFORM, motor.id() + "/de", new byte[] {1}, 0, 1_000_000));
    return arrivals;
  }

  private static Set<String> contents(Run run) {
    Set<String> contents = new HashSet<>();
    for (FeatureVector vector : run.features.records()) {
      contents.add(
          vector.assetId()
              + "/"
              + Objects.requireNonNull(vector.frame())
              + vector.time()
              + Arrays.hashCode(vector.values()));
    }
    return contents;
  }
}
