package io.millwright.streams;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.models.release.ModelComparison;
import io.millwright.streams.assess.AssessAssets;
import io.millwright.streams.assess.CompareModels;
import io.millwright.streams.assess.VerifyReleases;
import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.ValueTypeInformation;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Telemetry in, assessments out.
 *
 * <pre>
 * assets ────────────┐                                  ┌─▶ assessments
 * telemetry.scalar ──┼─▶ arrivals ──▶ by asset, assess ──┼─▶ features
 * machine-events ────┤                    ▲              ├─▶ telemetry.rejected
 * features of frames ┘                    │ to all       ├─▶ assessments.shadow
 * models ─────────────▶ verify, one task ─┤              └─▶ compare, one task ─▶ model-evaluations
 *                                         └─▶ model-status
 * </pre>
 *
 * <p>There are no watermarks: lateness is judged asset by asset, so one idle machine holds back no
 * other. Uids are part of every savepoint: they stand here, in one place, and never change.
 */
public final class AssessmentPipeline {
  /** Key groups; fixed for the life of a savepoint. */
  public static final int MAX_PARALLELISM = 128;

  /** How long news of a comparison waits. */
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private AssessmentPipeline() {}

  /** Defines the pipeline in an environment; the caller executes it. */
  public static void define(
      StreamExecutionEnvironment env,
      AssessmentInputs in,
      AssessmentOutputs out,
      AssessmentConfig config) {
    env.configure(settings(config.flushEvery()));

    DataStream<Arrival> arrivals =
        env.fromSource(
                in.arrivals(),
                WatermarkStrategy.noWatermarks(),
                "Read assets, scans and events",
                ValueTypeInformation.ARRIVAL)
            .uid("arrivals")
            .setParallelism(config.parallelism());

    SingleOutputStreamOperator<ModelRelease> releases =
        env.fromSource(
                in.releases(),
                WatermarkStrategy.noWatermarks(),
                "Read releases of models",
                ValueTypeInformation.ARRIVAL)
            .uid("releases")
            .setParallelism(1)
            .process(new VerifyReleases(in.bundles()), ValueTypeInformation.RELEASE)
            .uid("verify-releases")
            .name("Verify releases")
            .setParallelism(1);
    releases
        .getSideOutput(VerifyReleases.DECISIONS)
        .sinkTo(out.decisions())
        .uid("decisions")
        .name("Write decisions on releases")
        .setParallelism(1);

    SingleOutputStreamOperator<Assessment> assessments =
        arrivals
            // By text: the hash of a String is specified, that of a record is not.
            .keyBy(Arrival::assetKey, Types.STRING)
            .connect(releases.broadcast(AssessAssets.RELEASES))
            .process(
                new AssessAssets(
                    config.assessor(),
                    config.models(),
                    config.patience(),
                    in.bundles(),
                    config.compareOver()),
                ValueTypeInformation.ASSESSMENT)
            .uid("assess")
            .name("Assess assets")
            .setParallelism(config.parallelism())
            .setMaxParallelism(MAX_PARALLELISM);

    assessments
        .sinkTo(out.assessments())
        .uid("assessments")
        .name("Write assessments")
        .setParallelism(config.parallelism());
    assessments
        .getSideOutput(AssessAssets.FEATURES)
        .sinkTo(out.features())
        .uid("features")
        .name("Write features")
        .setParallelism(config.parallelism());
    assessments
        .getSideOutput(AssessAssets.REJECTED)
        .sinkTo(out.rejected())
        .uid("rejected")
        .name("Write rejected telemetry")
        .setParallelism(config.parallelism());
    assessments
        .getSideOutput(AssessAssets.SHADOW)
        .sinkTo(out.shadow())
        .uid("shadow-assessments")
        .name("Write shadow assessments")
        .setParallelism(config.parallelism());
    assessments
        .getSideOutput(AssessAssets.COMPARED)
        .keyBy(ModelComparison::pair, Types.STRING)
        .process(new CompareModels(TELL_EVERY), ValueTypeInformation.EVALUATION)
        .uid("compare")
        .name("Compare models")
        .setParallelism(1)
        .setMaxParallelism(MAX_PARALLELISM)
        .sinkTo(out.evaluations())
        .uid("evaluations")
        .name("Write evaluations of models")
        .setParallelism(1);
  }

  static Configuration settings(Duration flushEvery) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // Everything that travels is immutable: chained operators need no copies.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, flushEvery);
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    return settings;
  }
}
