package io.millwright.models.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.models.release.ModelComparison.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {
  private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Named SHADOW = new Named("m", "2");
  private static final Named LIVE = new Named("m", "1");

  /** Four scans by hand: two with both lives, one with the live alone, one with neither. */
  @Test
  void sumsUpToMeansAndShares() {
    ModelComparison sum =
        one(life(80, 100, 130), life(85, 90, 99), HealthState.HEALTHY)
            .plus(one(life(40, 50, 60), life(45, 48, 95), HealthState.DEGRADED))
            .plus(one(life(1, 2, 3), null, HealthState.HEALTHY))
            .plus(one(null, null, HealthState.HEALTHY));
    ModelEvaluation evaluation = sum.evaluation();

    assertThat(evaluation.modelId()).isEqualTo("m");
    assertThat(evaluation.version()).isEqualTo("2");
    assertThat(evaluation.baselineVersion()).isEqualTo("1");
    assertThat(evaluation.from()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(evaluation.to()).isEqualTo(Instant.parse("2026-02-02T00:00:00Z"));
    assertThat(evaluation.assessments()).isEqualTo(4);
    Map<String, Double> m = evaluation.metrics();
    assertThat(m.get(ModelComparison.SAME_STATE_SHARE)).isEqualTo(0.75);
    assertThat(m.get(ModelComparison.BOTH_ESTIMATE_SHARE)).isEqualTo(0.5);
    assertThat(m.get(ModelComparison.ONLY_LIVE_SHARE)).isEqualTo(0.25);
    assertThat(m.get(ModelComparison.ONLY_SHADOW_SHARE)).isEqualTo(0);
    assertThat(m.get(ModelComparison.MEAN_ABSOLUTE_DIFFERENCE)).isCloseTo(6, within(1e-12));
    assertThat(m.get(ModelComparison.LIVE_INSIDE_SHADOW_SHARE))
        .as("100 lies above 85 to 99, 50 within 45 to 95")
        .isEqualTo(0.5);
    assertThat(m.get(ModelComparison.LIVE_MEAN_WIDTH)).isCloseTo(35, within(1e-12));
    assertThat(m.get(ModelComparison.SHADOW_MEAN_WIDTH)).isCloseTo(32, within(1e-12));
  }

  @Test
  void saysNothingOfLivesWhereNoneWereEstimatedByBoth() {
    assertThat(one(life(1, 2, 3), null, HealthState.HEALTHY).evaluation().metrics())
        .doesNotContainKey(ModelComparison.MEAN_ABSOLUTE_DIFFERENCE);
    RemainingLife cycles = new RemainingLife(1, 2, 3, 0.9, LifeUnit.CYCLES);
    assertThat(one(life(1, 2, 3), cycles, HealthState.HEALTHY).both()).as("other units").isZero();
  }

  @Test
  void onlyTheSameIsSummedUp() {
    ModelComparison one = one(null, null, HealthState.HEALTHY);
    ModelComparison other =
        ModelComparison.of(
            assessment(null, HealthState.HEALTHY),
            assessment(null, HealthState.HEALTHY),
            new Named("m", "3"),
            LIVE,
            "pump",
            DAY);

    assertThatThrownBy(() -> one.plus(other)).isInstanceOf(IllegalArgumentException.class);
  }

  /** A version may judge in the dark for several classes at once. */
  @Test
  void classesAreNotSummedUp() {
    ModelComparison pump = one(null, null, HealthState.HEALTHY);
    Assessment same = assessment(null, HealthState.HEALTHY);
    ModelComparison fan = ModelComparison.of(same, same, SHADOW, LIVE, "fan", DAY);

    assertThat(fan.pair()).isNotEqualTo(pump.pair());
    assertThat(fan.evaluation().equipmentClass()).isEqualTo("fan");
    assertThatThrownBy(() -> pump.plus(fan)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ModelComparison one(
      @Nullable RemainingLife live, @Nullable RemainingLife shadow, HealthState shadowState) {
    return ModelComparison.of(
        assessment(live, HealthState.HEALTHY),
        assessment(shadow, shadowState),
        SHADOW,
        LIVE,
        "pump",
        DAY);
  }

  private static RemainingLife life(double lower, double median, double upper) {
    return new RemainingLife(lower, median, upper, 0.9, LifeUnit.HOURS);
  }

  private static Assessment assessment(@Nullable RemainingLife life, HealthState state) {
    return new Assessment(
        new AssetId("pump-1"),
        NOON,
        NOON,
        NOON,
        Origin.SIMULATED,
        OperatingState.RUNNING,
        StateDetection.NONE,
        new HealthAssessment(state, 90, "", List.of()),
        new PrognosticAssessment(life, ""),
        new Provenance("s", "d", "m", "1"));
  }
}
