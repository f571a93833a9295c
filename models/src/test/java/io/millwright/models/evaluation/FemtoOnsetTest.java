package io.millwright.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.models.evaluation.BearingLifeReport.Bearing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The goals for bearings that ran to failure, each left out in turn, by the path of a user. */
class FemtoOnsetTest {
  private static final Path DATA =
      Path.of(System.getenv().getOrDefault("MILLWRIGHT_DATA", "../../shared/data"))
          .resolve("femto");

  @Test
  void findsTheOnsetOfEveryBearingInTime() throws IOException {
    if (!Files.isDirectory(DATA)) {
      assertThat(System.getenv("CI")).as("CI must have " + DATA).isNotEqualTo("true");
      System.out.println("FemtoOnsetTest skipped: no FEMTO data at " + DATA);
      assumeTrue(false, "no data at " + DATA);
    }

    BearingLifeReport report = BearingLifeEvaluation.run(DATA, DATA, 1, line -> {});

    for (Bearing bearing : report.bearings()) {
      assertThat(bearing.leadSeconds()).as(bearing.record()).isGreaterThanOrEqualTo(120);
      assertThat(bearing.onsetFraction()).as(bearing.record()).isGreaterThan(0.15);
    }
    // A 90 % interval learnt from four bearings, tried at three points of each of five.
    assertThat(report.coverage90()).isGreaterThanOrEqualTo(0.8);
  }
}
