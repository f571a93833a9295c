package io.millwright.alerts.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.asset.SparePart;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockTargetTest {
  private static SparePart part(
      @Nullable Double price, @Nullable Double shortage, @Nullable Double level) {
    return new SparePart(
        "P", "P", 0, Duration.ofDays(14), 0, price, price == null ? null : 0.2, shortage, level);
  }

  /** Binomial table, n = 50, p = 0.05: P(D ≤ 4) = 0.8964, P(D ≤ 5) = 0.9622, P(D ≤ 6) = 0.9882. */
  @Test
  void reachesTheServiceLevelWithTheLeastStock() {
    double[] all = new double[50];
    Arrays.fill(all, 0.05);
    PoissonBinomial demand = PoissonBinomial.of(all);

    assertThat(StockTarget.of(part(null, null, null), PartsRule.DEFAULT).baseStock(demand))
        .isEqualTo(5);
    assertThat(StockTarget.of(part(null, null, 0.89), PartsRule.DEFAULT).baseStock(demand))
        .isEqualTo(4);
    assertThat(StockTarget.of(part(10.0, null, 0.98), PartsRule.DEFAULT).baseStock(demand))
        .isEqualTo(6);
  }

  @Test
  void costsAreLeastAtTheCriticalRatio() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 200; trial++) {
      PoissonBinomial demand = PoissonBinomial.of(random.doubles(20, 0, 0.5).toArray());
      StockTarget target =
          StockTarget.of(
              part(random.nextDouble(1, 5000), random.nextDouble(0.5, 500), null),
              PartsRule.DEFAULT);
      int cheapest = 0;
      for (int s = 1; s <= 20; s++) {
        if (cost(target, demand, s) < cost(target, demand, cheapest) - 1e-9) {
          cheapest = s;
        }
      }
      assertThat(target.baseStock(demand)).isEqualTo(cheapest);
    }
  }

  /** One machine, p = 0.5, one piece: half the time it is kept for nothing. */
  @Test
  void costIsThatOfHoldingAndBeingShort() {
    StockTarget target = StockTarget.of(part(365.25, 10.0, null), PartsRule.DEFAULT);
    PoissonBinomial demand = PoissonBinomial.of(0.5);

    assertThat(target.holdingPerDay()).isCloseTo(0.2, within(1e-12));
    assertThat(cost(target, demand, 1)).isCloseTo(0.5 * 0.2 * 365.25, within(1e-9));
    assertThat(cost(target, demand, 0)).isCloseTo(0.5 * 10 * 365.25, within(1e-9));
    assertThat(cost(target, demand, -1)).isCloseTo(1.5 * 10 * 365.25, within(1e-9));
    assertThat(StockTarget.of(part(365.25, null, null), PartsRule.DEFAULT).costPerYear(demand, 1))
        .isNull();
  }

  @Test
  void theHigherOfTwoTargetsHolds() {
    // b / (b + h) = 10 / 10.2
    assertThat(StockTarget.of(part(365.25, 10.0, 0.99), PartsRule.DEFAULT).serviceLevel())
        .isEqualTo(0.99);
    assertThat(StockTarget.of(part(365.25, 10.0, 0.9), PartsRule.DEFAULT).serviceLevel())
        .isCloseTo(10 / 10.2, within(1e-12));
    assertThat(StockTarget.of(part(1e-12, 1e12, null), PartsRule.DEFAULT).serviceLevel())
        .isLessThan(1);
  }

  private static double cost(StockTarget target, PoissonBinomial demand, int position) {
    return Objects.requireNonNull(target.costPerYear(demand, position));
  }
}
