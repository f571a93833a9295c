package io.millwright.alerts.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.SparePart;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartsOfAssetTest {
  private final PartsOfAsset pump =
      PartsOfAsset.of(
          Pumps.pump(
              1,
              List.of(
                  item("bearing-de", "6205"),
                  item("bearing-nde", "6205", "6205"),
                  item("seal", "S-9"),
                  item("impeller")),
              Pumps.bearing(1),
              new SparePart("GASKETS", "Set of gaskets", 1, Duration.ofDays(1))));

  private static MaintainableItem item(String id, String... parts) {
    return new MaintainableItem(id, id, null, null, List.of(parts));
  }

  @Test
  void withoutCaseEachItemIsAsLikely() {
    assertThat(pump.demand("6205", 0.4, Set.of()))
        .containsExactly(new double[] {0.6 + 2 * 0.1, 0.1, 0.1}, within(1e-12));
    assertThat(pump.demand("S-9", 0.4, Set.of()))
        .containsExactly(new double[] {0.6 + 3 * 0.1, 0.1}, within(1e-12));
  }

  @Test
  void aFailureAsksForThePartsOfAllSuspectedItems() {
    assertThat(pump.demand("6205", 0.4, Set.of("bearing-de"))).containsExactly(0.6, 0.4);
    assertThat(pump.demand("6205", 0.4, Set.of("bearing-de", "bearing-nde")))
        .containsExactly(0.6, 0, 0, 0.4);
    assertThat(pump.demand("S-9", 0.4, Set.of("bearing-de"))).containsExactly(1);
  }

  @Test
  void aPartOfTheMachineIsAskedForByEveryFailure() {
    assertThat(pump.demand("GASKETS", 0.4, Set.of())).containsExactly(0.6, 0.4);
    assertThat(pump.demand("GASKETS", 0.4, Set.of("seal"))).containsExactly(0.6, 0.4);
    assertThat(pump.partNumbers()).containsExactly("6205", "GASKETS", "S-9");
  }

  @Test
  void itemsThatItDoesNotHaveAreNotSuspected() {
    assertThat(pump.known(List.of("unknown", "seal"))).containsExactly("seal");
  }
}
