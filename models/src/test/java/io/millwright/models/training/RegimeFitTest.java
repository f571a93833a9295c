package io.millwright.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.models.prognosis.OperatingRegimes;
import io.millwright.models.training.RunToFailureTable.History;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RegimeFitTest {
  @Test
  void findsSixTightRegimes() {
    double[][] centres = {{0, 0}, {10, 0.25}, {20, 0.7}, {25, 0.62}, {35, 0.84}, {42, 0.84}};

    OperatingRegimes regimes = RegimeFit.fit(table(centres, 0.005), 1);

    assertThat(regimes.count()).isEqualTo(6);
    for (double[] centre : centres) {
      double[] found = regimes.centroids()[regimes.nearest(centre)];
      assertThat(found[0]).isBetween(centre[0] - 0.1, centre[0] + 0.1);
      assertThat(found[1]).isBetween(centre[1] - 0.01, centre[1] + 0.01);
    }
  }

  @Test
  void takesNoiseForOneRegime() {
    assertThat(RegimeFit.fit(table(new double[][] {{0, 100}}, 0.002), 1).count()).isEqualTo(1);
  }

  @Test
  void worksWithoutSettings() {
    RunToFailureTable table =
        new RunToFailureTable(
            List.of("x"),
            List.of(),
            List.of(new History("1", new double[] {1, 2}, new double[][] {{1}, {2}})));

    assertThat(RegimeFit.fit(table, 1).count()).isEqualTo(1);
  }

  private static RunToFailureTable table(double[][] centres, double noise) {
    SplittableRandom random = new SplittableRandom(3);
    int rows = 3000;
    double[] elapsed = new double[rows];
    double[][] values = new double[rows][];
    for (int i = 0; i < rows; i++) {
      double[] centre = centres[random.nextInt(centres.length)];
      elapsed[i] = i;
      values[i] =
          new double[] {
            centre[0] + noise * (random.nextDouble() - 0.5),
            centre[1] + noise * (random.nextDouble() - 0.5),
            i
          };
    }
    return new RunToFailureTable(
        List.of("a", "b", "x"), List.of("a", "b"), List.of(new History("1", elapsed, values)));
  }
}
