package io.millwright.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.Topic;
import io.millwright.contracts.codec.CloudEventCodec;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.standalone.embedded.EmbeddedKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;

/** {@code replay … --exit} in a JVM of its own, and what it leaves in its topics. */
final class ChildReplay {
  private final Path directory;

  /**
   * @param directory for what children write
   */
  ChildReplay(Path directory) {
    this.directory = directory;
  }

  Process start(List<String> recording, List<String> options, Path dataDirectory)
      throws IOException {
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
            "io.millwright.standalone.StandaloneMain",
            "replay"));
    command.addAll(recording);
    command.addAll(options);
    command.addAll(List.of("--exit", "--verbose"));
    command.addAll(List.of("--data-dir", dataDirectory.toString()));
    command.addAll(List.of("--json", json(dataDirectory).toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("QDB_LOG_W_STDOUT_LEVEL", "ERROR");
    return builder.start();
  }

  private Path json(Path dataDirectory) {
    return directory.resolve(dataDirectory.getFileName() + ".json");
  }

  /** What it says at its end, which must be a good one. */
  JsonNode result(Process process, Path dataDirectory) throws Exception {
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(log).isZero();
    return CloudEventCodec.JSON.readTree(json(dataDirectory).toFile());
  }

  static void awaitLine(Process process, String start) throws IOException {
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

  /** All values of a topic, in the order in which each partition has them. */
  static <K, V> List<V> all(EmbeddedKafka broker, Topic<K, V> topic) {
    try (TopicReader<K, V> reader = new TopicReader<>(broker.settings(), topic)) {
      return reader.valuesToEnd();
    }
  }

  /** The last value of each id, as JSON without the wall clock. */
  static <K, V> Map<String, JsonNode> last(
      EmbeddedKafka broker, Topic<K, V> topic, Function<V, String> id) {
    Map<String, JsonNode> last = new TreeMap<>();
    for (V value : all(broker, topic)) {
      ObjectNode json = CloudEventCodec.JSON.valueToTree(value);
      json.remove(List.of("ingestTime", "assessedAt"));
      last.put(id.apply(value), json);
    }
    return last;
  }

  /**
   * The data root; without it the test is skipped and says so, in CI it fails.
   *
   * @param needed a file below it
   */
  static Path dataRoot(String needed) {
    String set = System.getenv("MILLWRIGHT_DATA");
    Path root = Path.of(set == null ? "../../shared/data" : set).toAbsolutePath().normalize();
    boolean there = Files.exists(root.resolve(needed));
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("no " + needed + " under " + root + " although CI=true");
    }
    if (!there) {
      System.out.println("skipped: no " + needed + " under " + root + "; set MILLWRIGHT_DATA");
    }
    Assumptions.assumeTrue(there);
    return root;
  }
}
