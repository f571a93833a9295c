package io.millwright.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong input is one line on the error stream that says what to do, exit code 2, and no output. */
class WrongInputTest {
  private static final String ROW =
      "1 1 -0.0007 -0.0004 100.0 518.67 641.82 1589.70 1400.60 14.62 21.61 554.36 2388.06 9046.19"
          + " 1.30 47.47 521.66 2388.02 8138.62 8.4195 0.03 392 2388 100.00 39.06 23.4190\n";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @SuppressWarnings("NullAway.Init")
  Path recording;

  @BeforeEach
  void writeARecording() throws IOException {
    recording = Files.writeString(directory.resolve("one.txt"), ROW);
  }

  @Test
  void unknownCommand() {
    assertRefused("frobnicate").contains("'frobnicate'").contains("millwright --help");
  }

  @Test
  void missingSubcommand() {
    assertRefused("evaluate").contains("one of rul").contains("millwright evaluate --help");
  }

  @Test
  void unknownOption() {
    assertRefused("demo", "--secnods", "5").contains("--secnods");
  }

  @Test
  void simulationWithoutAMachineOrAnEnd() {
    assertRefused("simulate").contains("--asset");
    assertRefused("simulate", "--asset", "a b").contains("'a b'");
    assertRefused("simulate", "--asset", "a", "--speed", "max").contains("--scans");
    assertRefused("simulate", "--asset", "a", "--scans", "0").contains("--scans must be 1");
    assertRefused("simulate", "--asset", "a", "--speed", "fast").contains("neither max nor");
  }

  @Test
  void replayOfNoOrderAndByNobody() {
    assertRefused("cmms", "replay", "--actor", "a", "--reason", "b").contains("--all");
    assertRefused("cmms", "replay", "--all", "--reason", "b").contains("--actor");
  }

  @Test
  void unknownFormat() {
    assertRefused("replay", "cobol", recording.toString()).contains("cobol");
  }

  @Test
  void missingFile() {
    assertRefused("replay", "cmapss", directory.resolve("none.txt").toString())
        .contains("no such file")
        .contains("none.txt");
  }

  @Test
  void missingDataSetName() {
    assertRefused("replay", "cmapss", "test_FD999").contains("MILLWRIGHT_DATA");
  }

  @Test
  void turbofanLivesWithoutTheirTruth() {
    String file = recording.toString();
    assertRefused("evaluate", "rul", "--format", "cmapss", "--train", file, "--test", file)
        .contains("--truth");
  }

  @Test
  void trainingForAFormatThatLearnsByItself() throws IOException {
    Path csv = Files.writeString(directory.resolve("a.csv"), "t;x\n1;2\n");
    Files.writeString(
        directory.resolve("a.csv.yaml"), "time: {column: t}\nchannels: [{column: x, unit: '1'}]\n");
    assertRefused("replay", "csv", csv.toString(), "--train", "x").contains("--train");
  }

  @Test
  void modelThatIsNone() {
    assertRefused("replay", "cmapss", recording.toString(), "--model", recording.toString())
        .contains("one.txt");
  }

  @Test
  void everyEvaluationIntoOneFile() {
    assertRefused("evaluate", "all", "--json", "-").contains("needs a folder");
  }

  @Test
  void bearingLivesOfNoFolder() {
    String file = recording.toString();
    assertRefused("evaluate", "rul", "--format", "femto", "--train", file, "--test", file)
        .contains("is no folder")
        .contains("MILLWRIGHT_DATA");
  }

  @Test
  void bearingLivesOfAFolderWithoutRecords() {
    String folder = directory.toString();
    assertRefused("evaluate", "rul", "--format", "femto", "--train", folder, "--test", folder)
        .contains("holds no vibration record");
  }

  @Test
  void bearingRecordWithoutASampleRate() throws IOException {
    Files.writeString(
        directory.resolve("B.json"),
        """
        {"record": "B", "sampling_rate_hz": 0, "unit": "g", "block_samples": 512,
         "channels": [{"name": "x", "scale": 0.001}], "encoding": "int24"}
        """);
    Files.write(directory.resolve("B.acc.bin.gz"), new byte[] {1, 2, 3});
    String folder = directory.toString();
    assertRefused("evaluate", "rul", "--format", "femto", "--train", folder, "--test", folder)
        .contains("B.json")
        .contains("'sampling_rate_hz' is 0");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 16000, 16, 64, 32, is cut: ends after 16 of 32 samples",
    "1, 16000, 16, 3, 3, holds 3 bytes of samples",
    "1, 16000, 16, 0, 0, holds no samples",
    "1, 0, 16, 64, 64, has a sample rate of 0 Hz",
    "7, 16000, 8, 64, 64, 'is not PCM (format tag 0x0007, µ-law)'"
  })
  void soundThatIsNone(int tag, int rate, int bits, int claimed, int there, String words)
      throws IOException {
    int width = bits / 8;
    ByteBuffer wav = ByteBuffer.allocate(44 + there).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(UTF_8)).putInt(36 + claimed).put("WAVEfmt ".getBytes(UTF_8)).putInt(16);
    wav.putShort((short) tag).putShort((short) 1).putInt(rate).putInt(rate * width);
    wav.putShort((short) width).putShort((short) bits);
    wav.put("data".getBytes(UTF_8)).putInt(claimed);
    Path file = Files.write(directory.resolve("fan.wav"), wav.array());
    assertRefused("replay", "wav", file.toString()).contains("fan.wav").contains(words);
  }

  @Test
  void vibrationRecordWithoutASampleRateOrSnapshots() throws IOException {
    String header =
        """
        {"record": "B", "sampling_rate_hz": %s, "unit": "g", "block_samples": 512,
         "channels": [{"name": "x", "scale": 0.001}], "encoding": "int24"}
        """;
    Files.writeString(directory.resolve("B.json"), header.formatted("0"));
    Path counts = Files.write(directory.resolve("B.acc.bin.gz"), new byte[] {1, 2, 3});
    assertRefused("replay", "cwru", counts.toString()).contains("'sampling_rate_hz' is 0");
    Files.writeString(directory.resolve("B.json"), header.formatted("25600"));
    assertRefused("replay", "femto", counts.toString()).contains("no recording of snapshots");
  }

  @Test
  void truncatedGzipToTrainOn() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(ROW.repeat(500).getBytes(UTF_8));
    }
    byte[] half = Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2);
    Path file = Files.write(directory.resolve("train.txt.gz"), half);
    assertRefused("replay", "cmapss", recording.toString(), "--train", file.toString())
        .contains("train.txt.gz");
  }

  @Test
  void speedThatIsNone() {
    assertRefused("replay", "cmapss", recording.toString(), "--speed", "fast")
        .contains("speed 'fast'");
  }

  @Test
  void bundleThatIsNone() {
    assertRefused("replay", "cmapss", recording.toString(), "--model", recording.toString())
        .contains("one.txt")
        .contains("no model bundle");
  }

  @Test
  void modelAndTraining() {
    assertRefused("replay", "cmapss", recording.toString(), "--model", "m", "--train", "t")
        .contains("--model");
  }

  @Test
  void portInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertRefused("demo", "--port", port).contains("port " + port + " is in use");
    }
  }

  @Test
  void unwritableDataDirectory() {
    Path belowAFile = recording.resolve("data");
    assertRefused("demo", "--port", "0", "--data-dir", belowAFile.toString())
        .contains("data directory " + belowAFile + " cannot be made");
  }

  @Test
  void unknownConfigurationKey() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("run.yaml"), "dataDirectory: d\nconsole: {prot: 1}\nmodel: {}\n");
    assertRefused("run", "--config", file.toString())
        .contains("console.prot: unknown key")
        .contains("model: unknown key");
  }

  @Test
  void missingConfiguration() {
    assertRefused("run", "--config", directory.resolve("none.yaml").toString())
        .contains("no such file");
  }

  @Test
  void invalidPlant() throws IOException {
    Path file = Files.writeString(directory.resolve("plant.yaml"), "version: 1\nassets: 7\n");
    assertRefused("plant", "check", file.toString()).contains("line 2").contains("/assets");
  }

  @Test
  void trainingOutputThatCannotBeWritten() {
    assertRefused(
            "models",
            "train",
            "rul",
            "--format",
            "cmapss",
            "--train",
            recording.toString(),
            "--out",
            recording.resolve("x").toString())
        .contains("cannot be written");
  }

  @Test
  void helpIsThereOnEveryLevel() {
    for (String[] command :
        new String[][] {
          {},
          {"demo"},
          {"run"},
          {"replay"},
          {"evaluate"},
          {"evaluate", "rul"},
          {"evaluate", "diagnosis"},
          {"models"},
          {"models", "train"},
          {"evaluate", "sound"},
          {"evaluate", "all"},
          {"models", "train", "rul"},
          {"models", "train", "diagnosis"},
          {"bench", "signal"},
          {"bench", "alarms"},
          {"plant"},
          {"plant", "check"},
          {"plant", "diff"},
          {"plant", "apply"},
          {"doctor"}
        }) {
      String[] arguments = Arrays.copyOf(command, command.length + 1);
      arguments[command.length] = "--help";
      Ran ran = run(arguments);
      assertThat(ran.code).as(String.join(" ", arguments)).isZero();
      assertThat(ran.out)
          .startsWith(
              "Usage: " + String.join(" ", "millwright", String.join(" ", command)).strip());
    }
  }

  @Test
  void versionIsTheBuilt() {
    assertThat(run("--version").out).matches("millwright \\d+\\.\\d+\\.\\d+.*\\R");
  }

  @Test
  void doctorSaysWhatItFound() {
    Ran ran = run("doctor", "--data-dir", directory.toString(), "--json", "-");
    assertThat(ran.out).startsWith("[").contains("\"check\" : \"java\"");
    assertThat(ran.err).contains("ok    java");
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(String... arguments) {
    Ran ran = run(arguments);
    assertThat(ran.code).as(ran.err).isEqualTo(2);
    assertThat(ran.out).isEmpty();
    assertThat(ran.err.lines()).as(ran.err).hasSize(1);
    return assertThat(ran.err).startsWith("millwright: ");
  }

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        CommandLineProgram.run(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
