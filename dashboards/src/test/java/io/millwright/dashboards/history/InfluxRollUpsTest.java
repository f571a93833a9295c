package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfluxRollUpsTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T01:00:00Z");

  @Test
  void looksForMarksNoFurtherBackThanRawDataReach() {
    assertThat(asked(BEGIN))
        .singleElement()
        .asString()
        .contains(" AND time >= " + EpochMicros.of(BEGIN.minusSeconds(3_600)) + "u GROUP BY");
    assertThat(asked(Instant.MIN)).singleElement().asString().doesNotContain("time >=");
  }

  private static List<String> asked(Instant rawBegins) {
    List<String> statements = new ArrayList<>();
    new InfluxRollUps(
            (statement, read) -> statements.add(statement),
            (bucket, lines, refusals) -> 0,
            Placement.buckets("B"),
            () -> rawBegins)
        .marks((trend, asset, hour) -> {});
    return statements;
  }
}
