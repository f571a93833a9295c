package io.millwright.models.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.models.signal.VibrationFeatures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisModelTest {
  private static final int KURTOSIS = VibrationFeatures.index("kurtosis");
  private static final int CREST = VibrationFeatures.index("crest");

  private static DiagnosisModel model() {
    return new DiagnosisModel(
        List.of(BearingCondition.SOUND, BearingCondition.OUTER_RACE),
        List.of(
            new DiagnosisInput(new int[] {KURTOSIS}, true),
            new DiagnosisInput(new int[] {CREST, KURTOSIS}, false)),
        new double[] {0, 1},
        new double[] {1, 2},
        new double[][] {{0, 0, 0}, {0.5, 2, 1}},
        0.25);
  }

  private static float[] features(float kurtosis, float crest) {
    float[] features = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    features[KURTOSIS] = kurtosis;
    features[CREST] = crest;
    return features;
  }

  @Test
  void isASoftmaxOfStandardisedInputs() {
    double[] probabilities = new double[2];
    model().probabilities(features((float) Math.E, 5), 0, probabilities);

    // 0.5 + 2·ln e + 1·((5 + e) / 2 − 1) / 2
    double logit = 0.5 + 2 + ((5 + Math.E) / 2 - 1) / 2;
    assertThat(probabilities[1]).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-6));
    assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void noInputCountsMoreThanTheFurthestOfTraining() {
    double[] probabilities = new double[2];
    model().probabilities(features(1e9f, 1e9f), 0, probabilities);

    // Four standard deviations of either input.
    double logit = 0.5 + 2 * 4 + 4;
    assertThat(probabilities[1]).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-12));
  }

  @Test
  void absentFeaturesAreAsInTheMeanFrame() {
    double[] probabilities = new double[2];
    model().probabilities(features(Float.NaN, Float.NaN), 0, probabilities);

    assertThat(probabilities[1]).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-12));
  }

  @Test
  void judgesTheSameAfterItsBytes() {
    DiagnosisModel restored = DiagnosisModel.fromBytes(model().toBytes());
    double[] before = new double[2];
    double[] after = new double[2];
    model().probabilities(features(9, 4), 0, before);
    restored.probabilities(features(9, 4), 0, after);

    assertThat(after).isEqualTo(before);
    assertThat(restored.conditions()).isEqualTo(model().conditions());
    assertThat(restored.geometryShare()).isEqualTo(0.25);
    assertThat(restored.toBytes()).isEqualTo(model().toBytes());
  }

  @Test
  void refusesEveryTruncationAndOtherVersions() {
    byte[] bytes = model().toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> DiagnosisModel.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    bytes[0] = 7;
    assertThatThrownBy(() -> DiagnosisModel.fromBytes(bytes)).hasMessageContaining("version 7");
  }
}
