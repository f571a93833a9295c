package io.millwright.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  @Test
  void scoresFollowFromTheCounts() {
    Confusion confusion =
        Confusion.of(
            List.of("OR", "IR", "B"),
            List.of("OR", "OR", "IR", "IR", "IR"),
            List.of("OR", "IR", "IR", "IR", "B"));

    assertThat(confusion.matrix())
        .containsExactly(List.of(1, 1, 0), List.of(0, 2, 1), List.of(0, 0, 0));
    assertThat(confusion.accuracy()).isEqualTo(0.6);
    // F1 of OR 2·1/(2+1), of IR 2·2/(3+3), of B, which was only judged, 0.
    assertThat(confusion.macroF1()).isCloseTo((2 / 3.0 + 2 / 3.0 + 0) / 3, within(1e-12));
  }
}
