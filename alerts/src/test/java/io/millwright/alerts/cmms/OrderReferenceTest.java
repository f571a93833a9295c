package io.millwright.alerts.cmms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderReferenceTest {
  /** Orders that are open now were made under it. */
  @Test
  void theOnlyInstallationKeepsTheReferencesItHas() {
    assertThat(OrderReference.of("", "order:north/pump-1", 1)).isEqualTo("MWUHENKC4RA2LFG42O");
  }

  @Test
  void installationsAndRoundsHaveReferencesOfTheirOwn() {
    assertThat(
            new String[] {
              OrderReference.of("", "order:north/pump-1", 1),
              OrderReference.of("", "order:north/pump-1", 2),
              OrderReference.of("works-a", "order:north/pump-1", 1),
              OrderReference.of("works-b", "order:north/pump-1", 1)
            })
        .doesNotHaveDuplicates()
        .allMatch(r -> r.matches("MW[0-9A-V]{16}"));
  }
}
