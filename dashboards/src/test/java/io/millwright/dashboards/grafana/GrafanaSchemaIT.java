package io.millwright.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards, as literals of TypeScript, compile against the types that Grafana publishes: each
 * panel against its own options and field configuration. Skipped where {@code node} and {@code npm}
 * are not on the path.
 */
class GrafanaSchemaIT {
  private static final Path SOURCE = Path.of("src", "test", "grafana");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path directory;

  @BeforeAll
  static void install() throws Exception {
    for (String program : List.of("node", "npm")) {
      String reason = "no " + program + " on the path: apt-get install nodejs npm";
      boolean found =
          Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
              .anyMatch(d -> Files.isExecutable(Path.of(d, program)));
      if (!found) {
        assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
        System.err.println("GrafanaSchemaIT skipped: " + reason);
        assumeTrue(false, reason);
      }
    }
    for (String file :
        List.of("package.json", "package-lock.json", "tsconfig.json", "dashboard.ts")) {
      Files.copy(SOURCE.resolve(file), directory.resolve(file));
    }
    assertThat(run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"))
        .as("npm ci")
        .doesNotContain("npm error");
  }

  @Test
  void everyDashboardIsWhatGrafanaReadsAndNoFaultIsOverlooked() throws Exception {
    for (String name : GrafanaQueries.DASHBOARDS) {
      write(name, GrafanaQueries.dashboard(name));
    }
    assertThat(compile()).isEmpty();

    List<Consumer<ObjectNode>> faults =
        List.of(
            d -> d.put("refresh", 60),
            d -> panel(d, "timeseries").put("titel", "misspelt"),
            d -> options(d, "timeseries", "legend").put("displayMode", "rows"),
            d -> custom(d).put("drawStyle", "dots"),
            d -> options(d, "piechart", "reduceOptions").put("values", "yes"),
            d -> ((ObjectNode) panel(d, "table").path("options")).put("frameIndex", "first"),
            d -> ((ObjectNode) panel(d, "table").path("gridPos")).remove("w"),
            d -> ((ObjectNode) panel(d, "state-timeline").path("options")).put("pieType", "pie"),
            d -> ((ObjectNode) d.path("templating").path("list").get(0)).put("type", "sql"),
            d -> ((ObjectNode) d.path("links").get(0)).put("type", "dashboardz"));
    for (int i = 0; i < faults.size(); i++) {
      ObjectNode faulty = GrafanaQueries.dashboard("fleet").deepCopy();
      faults.get(i).accept(faulty);
      write("fault" + i, faulty);
    }
    List<String> errors = compile();
    for (int i = 0; i < faults.size(); i++) {
      String file = "fault" + i + ".ts";
      assertThat(errors).as("fault %s", i).anyMatch(line -> line.startsWith(file));
    }
    assertThat(errors).allMatch(line -> line.startsWith("fault") || line.startsWith(" "));
  }

  private static ObjectNode panel(ObjectNode dashboard, String type) {
    for (JsonNode panel : dashboard.path("panels")) {
      if (panel.path("type").asText().equals(type)) {
        return (ObjectNode) panel;
      }
    }
    throw new IllegalStateException("no panel " + type);
  }

  private static ObjectNode options(ObjectNode dashboard, String type, String name) {
    return (ObjectNode) panel(dashboard, type).path("options").path(name);
  }

  private static ObjectNode custom(ObjectNode dashboard) {
    return (ObjectNode)
        panel(dashboard, "timeseries").path("fieldConfig").path("defaults").path("custom");
  }

  private static void write(String name, JsonNode dashboard) throws Exception {
    Files.writeString(
        directory.resolve(name + ".ts"),
        """
        import type { ShippedDashboard } from './dashboard.js';
        const shipped: ShippedDashboard = %s;
        export default shipped;
        """
            .formatted(Grafana.text(dashboard).strip()));
  }

  /** Errors of the compiler, one a line; continued lines begin with a space. */
  private static List<String> compile() throws Exception {
    return run("node", "node_modules/typescript/bin/tsc", "-p", ".").lines().toList();
  }

  private static String run(String... command) throws Exception {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(Duration.ofMinutes(3).toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertThat(ended).as("%s%n%s", List.of(command), said).isTrue();
    return said;
  }
}
