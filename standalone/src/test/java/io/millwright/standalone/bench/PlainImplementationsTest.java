package io.millwright.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.millwright.contracts.asset.Kinematics;
import io.millwright.models.signal.BearingCatalogue;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.SoundFeatures;
import io.millwright.models.signal.VibrationFeatures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a candidate is measured against must compute the same. */
class PlainImplementationsTest {
  private static final Kinematics KINEMATICS = new Kinematics(1770.0, 50.0, 2, 7, 23);

  @Test
  void vibrationFeaturesAreTheSame() {
    BearingFrequencies bearing =
        BearingFrequencies.of(BearingCatalogue.geometry("6205").orElseThrow());
    float[] samples = new BenchSignals(3).vibration(25_600, 25_600, 29.5, 105.8);
    List<String> names = VibrationFeatures.SCHEMA.featureNames();
    float[] features = new float[names.size()];
    new VibrationFeatures(25_600, 25_600).extract(samples, 29.5, bearing, KINEMATICS, features, 0);
    assertSame(
        names,
        features,
        PlainVibrationFeatures.extract(samples, 25_600, 29.5, bearing, KINEMATICS));
  }

  @Test
  void soundFeaturesAreTheSame() {
    float[] samples = new BenchSignals(4).sound(16_000, 16_000);
    List<String> names = SoundFeatures.SCHEMA.featureNames();
    float[] features = new float[names.size()];
    new SoundFeatures(16_000, 16_000).extract(samples, features, 0);
    assertSame(names, features, PlainSoundFeatures.extract(samples));
  }

  private static void assertSame(List<String> names, float[] features, double[] plain) {
    for (int i = 0; i < features.length; i++) {
      if (Double.isNaN(plain[i])) {
        assertThat(features[i]).as(names.get(i)).isNaN();
        continue;
      }
      // Single precision here and there; decibels of prewhitened noise feel it most.
      assertThat((double) features[i])
          .as(names.get(i))
          .isCloseTo(plain[i], offset(2e-3 + 2e-3 * Math.abs(plain[i])));
    }
  }
}
