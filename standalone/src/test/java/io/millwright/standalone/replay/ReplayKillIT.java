package io.millwright.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.training.CmapssHistories;
import io.millwright.models.training.LifeModelTrainer;
import io.millwright.models.training.LifeTrainingOptions;
import io.millwright.models.training.TreeOptions;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.standalone.embedded.EmbeddedKafka;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
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

  @Test
  void endsTheSameHoweverOftenItIsKilled() throws Exception {
    Path data = dataRoot();
    Path recording = engines(data.resolve("cmapss/test_FD001.txt.gz"), FIRST, ENGINES);
    Path model = smallModel(engines(data.resolve("cmapss/train_FD001.txt.gz"), 1, ENGINES));

    Path calm = directory.resolve("calm");
    JsonNode undisturbed = result(replay(calm, recording, model), calm);

    Path rough = directory.resolve("rough");
    SplittableRandom random = new SplittableRandom(SEED);
    for (int kill = 1; kill <= 3; kill++) {
      Process process = replay(rough, recording, model);
      awaitLine(process, "playing");
      long millis = 500 + random.nextInt(2500);
      System.out.println("seed " + SEED + ", kill " + kill + ": " + millis + " ms after playing");
      Thread.sleep(millis);
      assertThat(process.isAlive()).as("must be killed before its end").isTrue();
      process.destroyForcibly().waitFor();
    }
    JsonNode disturbed = result(replay(rough, recording, model), rough);

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
          last(broker, Topics.ASSESSMENTS, Assessment::id),
          last(broker, Topics.ADVISORIES, Advisory::caseId),
          last(broker, Topics.WORK_ORDERS, WorkOrder::workOrderId));
    }
  }

  private static <K, V> Map<String, JsonNode> last(
      EmbeddedKafka broker, Topic<K, V> topic, Function<V, String> id) {
    Map<String, JsonNode> last = new TreeMap<>();
    try (TopicReader<K, V> reader = new TopicReader<>(broker.settings(), topic)) {
      for (TopicRecord<K, V> record : reader.readToEnd()) {
        V value = record.value();
        if (value != null) {
          ObjectNode json = CloudEventCodec.JSON.valueToTree(value);
          json.remove(List.of("ingestTime", "assessedAt"));
          last.put(id.apply(value), json);
        }
      }
    }
    return last;
  }

  private Process replay(Path dataDirectory, Path recording, Path model) throws IOException {
    Path temporary = Files.createTempDirectory(directory, "tmp");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-Duser.timezone=UTC",
            "-Djava.io.tmpdir=" + temporary,
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "io.millwright.standalone.StandaloneMain"));
    command.addAll(List.of("replay", "cmapss", recording.toString(), "--model", model.toString()));
    command.addAll(List.of("--speed", SPEED, "--exit", "--verbose"));
    command.addAll(List.of("--data-dir", dataDirectory.toString()));
    command.addAll(
        List.of("--json", directory.resolve(dataDirectory.getFileName() + ".json").toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("QDB_LOG_W_STDOUT_LEVEL", "ERROR");
    return builder.start();
  }

  private JsonNode result(Process process, Path dataDirectory) throws Exception {
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(log).isZero();
    return CloudEventCodec.JSON.readTree(
        directory.resolve(dataDirectory.getFileName() + ".json").toFile());
  }

  private static void awaitLine(Process process, String start) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder log = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      log.append(line).append('\n');
      if (line.startsWith(start)) {
        return;
      }
    }
    throw new AssertionError("ended before '" + start + "':\n" + log);
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

  private static Path dataRoot() {
    String set = System.getenv("MILLWRIGHT_DATA");
    Path root = Path.of(set == null ? "../../shared/data" : set).toAbsolutePath().normalize();
    boolean there = Files.exists(root.resolve("cmapss/test_FD001.txt.gz"));
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("no C-MAPSS under " + root + " although CI=true");
    }
    if (!there) {
      System.out.println("skipped: no C-MAPSS under " + root + "; set MILLWRIGHT_DATA");
    }
    Assumptions.assumeTrue(there);
    return root;
  }
}
