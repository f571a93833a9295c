package io.millwright.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.models.dataset.CmapssFile;
import io.millwright.streams.assess.ModelBinding;
import io.millwright.streams.flink.Arrival;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** Recorded engines through the whole pipeline, counted and timed. */
class CmapssAssessmentIT {
  private static final int SCANS_OF_FD001 = 13_096;

  @Test
  void assessesEveryScanOfFd001ExactlyOnce() throws Exception {
    List<Arrival> arrivals = Engines.arrivals(Engines.data("cmapss/test_FD001.txt.gz"), 1);
    CollectingSink<Assessment> assessments = new CollectingSink<>();
    CollectingSink<RejectedTelemetry> rejected = new CollectingSink<>();

    run(new Configuration(), arrivals, List.of(), assessments, new CollectingSink<>(), rejected);

    Set<String> ids = new HashSet<>();
    assessments.records().forEach(assessment -> ids.add(assessment.id()));
    assertThat(assessments.records()).hasSize(SCANS_OF_FD001);
    assertThat(ids).hasSize(SCANS_OF_FD001);
    assertThat(rejected.records()).isEmpty();
  }

  /**
   * Measures throughput: {@code fleets repeats checkpointMillis [bundle]}; 0 takes no checkpoints.
   * The time is that of the job with its deployment; the processor time is that of the whole
   * process and says more on a machine that is shared.
   */
  public static void main(String[] args) throws Exception {
    int fleets = Integer.parseInt(args[0]);
    int repeats = Integer.parseInt(args[1]);
    Configuration settings = new Configuration();
    if (!args[2].equals("0")) {
      settings.set(
          CheckpointingOptions.CHECKPOINTING_INTERVAL,
          Duration.ofMillis(Integer.parseInt(args[2])));
    }
    List<ModelBinding> models =
        args.length > 3
            ? List.of(new ModelBinding(ModelBinding.ANY, Files.readAllBytes(Path.of(args[3]))))
            : List.of();
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<Arrival> arrivals = Engines.arrivals(Engines.data("cmapss/test_FD001.txt.gz"), fleets);
    for (int i = 0; i < repeats; i++) {
      CollectingSink<Assessment> assessments = new CollectingSink<>();
      long cpu = process.getProcessCpuTime();
      long millis =
          run(
              settings,
              arrivals,
              models,
              assessments,
              new CollectingSink<>(),
              new CollectingSink<>());
      cpu = process.getProcessCpuTime() - cpu;
      int scans = assessments.records().size();
      System.out.printf(
          "%d scans, %d ms, %d scans/s, %d readings/s, %d µs of processor a scan%n",
          scans,
          millis,
          scans * 1000L / millis,
          scans * 1000L * CmapssFile.CHANNELS.size() / millis,
          cpu / 1000 / scans);
    }
  }

  private static long run(
      Configuration settings,
      List<Arrival> arrivals,
      List<ModelBinding> models,
      CollectingSink<Assessment> assessments,
      CollectingSink<FeatureVector> features,
      CollectingSink<RejectedTelemetry> rejected)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    AssessmentPipeline.define(
        env,
        new AssessmentInputs(
            new RecordedArrivals(arrivals, 2, 0), RecordedArrivals.none(), new InMemoryBundles()),
        new AssessmentOutputs(
            assessments,
            features,
            rejected,
            new CollectingSink<>(),
            new CollectingSink<>(),
            new CollectingSink<>()),
        AssessmentConfig.of(AssessorSettings.DEFAULT, models, 2));
    return env.execute().getNetRuntime();
  }
}
