package io.millwright.contracts.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SparePartTest {
  private static SparePart part(
      int stock,
      int onOrder,
      @Nullable Double price,
      @Nullable Double rate,
      @Nullable Double shortage,
      @Nullable Double level) {
    return new SparePart(
        "P", "P", stock, Duration.ofDays(1), onOrder, price, rate, shortage, level);
  }

  @Test
  void costsMayBeLeftOut() {
    assertThat(new SparePart("P", "P", 1, Duration.ofDays(1)))
        .isEqualTo(part(1, 0, null, null, null, null));
    assertThat(part(0, 0, 10.0, 0.2, null, 0.9).unitCost()).isEqualTo(10);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> part(-1, 0, null, null, null, null)).hasMessageContaining("stock");
    assertThatThrownBy(() -> part(0, -1, null, null, null, null)).hasMessageContaining("onOrder");
    assertThatThrownBy(() -> part(0, 0, 0.0, null, null, null)).hasMessageContaining("unitCost");
    assertThatThrownBy(() -> part(0, 0, 1e13, null, null, null)).hasMessageContaining("unitCost");
    assertThatThrownBy(() -> part(0, 0, 1.0, Double.NaN, null, null))
        .hasMessageContaining("holdingRate");
    assertThatThrownBy(() -> part(0, 0, 1.0, null, 5.0, null))
        .hasMessageContaining("needs unitCost and holdingRate");
    assertThatThrownBy(() -> part(0, 0, null, null, null, 1.0))
        .hasMessageContaining("serviceLevel");
  }
}
