package io.millwright.models.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.models.diagnosis.BearingCondition;
import io.millwright.models.diagnosis.DiagnosisMemory;
import io.millwright.models.diagnosis.DiagnosisModel;
import io.millwright.models.signal.VibrationFeatures;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiagnosisBundleTest {
  @Test
  void version1DiagnosesAreReadForEver() throws IOException {
    ModelBundle bundle = ModelBundle.fromBytes(resource("/golden/1/bearing-diagnosis.bundle"));
    DiagnosisModel model = bundle.diagnosisModel();
    float[] features = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    Arrays.fill(features, 6);
    double[] probabilities = new double[3];
    model.probabilities(features, 0, probabilities);

    assertThat(bundle.version())
        .isEqualTo("c98c59e17cace4aea7b16388dbb019f57a4df360308907c816d5a67cbe1a32d7");
    assertThat(bundle.manifest().kind()).isEqualTo("diagnosis");
    assertThat(model.conditions())
        .containsExactly(
            BearingCondition.SOUND, BearingCondition.OUTER_RACE, BearingCondition.INNER_RACE);
    assertThat(model.geometryShare()).isEqualTo(0.5);
    assertThat(probabilities[0]).isCloseTo(0.48260990076597987, within(1e-9));
    assertThat(probabilities[1]).isCloseTo(0.28878462556429035, within(1e-9));
  }

  @Test
  void version1MemoriesAreReadForEver() throws IOException {
    byte[] golden = resource("/golden/1/bearing-diagnosis.memory");
    DiagnosisMemory memory = DiagnosisMemory.fromBytes(golden);

    assertThat(memory.revolutions()).isEqualTo(30);
    assertThat(memory.isEnough()).isTrue();
    assertThat(memory.toBytes()).isEqualTo(golden);
  }

  @Test
  void aLifeEstimatorIsNoDiagnosis() throws IOException {
    ModelBundle life = ModelBundle.fromBytes(resource("/golden/1/pump.bundle"));

    assertThatThrownBy(life::diagnosisModel)
        .isInstanceOf(InvalidBundleException.class)
        .hasMessage("holds a model of kind 'life', not a diagnosis");
  }

  private static byte[] resource(String name) throws IOException {
    try (var in = DiagnosisBundleTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no test resource " + name);
      }
      return in.readAllBytes();
    }
  }
}
