package io.millwright.models.prognosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrendFeaturesTest {
  private static final double[] TAUS = {4, 12};

  /** One setting with two regimes (0 and 10), one channel: mean 100 or 200, scale 2. */
  private static TrendFeatures trends() {
    OperatingRegimes regimes =
        new OperatingRegimes(
            new double[] {5}, new double[][] {{0}, {10}}, new double[] {-1}, new double[] {11});
    RegimeNormalization normalization =
        new RegimeNormalization(
            regimes,
            new double[2][1],
            new double[][] {{100}, {200}},
            new double[2][1][1],
            new double[2][1][1],
            new double[][] {{2}, {2}});
    return new TrendFeatures(
        List.of("load", "x"), List.of("load"), List.of("x"), normalization, TAUS, 3);
  }

  @Test
  void namesWhatItMakes() {
    assertThat(trends().schema().featureNames())
        .containsExactly("x.level4", "x.level12", "x.slope12", "x.drift3", "age");
    assertThat(trends().schema().schemaId()).startsWith("trend-1-");
  }

  @Test
  void incrementalSumsEqualWeightedLeastSquaresOverTheWholePast() {
    TrendFeatures trends = trends();
    TrendMemory memory = trends.newMemory();
    SplittableRandom random = new SplittableRandom(1);
    int n = 60;
    double[] times = new double[n];
    double[] z = new double[n];
    float[] features = new float[trends.count()];
    double now = 0;
    for (int i = 0; i < n; i++) {
      now += 0.5 + random.nextDouble();
      times[i] = now;
      boolean high = random.nextBoolean();
      z[i] = random.nextDouble() * 4 - 2 + 0.1 * i;
      trends.update(
          memory, now, new double[] {high ? 10 : 0, (high ? 200 : 100) + 2 * z[i]}, features);
    }

    assertThat((double) features[0]).isCloseTo(level(times, z, 4), within(1e-5));
    assertThat((double) features[1]).isCloseTo(level(times, z, 12), within(1e-5));
    assertThat((double) features[2]).isCloseTo(12 * slope(times, z, 12), within(1e-5));
    double baseline = 0;
    int early = 0;
    for (int i = 0; i < n && times[i] - times[0] <= 3; i++) {
      baseline += z[i];
      early++;
    }
    assertThat((double) features[3])
        .isCloseTo(level(times, z, 12) - baseline / early, within(1e-5));
    assertThat((double) features[4]).isCloseTo(now, within(1e-5));
  }

  @Test
  void anAbsentChannelStaysAtItsLevelAndAnAbsentSettingAsItWas() {
    TrendFeatures trends = trends();
    TrendMemory memory = trends.newMemory();
    float[] features = new float[trends.count()];
    for (int i = 1; i <= 20; i++) {
      trends.update(memory, i, new double[] {10, 206}, features);
    }
    trends.update(memory, 21, new double[] {Double.NaN, Double.NaN}, features);

    assertThat((double) features[0]).isCloseTo(3, within(1e-5));
    assertThat((double) features[2]).isCloseTo(0, within(1e-5));
    assertThat(trends.absentShare(memory)).isEqualTo(1);
    trends.update(memory, 22, new double[] {Double.NaN, 206}, features);
    assertThat((double) features[0]).isCloseTo(3, within(1e-5));
  }

  private static double level(double[] times, double[] z, double tau) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < z.length; i++) {
      double w = Math.exp((times[i] - times[times.length - 1]) / tau);
      sum += w * z[i];
      weight += w;
    }
    return sum / weight;
  }

  /** Weighted covariance over variance, with the documented prior span of 0.3 τ. */
  private static double slope(double[] times, double[] z, double tau) {
    double meanTime = level(times, times, tau);
    double meanZ = level(times, z, tau);
    double[] product = new double[z.length];
    double[] square = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      product[i] = (times[i] - meanTime) * (z[i] - meanZ);
      square[i] = (times[i] - meanTime) * (times[i] - meanTime);
    }
    return level(times, product, tau) / (level(times, square, tau) + 0.09 * tau * tau);
  }
}
