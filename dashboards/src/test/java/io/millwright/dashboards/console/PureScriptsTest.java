package io.millwright.dashboards.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Scripts of the console that need no browser, by the tests beside them in {@code src/test/js}.
 * Skipped where {@code node} is not on the path.
 */
class PureScriptsTest {
  private static final Path TESTS = Path.of("src/test/js");

  @BeforeAll
  static void findNode() {
    String reason = "no node on the path: apt-get install nodejs";
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node")));
    if (!found) {
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      System.err.println("PureScriptsTest skipped: " + reason);
      assumeTrue(false, reason);
    }
  }

  @Test
  void tablesAreWrittenByTheRules() throws Exception {
    assertThat(run("csv.test.mjs")).contains("# pass 3").contains("# fail 0");
  }

  @Test
  void theCurveFromDetectionToFailureIsRight() throws Exception {
    assertThat(run("curve.test.mjs")).contains("# pass 5").contains("# fail 0");
  }

  @Test
  void aStreamIsReadTheSameWhereverItIsCut() throws Exception {
    assertThat(run("messages.test.mjs")).contains("# pass 2").contains("# fail 0");
  }

  @Test
  void aMachineThatIsGoneLeavesThePage() throws Exception {
    assertThat(run("changes.test.mjs")).contains("# pass 2").contains("# fail 0");
  }

  private static String run(String tests) throws Exception {
    Process node =
        new ProcessBuilder("node", "--test", TESTS.resolve(tests).toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as(said).isZero();
    return said;
  }
}
