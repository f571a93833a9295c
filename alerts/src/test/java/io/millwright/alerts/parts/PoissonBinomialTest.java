package io.millwright.alerts.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class PoissonBinomialTest {
  /** Rounding of a thousand additions of positive numbers. */
  private static final double EXACT = 1e-12;

  @Test
  void equalProbabilitiesAreBinomial() {
    for (double p : new double[] {0, 0.001, 0.05, 0.5, 0.97, 1}) {
      double[] all = new double[1000];
      Arrays.fill(all, p);
      PoissonBinomial sum = PoissonBinomial.of(all);
      BinomialDistribution binomial = BinomialDistribution.of(1000, p);
      for (int k = 0; k <= 1000; k++) {
        assertThat(sum.mass(k))
            .as("%s pieces at %s", k, p)
            .isCloseTo(binomial.probability(k), within(EXACT));
        assertThat(sum.above(k)).isCloseTo(binomial.survivalProbability(k), within(EXACT));
      }
      assertThat(sum.mean()).isCloseTo(1000 * p, within(1e-9));
    }
  }

  @Test
  void smallTailsAreExactToTheirOwnSize() {
    double[] all = new double[50];
    Arrays.fill(all, 0.001);
    double exact = BinomialDistribution.of(50, 0.001).survivalProbability(5);

    assertThat(exact).isBetween(1e-12, 1e-10);
    assertThat(PoissonBinomial.of(all).above(5)).isCloseTo(exact, within(1e-10 * exact));
  }

  @Test
  void everyOutcomeCountedGivesTheSame() {
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n <= 12; n++) {
      double[] p = random.doubles(n).toArray();
      double[] counted = new double[n + 1];
      for (int outcome = 0; outcome < 1 << n; outcome++) {
        double probability = 1;
        for (int i = 0; i < n; i++) {
          probability *= (outcome >> i & 1) == 1 ? p[i] : 1 - p[i];
        }
        counted[Integer.bitCount(outcome)] += probability;
      }
      PoissonBinomial sum = PoissonBinomial.of(p);
      for (int k = 0; k <= n; k++) {
        assertThat(sum.mass(k)).isCloseTo(counted[k], within(EXACT));
      }
    }
  }

  /** L. Le Cam (1960): the masses differ in sum by less than twice the sum of squares. */
  @Test
  void rareFailuresAreNearlyPoisson() {
    SplittableRandom random = new SplittableRandom(8);
    double[] p = random.doubles(2000, 0, 0.004).toArray();
    double mean = Arrays.stream(p).sum();
    double squares = Arrays.stream(p).map(x -> x * x).sum();
    PoissonBinomial sum = PoissonBinomial.of(p);
    PoissonDistribution poisson = PoissonDistribution.of(mean);
    double difference = 0;
    for (int k = 0; k <= 100; k++) {
      difference += Math.abs(sum.mass(k) - poisson.probability(k));
    }

    assertThat(squares).isLessThan(0.02);
    assertThat(difference).isPositive().isLessThan(2 * squares);
  }

  @Test
  void demandsForSeveralPiecesAddUp() {
    List<double[]> demands =
        List.of(new double[] {0.5, 0, 0.5}, new double[] {0.2, 0.7, 0.1}, new double[] {0.9, 0.1});
    double[] counted = new double[6];
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        for (int c = 0; c < 2; c++) {
          counted[a + b + c] += demands.get(0)[a] * demands.get(1)[b] * demands.get(2)[c];
        }
      }
    }
    PoissonBinomial sum = PoissonBinomial.ofDemands(demands);
    for (int k = 0; k < counted.length; k++) {
      assertThat(sum.mass(k)).isCloseTo(counted[k], within(EXACT));
    }
    assertThat(sum.mean()).isCloseTo(1 + 0.9 + 0.1, within(EXACT));
  }

  @Test
  void fiveThousandMachinesAreSummedStably() {
    SplittableRandom random = new SplittableRandom(9);
    double[] p = random.doubles(5000).toArray();
    PoissonBinomial sum = PoissonBinomial.of(p);
    double total = 0;
    double mean = 0;
    double square = 0;
    for (int k = 0; k <= 5000; k++) {
      total += sum.mass(k);
      mean += k * sum.mass(k);
      square += (double) k * k * sum.mass(k);
    }

    assertThat(total).isCloseTo(1, within(1e-11));
    assertThat(mean).isCloseTo(Arrays.stream(p).sum(), within(1e-7));
    assertThat(square - mean * mean)
        .isCloseTo(Arrays.stream(p).map(x -> x * (1 - x)).sum(), within(1e-4));
  }

  @Test
  void aBoundedSumIsThatOfTheWholeMass() {
    SplittableRandom random = new SplittableRandom(11);
    List<double[]> demands = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double p = random.nextDouble(0.3);
      demands.add(i % 3 == 0 ? new double[] {1 - p, 0, p} : new double[] {1 - p, p});
    }
    PoissonBinomial sum = PoissonBinomial.ofDemands(demands);
    for (int k : new int[] {-1, 0, 1, 20, 55, 60, 100, 400, 1000}) {
      assertThat(PoissonBinomial.atMost(k, demands)).isCloseTo(1 - sum.above(k), within(EXACT));
    }
  }

  @Test
  void quantileIsTheLeastNumberThatIsEnough() {
    SplittableRandom random = new SplittableRandom(10);
    PoissonBinomial sum = PoissonBinomial.of(random.doubles(30).toArray());
    for (double level : new double[] {0.01, 0.5, 0.9, 0.95, 0.999, 0.999999}) {
      int enough = sum.quantile(level);
      assertThat(1 - sum.above(enough)).isGreaterThanOrEqualTo(level);
      assertThat(1 - sum.above(enough - 1)).isLessThan(level);
    }
    assertThat(PoissonBinomial.of().quantile(0.95)).isZero();
  }

  @Test
  void whatIsMissingIsCountedAlsoBelowNothing() {
    PoissonBinomial sum = PoissonBinomial.of(0.5, 0.5);

    assertThat(sum.expectedAbove(0)).isCloseTo(1, within(EXACT));
    assertThat(sum.expectedAbove(1)).isCloseTo(0.25, within(EXACT));
    assertThat(sum.expectedAbove(2)).isZero();
    assertThat(sum.expectedAbove(-3)).isCloseTo(4, within(EXACT));
    assertThat(sum.above(-1)).isCloseTo(1, within(EXACT));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> PoissonBinomial.of(0.5, 1.5)).hasMessageContaining("must be 0 to 1");
    assertThatThrownBy(() -> PoissonBinomial.of(Double.NaN)).hasMessageContaining("NaN");
    List<double[]> short1 = new ArrayList<>();
    short1.add(new double[] {0.5, 0.4});
    assertThatThrownBy(() -> PoissonBinomial.ofDemands(short1)).hasMessageContaining("sum to 1");
  }
}
