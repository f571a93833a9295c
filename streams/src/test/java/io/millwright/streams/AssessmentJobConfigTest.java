package io.millwright.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.config.InvalidConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessmentJobConfigTest {
  @Test
  void hasADefaultForEverything() {
    AssessmentJobConfig config = Configuration.parse("{}", AssessmentJobConfig.class);

    assertThat(config.groupId()).isEqualTo("millwright-streams");
    assertThat(config.checkpointEvery()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.pipeline().patience().longest()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.pipeline().flushEvery()).isEqualTo(Duration.ofMillis(5));
    assertThat(config.pipeline().models()).isEmpty();
  }

  @Test
  void definesTheJob() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

    AssessmentJob.define(
        env,
        Configuration.parse(
            "{kafka: {bootstrapServers: 'broker:9092'}, parallelism: 4, checkpointEvery: 30s}",
            AssessmentJobConfig.class));

    assertThat(env.getCheckpointConfig().getCheckpointInterval()).isEqualTo(30_000);
    assertThat(env.getStreamGraph().getJobGraph().getNumberOfVertices())
        .as("arrivals, releases, assessing, comparing")
        .isEqualTo(4);
  }

  @Test
  void namesEveryThingThatIsWrong() {
    assertThatThrownBy(
            () ->
                Configuration.parse("{parallelism: many, unheardOf: 1}", AssessmentJobConfig.class))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("parallelism: expected a whole number")
        .hasMessageContaining("unheardOf: unknown key");
  }

  @Test
  void namesAModelFileThatIsMissingOrNone(@TempDir Path directory) throws Exception {
    Path missing = directory.resolve("missing.bundle");
    Path text = Files.writeString(directory.resolve("text.bundle"), "text");

    assertThatThrownBy(() -> withModel(missing).pipeline())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing.bundle");
    assertThatThrownBy(() -> withModel(text).pipeline())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("equipment class pump");
  }

  private static AssessmentJobConfig withModel(Path file) {
    return Configuration.parse("{models: {pump: ['" + file + "']}}", AssessmentJobConfig.class);
  }
}
