package io.millwright.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** The demonstration shows what the platform is for. */
class DemoIT {
  @Test
  void showsAMachineWearAnOrderRequestedAndEndsByItself() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        CommandLineProgram.run(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            "demo",
            "--seconds",
            "35",
            "--port",
            "0");
    String said = out.toString(UTF_8);
    assertThat(code).as(err.toString(UTF_8)).isZero();
    assertThat(said)
        .containsPattern("console  http://127\\.0\\.0\\.1:\\d+/")
        .containsPattern("token    [\\w-]{40,}")
        .containsPattern("pump-101 +DEGRADED")
        .containsPattern("pump-101 +CASE OPEN on bearing-de")
        .containsPattern("pump-101 +WORK ORDER REQUESTED")
        .containsPattern("STOP \\(planned stop")
        .containsPattern("7 assets, \\d+ degraded")
        .doesNotContainPattern("(pump-102|pump-201|pump-202|motor-302) +CASE");
  }
}
