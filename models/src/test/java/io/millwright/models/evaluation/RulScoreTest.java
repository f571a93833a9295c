package io.millwright.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulScoreTest {
  @Test
  void punishesLateMoreThanEarly() {
    RulScore late = RulScore.of(List.of(new RulPrediction(1, 60, 50, 70, 50)));
    RulScore early = RulScore.of(List.of(new RulPrediction(1, 40, 30, 50, 50)));

    assertThat(late.nasaScore()).isCloseTo(Math.E - 1, within(1e-12));
    assertThat(early.nasaScore()).isCloseTo(Math.exp(10 / 13.0) - 1, within(1e-12));
    assertThat(late.rmse()).isEqualTo(10);
  }

  @Test
  void capsTheTruthAt125() {
    RulScore score = RulScore.of(List.of(new RulPrediction(1, 120, 110, 125, 145)));

    assertThat(score.rmse()).isEqualTo(25);
    assertThat(score.rmseCapped125()).isEqualTo(5);
    assertThat(new RulPrediction(1, 120, 110, 125, 145).holdsTruth()).isTrue();
  }
}
