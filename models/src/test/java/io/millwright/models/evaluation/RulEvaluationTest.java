package io.millwright.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.training.LifeTrainingOptions;
import io.millwright.models.training.TreeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulEvaluationTest {
  private static final RulEvaluation.Options QUICK =
      new RulEvaluation.Options(
          List.of(4L),
          5,
          LifeTrainingOptions.cmapss(4)
              .withFolds(2)
              .withTrees(new TreeOptions(1, 20, 3, 0.2, 100, 0.7, 0.5, 1)));

  private final Path folder;

  RulEvaluationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void reportsEveryKeyOfTheCommandLinesContract() throws IOException {
    Path train = engines("train_X.txt", 12, 0);
    Path test = engines("test_X.txt", 3, 20);
    Path truth = Files.writeString(folder.resolve("RUL_X.txt"), "20\n20\n20\n");

    RulReport report = RulEvaluation.cmapss(train, test, truth, QUICK, step -> {});

    JsonNode json = new ObjectMapper().valueToTree(report);
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "task",
            "format",
            "dataset",
            "trainSeconds",
            "predictMicrosP50",
            "predictMicrosP99",
            "version",
            "seed",
            "units",
            "rmse",
            "nasaScore",
            "rmseCapped125",
            "nasaScoreCapped125",
            "perSeed",
            "coverage90",
            "meanWidth90",
            "coverage90CrossValidated",
            "allCycleRmseBelow30",
            "predictions");
    assertThat(json.get("predictions").get(0).fieldNames())
        .toIterable()
        .containsExactly("unit", "predicted", "lower", "upper", "truth");
    assertThat(json.get("dataset").asText()).isEqualTo("test_X");
    assertThat(report.units()).isEqualTo(3);
    assertThat(report.perSeed()).extracting(RulReport.SeedScore::seed).containsExactly(4L);
    assertThat(report.coverage90CrossValidated()).isBetween(0.5, 1.0);
  }

  @Test
  void refusesATruthThatDoesNotFit() throws IOException {
    Path train = engines("train_X.txt", 6, 0);
    Path test = engines("test_X.txt", 3, 20);
    Path truth = Files.writeString(folder.resolve("RUL_X.txt"), "20\n20\n");

    assertThatThrownBy(() -> RulEvaluation.cmapss(train, test, truth, QUICK, step -> {}))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("holds 2 lives for 3 units");
  }

  /** Engines whose sensors drift away over their last hundred cycles. */
  private Path engines(String name, int count, int cutOff) throws IOException {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    StringBuilder text = new StringBuilder();
    for (int unit = 1; unit <= count; unit++) {
      int life = 120 + random.nextInt(60);
      for (int cycle = 1; cycle <= life - cutOff; cycle++) {
        double wear = Math.max(0, 1 - (life - cycle) / 100.0);
        text.append(unit).append(' ').append(cycle).append(" 0.001 0.0002 100.0");
        for (int sensor = 0; sensor < 21; sensor++) {
          text.append(' ').append(500 + sensor + (sensor % 3) * wear + 0.2 * random.nextDouble());
        }
        text.append("  \n");
      }
    }
    return Files.writeString(folder.resolve(name), text);
  }
}
