package io.millwright.streams;

import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.config.InvalidConfigurationException;
import io.millwright.streams.flink.KafkaEnds;
import java.nio.file.Path;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The feature pipeline as a job of a Flink cluster: {@code --config FILE}. */
public final class FeatureJob {
  private FeatureJob() {}

  /** Submits the job; exit code 2 for wrong arguments or configuration. */
  public static void main(String[] args) throws Exception {
    if (args.length != 2 || !args[0].equals("--config")) {
      System.err.println("usage: FeatureJob --config FILE");
      System.exit(2);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    try {
      define(env, Configuration.load(Path.of(args[1]), FeatureJobConfig.class));
    } catch (InvalidConfigurationException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    env.execute("Millwright features");
  }

  static void define(StreamExecutionEnvironment env, FeatureJobConfig config) {
    env.enableCheckpointing(config.checkpointEvery().toMillis(), CheckpointingMode.EXACTLY_ONCE);
    KafkaEnds kafka = KafkaEnds.of(config.kafka(), config.groupId());
    FeaturePipeline.define(
        env, FeatureInputs.of(kafka), FeatureOutputs.of(kafka), config.pipeline());
  }
}
