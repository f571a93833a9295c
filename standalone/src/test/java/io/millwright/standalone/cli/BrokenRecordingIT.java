package io.millwright.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a recording is cut shows only while it plays: what came before is played, then told. */
class BrokenRecordingIT {
  private static final int SECOND = 12_000;

  @Test
  void isPlayedAsFarAsItGoesAndEndsWithTwo(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("cut.json"),
        """
        {"record": "cut", "rpm_recorded": 1772, "sampling_rate_hz": 12000, "unit": "g",
         "channels": [{"name": "DE", "scale": 0.001}], "encoding": "int16, 2 byte planes",
         "block_samples": 1000, "samples": 36000}
        """);
    byte[] counts = new byte[2 * (2 * SECOND + 500)];
    new Random(1).nextBytes(counts);
    Path file = folder.resolve("cut.bin.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(counts);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int code =
        CommandLineProgram.run(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            "replay",
            "cwru",
            file.toString(),
            "--exit");

    assertThat(out.toString(UTF_8)).contains("2 frames accepted of 2");
    assertThat(err.toString(UTF_8))
        .contains("cut.bin.gz")
        .contains("ends after 24500 of 36000 samples (wrong number of bytes)")
        .contains("what came before it was played");
    assertThat(code).isEqualTo(2);
  }
}
