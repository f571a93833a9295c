package io.millwright.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.models.prognosis.bearing.DegradationLife;
import io.millwright.models.prognosis.bearing.ResidualLife;
import org.junit.jupiter.api.Test;

class ChallengeScoreTest {
  @Test
  void halvesForFivePercentTooLongOrTwentyTooShort() {
    assertThat(ChallengeScore.of(0)).isEqualTo(1);
    assertThat(ChallengeScore.of(-5)).isCloseTo(0.5, within(1e-12));
    assertThat(ChallengeScore.of(20)).isCloseTo(0.5, within(1e-12));
    assertThat(ChallengeScore.of(100)).isCloseTo(1 / 32.0, within(1e-12));
  }

  @Test
  void countsTooShortAsPositive() {
    assertThat(ChallengeScore.errorPercent(1000, 800)).isCloseTo(20, within(1e-9));
    assertThat(ChallengeScore.errorPercent(1000, 1100)).isCloseTo(-10, within(1e-9));
  }

  @Test
  void guessesTheTruthWhereItIsNearlyCertainAndLessWhereItIsNot() {
    ResidualLife certain = new DegradationLife(0, 0, 1e-4, 5).after(1000, 0);
    assertThat(ChallengeScore.bestGuess(certain)).isCloseTo(1000, within(1.0));

    ResidualLife unsure = new DegradationLife(0, 0, 0.3, 5).after(1000, 0);
    assertThat(ChallengeScore.bestGuess(unsure)).isBetween(600.0, 950.0);
  }
}
