package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.millwright.contracts.asset.Kinematics;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VibrationFeaturesTest {
  private static final double SHAFT_HZ = 29.95;
  private static final Kinematics ALL_KNOWN = new Kinematics(1800.0, 60.0, 4, 7, 23);
  private static final BearingFrequencies ORDERS = SimulatedBearing.ORDERS;

  private static float[] features(
      double rate, float[] x, double shaftHz, @Nullable BearingFrequencies b) {
    float[] target = new float[VibrationFeatures.SCHEMA.featureNames().size() + 2];
    new VibrationFeatures(rate, x.length).extract(x, shaftHz, b, Kinematics.UNKNOWN, target, 1);
    assertThat(target[0]).isZero();
    assertThat(target[target.length - 1]).isZero();
    return Arrays.copyOfRange(target, 1, target.length - 1);
  }

  private static float of(float[] features, String name) {
    return features[VibrationFeatures.index(name)];
  }

  private static float of(float[] features, EnvelopeBand band, EnvelopeLine line) {
    return features[VibrationFeatures.index(band, line)];
  }

  @Test
  void namesStandWhereTheIndexSays() {
    for (EnvelopeBand band : EnvelopeBand.values()) {
      for (EnvelopeLine line : EnvelopeLine.values()) {
        assertThat(VibrationFeatures.index(band, line))
            .isEqualTo(VibrationFeatures.index(VibrationFeatureNames.envelope(band, line)));
      }
    }
    assertThat(VibrationFeatures.SCHEMA.featureNames()).doesNotHaveDuplicates();
  }

  @Test
  void sineHasItsLevelShapeAndVelocity() {
    float[] sine = new float[25_600];
    for (int i = 0; i < sine.length; i++) {
      sine[i] = (float) (2 * Math.sin(2 * Math.PI * 30 * i / 25_600.0));
    }
    float[] features = features(25_600, sine, 30, null);

    assertThat(of(features, "rmsMPerS2")).isCloseTo((float) Math.sqrt(2), within(1e-4f));
    assertThat(of(features, "crest")).isCloseTo((float) Math.sqrt(2), within(1e-3f));
    assertThat(of(features, "kurtosis")).isCloseTo(1.5f, within(1e-3f));
    // 2 m/s² at 30 Hz are 2 / (2π·30) m/s. A Hann window spreads the line over three bins of 1 Hz,
    // which 1/f² weighs a little differently.
    float peak = (float) (2000 / (2 * Math.PI * 30));
    assertThat(of(features, "shaft1.0.velocityMmPerS")).isCloseTo(peak, within(0.01f));
    assertThat(of(features, "velocityRmsMmPerS"))
        .isCloseTo(peak / (float) Math.sqrt(2), within(0.02f));
    assertThat(of(features, "shaft1.0.db")).isGreaterThan(60f);
    assertThat(of(features, "spectrum.centroid")).isCloseTo(30f / 12_800, within(1e-4f));
    assertThat(of(features, "band00.db")).isCloseTo(0f, within(1e-3f));
  }

  @Test
  void outerRaceFaultStandsAtItsLinesInEveryViewOfTheBand() {
    float[] x =
        SimulatedBearing.acceleration(12_000, 12_000, SHAFT_HZ, ORDERS.outerRace(), 0, 8, 1);
    float[] features = features(12_000, x, SHAFT_HZ, ORDERS);

    for (EnvelopeBand band :
        new EnvelopeBand[] {
          EnvelopeBand.WHOLE, EnvelopeBand.LEVELLED, EnvelopeBand.PREWHITENED, EnvelopeBand.MIDDLE
        }) {
      assertThat(of(features, band, EnvelopeLine.BPFO_1)).as(band.name()).isGreaterThan(15f);
      assertThat(of(features, band, EnvelopeLine.BPFI_1)).as(band.name()).isLessThan(12f);
    }
  }

  @Test
  void innerRaceFaultHasSidebandsOfTheShaft() {
    float[] x =
        SimulatedBearing.acceleration(12_000, 12_000, SHAFT_HZ, ORDERS.innerRace(), 1, 12, 2);
    float[] features = features(12_000, x, SHAFT_HZ, ORDERS);

    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BPFI_1)).isGreaterThan(15f);
    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BPFI_1_SIDEBANDS)).isGreaterThan(12f);
    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BPFO_1)).isLessThan(12f);
  }

  @Test
  void linesFollowTheSpeed() {
    for (double shaftHz : new double[] {12, 25, 50}) {
      float[] x =
          SimulatedBearing.acceleration(25_600, 25_600, shaftHz, ORDERS.outerRace(), 0, 8, 3);
      float[] features = features(25_600, x, shaftHz, ORDERS);
      assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BPFO_1)).isGreaterThan(15f);
    }
  }

  @Test
  void shortSnapshotsTellTheRacesFromTheShaftButNotTheElements() {
    float[] x = SimulatedBearing.acceleration(25_600, 8192, 30, ORDERS.outerRace(), 0, 20, 4);
    float[] features = features(25_600, x, 30, ORDERS);

    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BPFO_1)).isNotNaN();
    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BPFI_1)).isNotNaN();
    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BSF_2)).isNaN();
    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BSF_2_SIDEBANDS)).isNaN();
    assertThat(of(features, "rmsMPerS2")).isNotNaN();
  }

  @Test
  void aTenthOfASecondTellsOnlyWholeOrdersOfTheShaftApart() {
    float[] x = SimulatedBearing.acceleration(25_600, 2560, 30, ORDERS.outerRace(), 0, 20, 4);
    float[] features = features(25_600, x, 30, ORDERS);

    assertThat(of(features, "shaft0.5.db")).isNaN();
    assertThat(of(features, "shaft1.0.db")).isNotNaN();
    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.SHAFT_1)).isNotNaN();
    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BPFO_1)).isNaN();
  }

  @Test
  void withoutSpeedOrBearingOnlyWhatNeedsNeitherIsComputed() {
    float[] x = SimulatedBearing.acceleration(12_000, 12_000, SHAFT_HZ, 0, 0, 0, 5);
    float[] noSpeed = features(12_000, x, Double.NaN, ORDERS);
    float[] noBearing = features(12_000, x, SHAFT_HZ, null);

    assertThat(of(noSpeed, EnvelopeBand.WHOLE, EnvelopeLine.BPFO_1)).isNaN();
    assertThat(of(noSpeed, EnvelopeBand.WHOLE, EnvelopeLine.SHAFT_1)).isNaN();
    assertThat(of(noSpeed, "shaft1.0.db")).isNaN();
    assertThat(of(noSpeed, "kurtosis")).isCloseTo(3f, within(0.3f));
    assertThat(of(noBearing, EnvelopeBand.WHOLE, EnvelopeLine.BPFO_1)).isNaN();
    assertThat(of(noBearing, EnvelopeBand.WHOLE, EnvelopeLine.SHAFT_1)).isNotNaN();
  }

  @Test
  void flatSignalHasALevelAndNothingElse() {
    float[] features = features(12_000, new float[12_000], SHAFT_HZ, ORDERS);

    assertThat(of(features, "rmsMPerS2")).isZero();
    assertThat(of(features, "kurtosis")).isNaN();
    assertThat(of(features, EnvelopeBand.WHOLE, EnvelopeLine.BPFO_1)).isNaN();
  }

  @Test
  void equalFramesGiveEqualFeaturesWhateverCameBefore() {
    float[] x = SimulatedBearing.acceleration(12_000, 12_000, 30, ORDERS.innerRace(), 1, 9, 6);
    float[] other = SimulatedBearing.acceleration(12_000, 12_000, 30, 0, 0, 0, 7);
    VibrationFeatures extractor = new VibrationFeatures(12_000, 12_000);
    float[] first = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    float[] again = first.clone();
    extractor.extract(x, 30, ORDERS, Kinematics.UNKNOWN, first, 0);
    extractor.extract(other, 30, null, Kinematics.UNKNOWN, again, 0);
    extractor.extract(x, 30, ORDERS, Kinematics.UNKNOWN, again, 0);

    assertThat(again).isEqualTo(first);
  }

  @Test
  void framesOfAPowerOfTwoAllocateNothing() {
    VibrationFeatures extractor = new VibrationFeatures(16_384, 16_384);
    float[] x = SimulatedBearing.acceleration(16_384, 16_384, 30, ORDERS.outerRace(), 0, 9, 8);
    float[] target = new float[VibrationFeatures.SCHEMA.featureNames().size()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 30; i++) {
      extractor.extract(x, 30, ORDERS, ALL_KNOWN, target, 0);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20; i++) {
      extractor.extract(x, 30, ORDERS, ALL_KNOWN, target, 0);
    }
    // The bean itself allocates a little; one float array of a frame would be 64 KiB.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
  }

  @Test
  void refusesFramesThatAreNone() {
    assertThatThrownBy(() -> new VibrationFeatures(12_000, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 256 samples");
    assertThatThrownBy(() -> new VibrationFeatures(0, 12_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sample rate");
    VibrationFeatures extractor = new VibrationFeatures(12_000, 12_000);
    assertThatThrownBy(
            () -> extractor.extract(new float[1], 30, null, Kinematics.UNKNOWN, new float[400], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12000");
  }

  @Test
  void refusesSamplesWhosePowersAreNoNumbers() {
    float[] x = SimulatedBearing.acceleration(12_000, 12_000, SHAFT_HZ, 0, 0, 0, 5);
    for (int i = 0; i < x.length; i++) {
      x[i] *= 1e30f;
    }
    assertThatThrownBy(() -> features(12_000, x, SHAFT_HZ, ORDERS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
  }
}
