package io.millwright.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.training.CmapssHistories;
import io.millwright.models.training.LifeModelTrainer;
import io.millwright.models.training.LifeTrainingOptions;
import io.millwright.models.training.TreeOptions;
import io.millwright.standalone.embedded.EmbeddedKafka;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replay that is killed three times and started again ends like one that was left alone. A slice
 * of engines keeps it short; the whole file plays with {@code -Dmillwright.first=1
 * -Dmillwright.engines=100}, other moments with {@code -Dmillwright.seed=N}.
 */
class ReplayKillIT {
  private static final long SEED = Long.getLong("millwright.seed", 20261123);
  private static final int FIRST = Integer.getInteger("millwright.first", 20);
  private static final int ENGINES = Integer.getInteger("millwright.engines", 12);

  /** About 25 cycles a second, so that a slice of 200 cycles flies for 8 s. */
  private static final String SPEED = "90000";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @SuppressWarnings("NullAway.Init")
  private ChildReplay child;

  @Test
  void endsTheSameHoweverOftenItIsKilled() throws Exception {
    Path data = ChildReplay.dataRoot("cmapss/test_FD001.txt.gz");
    child = new ChildReplay(directory);
    Path recording = engines(data.resolve("cmapss/test_FD001.txt.gz"), FIRST, ENGINES);
    Path model = smallModel(engines(data.resolve("cmapss/train_FD001.txt.gz"), 1, ENGINES));

    Path calm = directory.resolve("calm");
    JsonNode undisturbed = child.result(replay(calm, recording, model), calm);

    Path rough = directory.resolve("rough");
    SplittableRandom random = new SplittableRandom(SEED);
    for (int kill = 1; kill <= 3; kill++) {
      Process process = replay(rough, recording, model);
      ChildReplay.awaitLine(process, "playing");
      long millis = 500 + random.nextInt(2500);
      System.out.println("seed " + SEED + ", kill " + kill + ": " + millis + " ms after playing");
      Thread.sleep(millis);
      assertThat(process.isAlive()).as("must be killed before its end").isTrue();
      process.destroyForcibly().waitFor();
    }
    JsonNode disturbed = child.result(replay(rough, recording, model), rough);

    for (String key :
        List.of("scansIn", "scansAccepted", "assessmentsOut", "alarmsRaised", "workOrders")) {
      assertThat(disturbed.get(key)).as(key).isEqualTo(undisturbed.get(key));
    }
    assertThat(undisturbed.get("assessmentsOut")).isEqualTo(undisturbed.get("scansAccepted"));
    assertThat(undisturbed.get("workOrders").asInt()).isPositive();
    assertThat(disturbed.get("resumed").asInt()).isPositive();
    Outcome expected = outcome(calm);
    Outcome actual = outcome(rough);
    assertThat(actual.cases).isEqualTo(expected.cases);
    assertThat(actual.orders).isEqualTo(expected.orders);
    assertThat(actual.assessments).isEqualTo(expected.assessments);
  }

  /** Final snapshots by id, as JSON without the wall clock. */
  private record Outcome(
      Map<String, JsonNode> assessments,
      Map<String, JsonNode> cases,
      Map<String, JsonNode> orders) {}

  private static Outcome outcome(Path dataDirectory) {
    try (EmbeddedKafka broker = new EmbeddedKafka(dataDirectory.resolve("kafka"), 0)) {
      broker.start();
      return new Outcome(
          ChildReplay.last(broker, Topics.ASSESSMENTS, Assessment::id),
          ChildReplay.last(broker, Topics.ADVISORIES, Advisory::caseId),
          ChildReplay.last(broker, Topics.WORK_ORDERS, WorkOrder::workOrderId));
    }
  }

  private Process replay(Path dataDirectory, Path recording, Path model) throws IOException {
    return child.start(
        List.of("cmapss", recording.toString()),
        List.of("--model", model.toString(), "--speed", SPEED),
        dataDirectory);
  }

  /** The lines of some engines of a file, as a file of the same name. */
  private Path engines(Path file, int first, int count) throws IOException {
    Path slice = directory.resolve(file.getFileName().toString().replace(".gz", ""));
    try (InputStream unzipped = new GZIPInputStream(new FileInputStream(file.toFile()));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(unzipped, StandardCharsets.US_ASCII))) {
      List<String> kept =
          lines
              .lines()
              .filter(
                  line -> {
                    int unit = Integer.parseInt(line.strip().split(" ")[0]);
                    return unit >= first && unit < first + count;
                  })
              .toList();
      return Files.write(slice, kept);
    }
  }

  /** Good enough to raise orders from, and trained in a second. */
  private Path smallModel(Path training) throws IOException {
    LifeTrainingOptions usual = LifeTrainingOptions.cmapss(SEED);
    LifeTrainingOptions small =
        new LifeTrainingOptions(
            usual.modelId(),
            usual.unit(),
            usual.cap(),
            SEED,
            usual.timeConstants(),
            usual.baselineSpan(),
            new TreeOptions(1, 40, 4, 0.1, 20, 0.5, 0.3, 1),
            3,
            2);
    Path bundle = directory.resolve("small.bundle");
    LifeModelTrainer.train(CmapssHistories.table(CmapssFile.readAll(training)), small, List.of())
        .bundle()
        .write(bundle);
    return bundle;
  }
}
