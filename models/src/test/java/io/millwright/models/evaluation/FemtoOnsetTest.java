package io.millwright.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.models.dataset.VibrationRecord;
import io.millwright.models.evaluation.BearingLifeReport.Bearing;
import io.millwright.models.prognosis.bearing.BearingLife;
import io.millwright.models.prognosis.bearing.BearingLifeModel;
import io.millwright.models.prognosis.bearing.DegradationLife;
import io.millwright.models.prognosis.bearing.OnsetSettings;
import io.millwright.models.prognosis.bearing.PopulationLife;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.models.training.BearingHistories;
import io.millwright.models.training.BearingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The goals for bearings that ran to failure, each left out in turn, by the path of a user. */
class FemtoOnsetTest {
  private static final Path DATA =
      Path.of(System.getenv().getOrDefault("MILLWRIGHT_DATA", "../../shared/data"))
          .resolve("femto");

  @BeforeEach
  void needsData() {
    if (!Files.isDirectory(DATA)) {
      assertThat(System.getenv("CI")).as("CI must have " + DATA).isNotEqualTo("true");
      System.out.println("FemtoOnsetTest skipped: no FEMTO data at " + DATA);
      assumeTrue(false, "no data at " + DATA);
    }
  }

  @Test
  void findsTheOnsetOfEveryBearingInTime() throws IOException {
    BearingLifeReport report = BearingLifeEvaluation.run(DATA, DATA, 1, line -> {});

    for (Bearing bearing : report.bearings()) {
      assertThat(bearing.leadSeconds()).as(bearing.record()).isGreaterThanOrEqualTo(120);
      assertThat(bearing.onsetFraction()).as(bearing.record()).isGreaterThan(0.15);
    }
    // A 90 % interval learnt from four bearings, tried at three points of each of five.
    assertThat(report.coverage90()).isGreaterThanOrEqualTo(0.8);
  }

  /**
   * The settings were chosen with these bearings in view; at least it does not take exactly them.
   */
  @Test
  void findsThemWithOtherSettingsToo() {
    List<BearingHistory> bearings =
        VibrationRecord.openAll(DATA).stream()
            .map(record -> BearingHistories.read(record, Integer.MAX_VALUE))
            .toList();
    int tried = 0;
    int inTime = 0;
    for (OnsetSettings settings : neighbours()) {
      tried++;
      inTime += bearings.stream().allMatch(bearing -> inTime(bearing, settings)) ? 1 : 0;
    }
    System.out.println("FemtoOnsetTest: in time with " + inTime + " of " + tried + " settings");
    assertThat((double) inTime / tried).isGreaterThan(0.95);
  }

  private static List<OnsetSettings> neighbours() {
    List<OnsetSettings> settings = new ArrayList<>();
    for (double share : new double[] {0.375, 0.5, 0.625}) {
      for (int learning : new int[] {20, 30}) {
        for (double allowance : new double[] {1.3, 1.4, 1.5}) {
          for (double most : new double[] {2, 2.5, 3, 4}) {
            for (double threshold : new double[] {1.5, 2, 2.5, 3}) {
              settings.add(
                  new OnsetSettings(
                      learning, share, Math.log(allowance), Math.log(most), threshold, 5));
            }
          }
        }
      }
    }
    return settings;
  }

  private static boolean inTime(BearingHistory bearing, OnsetSettings settings) {
    BearingLifeModel unfitted =
        new BearingLifeModel(
            VibrationFeatures.SCHEMA.schemaId(),
            settings,
            new PopulationLife(1, 1, 1),
            new DegradationLife(0, 0, 1, 2));
    BearingLife life = new BearingLife(unfitted, VibrationFeatures.SCHEMA, bearing.channels());
    double onset = Double.NaN;
    for (int i = 0; i < bearing.snapshots() && Double.isNaN(onset); i++) {
      onset = life.update(bearing.elapsedSeconds()[i], bearing.features()[i]).onsetSeconds();
    }
    double end = bearing.endSeconds();
    return onset >= 0.15 * end && end - onset >= 120;
  }
}
