package io.millwright.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.streams.flink.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline in a MiniCluster, between ends in memory. */
class AssessmentPipelineIT {
  private static final int PUMPS = 8;
  private static final int HOURS = 150;
  private static final List<Asset> PLANT =
      IntStream.range(0, PUMPS).mapToObj(i -> SmallPlant.pump("pump-" + i)).toList();

  @Test
  void assessesEveryScanOnceAndRejectsTheRest(@TempDir Path dir) throws Exception {
    Run run = run(dir, arrivals(), List.of(), 0);

    assertThat(run.assessments.records()).hasSize(PUMPS * HOURS);
    assertThat(ids(run)).hasSize(PUMPS * HOURS);
    assertThat(run.rejected.records())
        .extracting(RejectedTelemetry::reason)
        .containsExactlyInAnyOrder(RejectionReason.UNREADABLE, RejectionReason.OUT_OF_ORDER);
  }

  @Test
  void saysTheSameAfterFailuresAndRestarts(@TempDir Path dir) throws Exception {
    Run undisturbed = run(dir, arrivals(), List.of(), 0);

    Run disturbed = run(dir, arrivals(), List.of(300, 700, 1000), 400_000);

    assertThat(disturbed.assessments.failures()).isEqualTo(3);
    assertThat(content(disturbed)).isEqualTo(content(undisturbed));
    assertThat(ids(disturbed)).hasSize(PUMPS * HOURS);
    assertThat(new HashSet<>(sources(disturbed))).isEqualTo(new HashSet<>(sources(undisturbed)));
  }

  @Test
  void saysTheSameWhenScansAreReadBeforeTheirAssets(@TempDir Path dir) throws Exception {
    List<Arrival> scansFirst = new ArrayList<>(arrivals());
    List<Arrival> declarations = new ArrayList<>(scansFirst.subList(0, PUMPS));
    scansFirst.subList(0, PUMPS).clear();
    scansFirst.addAll(PUMPS * 30, declarations);

    assertThat(content(run(dir, scansFirst, List.of(), 0)))
        .isEqualTo(content(run(dir, arrivals(), List.of(), 0)));
  }

  private record Run(
      CollectingSink<Assessment> assessments,
      CollectingSink<FeatureVector> features,
      CollectingSink<RejectedTelemetry> rejected) {}

  /** Declarations, then the hours of all pumps in turn, an overhaul, noise and a late scan. */
  private static List<Arrival> arrivals() {
    List<Arrival> arrivals = new ArrayList<>();
    PLANT.forEach(pump -> arrivals.add(SmallPlant.declared(pump)));
    for (int hour = 0; hour < HOURS; hour++) {
      for (Asset pump : PLANT) {
        arrivals.add(SmallPlant.scanned(pump, hour));
      }
      if (hour == 50) {
        Asset pump = PLANT.get(1);
        Instant time = SmallPlant.scan(pump, 100).time();
        arrivals.add(SmallPlant.happened(SmallPlant.event(pump, "overhaul", time)));
        arrivals.add(new Arrival(Arrival.Kind.SCAN, "pump-2", new byte[] {1}, 0, 1_000_000));
        arrivals.add(SmallPlant.scanned(SmallPlant.scan(PLANT.get(3), 10), 1_000_001));
      }
    }
    return arrivals;
  }

  private static Run run(Path dir, List<Arrival> arrivals, List<Integer> failAt, long pauseNanos)
      throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, dir.toUri().toString());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    Run run = new Run(new CollectingSink<>(failAt), new CollectingSink<>(), new CollectingSink<>());
    AssessmentPipeline.define(
        env,
        new AssessmentInputs(
            new RecordedArrivals(arrivals, 2, pauseNanos),
            RecordedArrivals.none(),
            new InMemoryBundles()),
        new AssessmentOutputs(
            run.assessments,
            run.features,
            run.rejected,
            new CollectingSink<>(),
            new CollectingSink<>(),
            new CollectingSink<>()),
        AssessmentConfig.of(AssessorSettings.DEFAULT, List.of(), 2));
    env.execute();
    return run;
  }

  private static Set<String> ids(Run run) {
    Set<String> ids = new HashSet<>();
    run.assessments.records().forEach(assessment -> ids.add(assessment.id()));
    return ids;
  }

  private static List<String> sources(Run run) {
    return run.rejected.records().stream().map(RejectedTelemetry::source).toList();
  }

  /** Everything said, but for when. */
  private static Set<String> content(Run run) {
    Set<String> content = new HashSet<>();
    run.assessments
        .records()
        .forEach(
            a -> content.add(a.toString().replace("assessedAt=" + a.assessedAt(), "assessedAt=…")));
    return content;
  }
}
