package io.millwright.models.assessor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpinionTest {
  private static final String NOTHING_LATCHED = "NOT_ASSESSED";

  private static Opinion opinion(HealthState state, HealthState latched, double index) {
    return new Opinion(
        new HealthAssessment(
            state, state == HealthState.NOT_ASSESSED ? Double.NaN : index, "why", List.of()),
        PrognosticAssessment.notAssessed(""),
        latched);
  }

  /** Every pair of states, and what scans have latched while they do not judge. */
  @ParameterizedTest
  @CsvSource({
    "NOT_ASSESSED, NOT_ASSESSED, HEALTHY, NOT_ASSESSED",
    "NOT_ASSESSED, NOT_ASSESSED, LEARNING, NOT_ASSESSED",
    "NOT_ASSESSED, NOT_ASSESSED, UNKNOWN, NOT_ASSESSED",
    "NOT_ASSESSED, NOT_ASSESSED, NOT_ASSESSED, NOT_ASSESSED",
    "NOT_ASSESSED, NOT_ASSESSED, DEGRADED, DEGRADED",
    "NOT_ASSESSED, NOT_ASSESSED, ALARM, ALARM",
    "NOT_ASSESSED, DEGRADED, HEALTHY, NOT_ASSESSED",
    "NOT_ASSESSED, DEGRADED, LEARNING, NOT_ASSESSED",
    "NOT_ASSESSED, DEGRADED, UNKNOWN, NOT_ASSESSED",
    "NOT_ASSESSED, DEGRADED, DEGRADED, DEGRADED",
    "NOT_ASSESSED, DEGRADED, ALARM, ALARM",
    "NOT_ASSESSED, ALARM, HEALTHY, NOT_ASSESSED",
    "NOT_ASSESSED, ALARM, DEGRADED, NOT_ASSESSED",
    "NOT_ASSESSED, ALARM, ALARM, ALARM",
    "HEALTHY, NOT_ASSESSED, NOT_ASSESSED, HEALTHY",
    "HEALTHY, NOT_ASSESSED, HEALTHY, HEALTHY",
    "HEALTHY, NOT_ASSESSED, LEARNING, LEARNING",
    "HEALTHY, NOT_ASSESSED, UNKNOWN, UNKNOWN",
    "HEALTHY, NOT_ASSESSED, DEGRADED, DEGRADED",
    "HEALTHY, NOT_ASSESSED, ALARM, ALARM",
    "LEARNING, NOT_ASSESSED, NOT_ASSESSED, LEARNING",
    "LEARNING, NOT_ASSESSED, HEALTHY, LEARNING",
    "LEARNING, NOT_ASSESSED, DEGRADED, DEGRADED",
    "UNKNOWN, NOT_ASSESSED, NOT_ASSESSED, UNKNOWN",
    "UNKNOWN, NOT_ASSESSED, HEALTHY, UNKNOWN",
    "UNKNOWN, NOT_ASSESSED, ALARM, ALARM",
    "DEGRADED, NOT_ASSESSED, NOT_ASSESSED, DEGRADED",
    "DEGRADED, NOT_ASSESSED, HEALTHY, DEGRADED",
    "DEGRADED, NOT_ASSESSED, ALARM, ALARM",
    "ALARM, NOT_ASSESSED, NOT_ASSESSED, ALARM",
    "ALARM, NOT_ASSESSED, HEALTHY, ALARM",
    "ALARM, NOT_ASSESSED, DEGRADED, ALARM"
  })
  void statesJoin(
      HealthState scans, HealthState latched, HealthState signals, HealthState expected) {
    Opinion joined =
        Opinion.joined(
            opinion(scans, latched, 80),
            opinion(signals, HealthState.valueOf(NOTHING_LATCHED), 70),
            Motor.ASSET);

    assertThat(joined.health().state()).isEqualTo(expected);
    assertThat(joined.health().reason()).isEqualTo("why; why");
    if (expected == HealthState.NOT_ASSESSED) {
      assertThat(joined.health().healthIndex()).isNaN();
    } else {
      assertThat(joined.health().healthIndex())
          .isEqualTo(signals == HealthState.NOT_ASSESSED ? 80 : 70);
    }
  }

  @Test
  void aKindThatTheAssetLacksHasNoSay() {
    for (HealthState state : HealthState.values()) {
      Opinion only = opinion(state, HealthState.NOT_ASSESSED, 50);
      assertThat(Opinion.joined(only, null, Motor.ASSET)).isEqualTo(only);
      assertThat(Opinion.joined(null, only, Motor.ASSET)).isEqualTo(only);
    }
    assertThat(Opinion.joined(null, null, Motor.ASSET).health().state())
        .isEqualTo(HealthState.NOT_ASSESSED);
  }

  @Test
  void survivesItsBytes() {
    Opinion opinion = opinion(HealthState.NOT_ASSESSED, HealthState.ALARM, Double.NaN);
    SnapshotWriter out = new SnapshotWriter();
    opinion.write(out);
    assertThat(Opinion.read(new SnapshotReader(out.toBytes()))).isEqualTo(opinion);
  }
}
