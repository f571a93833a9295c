package io.millwright.streams;

import io.millwright.contracts.feature.FeatureVector;
import io.millwright.streams.features.MakeFeatures;
import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.ValueTypeInformation;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Frames of vibration and sound in, feature vectors out.
 *
 * <pre>
 * assets ──────────────┐
 * telemetry.waveform ──┤                                       ┌─▶ features
 * telemetry.audio ─────┼─▶ frame arrivals ─▶ by asset, features ┤
 * telemetry.scalar ────┤                                       └─▶ telemetry.rejected
 * machine-events ──────┘
 * </pre>
 *
 * <p>A job of its own: frames are a hundred times larger than scans, and their transforms must not
 * delay an assessment. There are no watermarks: lateness is judged point by point. Uids are part of
 * every savepoint: they stand here, in one place, and never change.
 */
public final class FeaturePipeline {
  private FeaturePipeline() {}

  /** Defines the pipeline in an environment; the caller executes it. */
  public static void define(
      StreamExecutionEnvironment env, FeatureInputs in, FeatureOutputs out, FeatureConfig config) {
    env.configure(AssessmentPipeline.settings(config.flushEvery()));

    DataStream<Arrival> arrivals =
        env.fromSource(
                in.arrivals(),
                WatermarkStrategy.noWatermarks(),
                "Read assets, frames, scans and events",
                ValueTypeInformation.ARRIVAL)
            .uid("frame-arrivals")
            .setParallelism(config.parallelism());

    SingleOutputStreamOperator<FeatureVector> vectors =
        arrivals
            .keyBy(Arrival::assetKey, Types.STRING)
            .process(new MakeFeatures(config.settings()), ValueTypeInformation.FEATURES)
            .uid("make-features")
            .name("Make features")
            .setParallelism(config.parallelism())
            .setMaxParallelism(AssessmentPipeline.MAX_PARALLELISM);

    vectors
        .sinkTo(out.features())
        .uid("frame-features")
        .name("Write features")
        .setParallelism(config.parallelism());
    vectors
        .getSideOutput(MakeFeatures.REJECTED)
        .sinkTo(out.rejected())
        .uid("frames-rejected")
        .name("Write rejected frames")
        .setParallelism(config.parallelism());
  }
}
