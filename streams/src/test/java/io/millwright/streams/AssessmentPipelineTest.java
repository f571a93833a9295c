package io.millwright.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.models.assessor.AssessorSettings;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.streams.assess.ModelBinding;
import io.millwright.streams.flink.KafkaEnds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class AssessmentPipelineTest {
  /** Changing one of these loses the state of every installation. */
  @Test
  void everyOperatorHasItsUid() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotContainNull()
        .contains("arrivals", "assess", "assessments", "features", "rejected")
        .contains("releases", "verify-releases", "decisions")
        .contains("shadow-assessments", "compare", "evaluations");
  }

  @Test
  void everyOperatorHasItsName() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getOperatorName)
        .anyMatch(name -> name.contains("Read assets, scans and events"))
        .anyMatch(name -> name.contains("Assess assets"))
        .anyMatch(name -> name.contains("Write assessments"))
        .anyMatch(name -> name.contains("Write features"))
        .anyMatch(name -> name.contains("Write rejected telemetry"));
  }

  @Test
  void keyGroupsAreFixedAndParallelismIsConfigured() {
    StreamNode assess =
        graph().getStreamNodes().stream()
            .filter(node -> "assess".equals(node.getTransformationUID()))
            .findFirst()
            .orElseThrow();

    assertThat(assess.getMaxParallelism()).isEqualTo(128);
    assertThat(assess.getParallelism()).isEqualTo(3);
  }

  @Test
  void noTypeFallsBackOnKryo() {
    StreamExecutionEnvironment env = defined();

    assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    List<TypeInformation<?>> types = new ArrayList<>();
    env.getTransformations().forEach(t -> types.add(t.getOutputType()));
    assertThat(types).isNotEmpty().noneMatch(type -> type instanceof GenericTypeInfo);
    // With generic types disabled, making a job graph fails on any serializer that would be Kryo's.
    assertThat(env.getStreamGraph(false).getJobGraph().getNumberOfVertices()).isEqualTo(4);
  }

  @Test
  void refusesABundleThatIsNone() {
    byte[] text = "not a bundle".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> new ModelBinding("pump", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("equipment class pump");
  }

  private static StreamGraph graph() {
    return defined().getStreamGraph(false);
  }

  private static StreamExecutionEnvironment defined() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    KafkaEnds kafka = KafkaEnds.of(KafkaSettings.plain("127.0.0.1:1"), "test");
    AssessmentPipeline.define(
        env,
        AssessmentInputs.of(kafka),
        AssessmentOutputs.of(kafka),
        AssessmentConfig.of(AssessorSettings.DEFAULT, List.of(), 3));
    return env;
  }
}
