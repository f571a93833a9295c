package io.millwright.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.evaluation.BearingLifeReport.AfterOnset;
import io.millwright.models.evaluation.BearingLifeReport.Bearing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearingLifeEvaluationTest {
  private final Path train;
  private final Path test;

  BearingLifeEvaluationTest(@TempDir Path folder) throws IOException {
    train = Files.createDirectory(folder.resolve("learning"));
    test = Files.createDirectory(folder.resolve("challenge"));
  }

  private void writeTraining() throws IOException {
    VibrationFolder files = new VibrationFolder(train);
    files.write("A", 60, 120, 120, VibrationFolder.NO_CUT);
    files.write("B", 50, 160, 160, VibrationFolder.NO_CUT);
    files.write("C", 80, 140, 140, VibrationFolder.NO_CUT);
  }

  private static BearingLifeReport run(Path train, Path test) throws IOException {
    return BearingLifeEvaluation.run(train, test, 1, line -> {});
  }

  private static <T> T told(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  @Test
  void leavesOneBearingOutWhereBothFoldersAreTheSame() throws IOException {
    writeTraining();

    BearingLifeReport report = run(train, train.resolve("..").resolve("learning"));

    assertThat(report.bearings())
        .extracting(Bearing::record)
        .containsExactly("A", "A", "A", "B", "B", "B", "C", "C", "C");
    assertThat(report.bearings().subList(0, 3))
        .extracting(Bearing::cutFraction)
        .containsExactly(0.5, 0.7, 0.9);
    Bearing half = report.bearings().get(0);
    assertThat(half.cutSnapshot()).isEqualTo(60);
    assertThat(half.trueSeconds()).isEqualTo(600);
    assertThat(half.basis()).isEqualTo("HEALTHY");
    Bearing late = report.bearings().get(2);
    assertThat(late.basis()).isEqualTo("DEGRADING");
    assertThat(late.onsetSnapshot()).isBetween(68, 95);
    assertThat(late.leadSeconds()).isEqualTo(10.0 * (120 - told(late.onsetSnapshot())));
    assertThat(report.scored()).isEqualTo(9);
    assertThat(report.afterOnset()).hasSize(3);
    assertThat(report.afterOnset().get(0).snapshots()).isEqualTo(120 - told(late.onsetSnapshot()));
    assertThat(report.afterOnset()).allMatch(bearing -> bearing.errorFactor() < 4);
    assertThat(report.trainRecords()).isEqualTo(3);
  }

  @Test
  void readsATestRecordNoFurtherThanItsCut() throws IOException {
    writeTraining();
    VibrationFolder files = new VibrationFolder(test);
    files.write("D", 70, 130, 110, VibrationFolder.cut(110, 200));
    // The same, but the file goes on: to silence, which would be seen.
    files.write("E", 70, 130, 130, VibrationFolder.cut(60, 700));
    files.write("F", 60, 110, 110, VibrationFolder.NO_CUT);

    BearingLifeReport report = run(train, test);

    Bearing cut = report.bearings().get(0);
    assertThat(cut.cutSnapshot()).isEqualTo(110);
    assertThat(cut.trueSeconds()).isEqualTo(200);
    assertThat(cut.errorPercent())
        .isCloseTo(100 * (200 - told(cut.predictedSeconds())) / 200, within(1e-9));
    assertThat(cut.score()).isBetween(0.0, 1.0);
    assertThat(cut.lowerSeconds()).isLessThan(cut.medianSeconds());
    assertThat(cut.leadSeconds()).isEqualTo(10.0 * (110 - told(cut.onsetSnapshot())) + 200);
    Bearing early = report.bearings().get(1);
    assertThat(early.onsetSnapshot()).isNull();
    assertThat(early.leadSeconds()).isNull();
    assertThat(early.trueSeconds()).isEqualTo(700);
    Bearing listed = report.bearings().get(2);
    assertThat(listed.predictedSeconds()).isNull();
    assertThat(listed.score()).isNull();
    assertThat(listed.onsetSnapshot()).isNotNull();
    assertThat(report.scored()).isEqualTo(2);
    assertThat(report.afterOnset()).extracting(AfterOnset::record).containsExactly("F");
    assertThat(report.meanScore())
        .isCloseTo((told(cut.score()) + told(early.score())) / 2, within(1e-12));
  }

  @Test
  void neverJudgesABearingThatItLearntFrom() throws IOException {
    writeTraining();
    VibrationFolder files = new VibrationFolder(test);
    files.write("A", 60, 120, 108, VibrationFolder.cut(108, 120));

    Bearing elsewhere = run(train, test).bearings().get(0);
    Bearing leftOut = run(train, train).bearings().get(2);

    assertThat(elsewhere.predictedSeconds()).isEqualTo(leftOut.predictedSeconds());
    assertThat(elsewhere.score()).isEqualTo(leftOut.score());
  }

  @Test
  void tellsTheKeysOfTheContract() throws IOException {
    writeTraining();

    JsonNode json = CloudEventCodec.JSON.valueToTree(run(train, train));

    assertThat(json.path("task").asText()).isEqualTo("rul");
    assertThat(json.path("format").asText()).isEqualTo("femto");
    assertThat(json.path("dataset").asText()).isEqualTo("learning");
    for (String key :
        new String[] {
          "trainSeconds", "predictMicrosP50", "predictMicrosP99", "seed", "meanScore"
        }) {
      assertThat(json.path(key).isNumber()).as(key).isTrue();
    }
    assertThat(json.path("version").asText()).hasSize(64);
    for (String key :
        new String[] {
          "record",
          "cutFraction",
          "predictedSeconds",
          "trueSeconds",
          "errorPercent",
          "score",
          "onsetSnapshot",
          "leadSeconds"
        }) {
      assertThat(json.path("bearings").path(0).has(key)).as(key).isTrue();
    }
  }

  @Test
  void isTheSameEachTime() throws IOException {
    writeTraining();
    BearingLifeReport once = run(train, train);
    BearingLifeReport again = run(train, train);
    assertThat(again.bearings()).isEqualTo(once.bearings());
    assertThat(again.version()).isEqualTo(once.version());
  }

  @Test
  void saysWhyItCannotLearnOrScore() throws IOException {
    VibrationFolder files = new VibrationFolder(train);
    files.write("A", 60, 120, 120, VibrationFolder.NO_CUT);
    assertThatThrownBy(() -> run(train, train))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("needs two bearings that ran to failure");

    files.write("B", 60, 120, 120, VibrationFolder.NO_CUT);
    assertThatThrownBy(() -> run(train, train)).hasMessageContaining("(with A left out)");

    new VibrationFolder(test).write("D", 70, 130, 100, VibrationFolder.cut(110, 200));
    assertThatThrownBy(() -> run(train, test))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageEndingWith("D.json: is cut at snapshot 110 and holds 100");
  }
}
