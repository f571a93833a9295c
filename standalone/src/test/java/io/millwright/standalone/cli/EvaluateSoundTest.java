package io.millwright.standalone.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@code evaluate sound}, on small recordings of a simulated fan. */
class EvaluateSoundTest {
  private static final int RATE = 8000;
  private static final int SECONDS = 2;
  private static final String[] COMMON_KEYS = {
    "task",
    "format",
    "dataset",
    "trainSeconds",
    "predictMicrosP50",
    "predictMicrosP99",
    "version",
    "seed",
    "cases",
    "meanAuc"
  };

  private final Path folder;

  EvaluateSoundTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Noise; the fault is a tone of 2 kHz in it. */
  private Path clip(String name, double whistle) throws IOException {
    Random random = new Random(name.hashCode());
    int samples = RATE * SECONDS;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + 2 * samples);
    wav.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(US_ASCII)).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      double tone = whistle * Math.sin(2 * Math.PI * 2000 * i / RATE);
      wav.putShort((short) (3000 * (random.nextGaussian() + tone)));
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, wav.array());
  }

  private void clips(String machine, int normal, int abnormal) throws IOException {
    for (int i = 0; i < normal; i++) {
      clip(machine + "/normal/0000000" + i + ".wav", 0);
    }
    for (int i = 0; i < abnormal; i++) {
      clip(machine + "/abnormal/0000000" + i + ".wav", 1);
    }
  }

  private static String table(String machine, int normal, int abnormal) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < normal + abnormal; i++) {
      text.append(
          "%s,%d,%s,%s%n"
              .formatted(
                  machine + "," + 6 + ",02,c" + i,
                  i < normal ? 0 : 1,
                  (i < normal ? 1 : 5) + 0.1 * random.nextDouble(),
                  1 + random.nextDouble()));
    }
    return text.toString();
  }

  private static final String HEADER = "machine,snr_db,machine_id,clip,is_anomaly,T_a,F_b\n";

  @Test
  void tablesOfFeatures() throws IOException {
    Path data = Files.createDirectory(folder.resolve("features"));
    Files.writeString(data.resolve("fan.csv"), HEADER + table("fan", 30, 5));
    Files.writeString(data.resolve("pump.csv"), HEADER + table("pump", 30, 0));
    JsonNode result = evaluate("mimii-features", data);

    assertCommon(result, "mimii-features", "features");
    assertThat(result.get("cases")).hasSize(2);
    assertPerfect(result.at("/cases/0"), "fan", "02");
    assertThat(result.at("/cases/0/snrDb").asInt()).isEqualTo(6);
    assertUnscored(result.at("/cases/1"), "pump", "02", "no abnormal clips");
    assertThat(result.get("meanAuc").asDouble()).isEqualTo(1.0);
    assertThat(result.get("auc").isNull()).isTrue();
    assertThat(result.get("confusion").isNull()).isTrue();
  }

  @Test
  void clips() throws IOException {
    clips("fan/snr_-6dB/id_02", 10, 2);
    clips("pump/snr_0dB/id_04", 1, 1);
    JsonNode result = evaluate("mimii", folder);

    assertCommon(result, "mimii", String.valueOf(folder.getFileName()));
    assertThat(result.get("cases")).hasSize(2);
    assertPerfect(result.at("/cases/0"), "fan", "02");
    assertThat(result.at("/cases/0/snrDb").asInt()).isEqualTo(-6);
    assertUnscored(result.at("/cases/1"), "pump", "04", "too few clips");
    assertThat(result.get("meanAuc").asDouble()).isEqualTo(1.0);
  }

  @Test
  void motors() throws IOException {
    for (int i = 0; i < 8; i++) {
      clip("Healthy/M5/" + i + ".wav", 0);
      clip("Propeller/M5/" + i + ".wav", 1);
    }
    clip("Bearing/M6/0.wav", 2);
    clip("Bearing/M6/1.wav", 2);
    JsonNode result = evaluate("bldc", folder);

    assertCommon(result, "bldc", String.valueOf(folder.getFileName()));
    assertThat(result.get("cases")).hasSize(2);
    assertPerfect(result.at("/cases/0"), "M5", "Propeller");
    assertThat(result.at("/cases/0/snrDb").isNull()).isTrue();
    assertUnscored(result.at("/cases/1"), "M6", "Bearing", "confounded");
    assertThat(result.get("auc").asDouble()).isEqualTo(1.0);
    assertThat(result.at("/confusion/labels").toString())
        .isEqualTo("[\"Bearing\",\"Healthy\",\"Propeller\"]");
    int windows = 0;
    int right = 0;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        int count = result.at("/confusion/matrix/" + row + "/" + column).asInt();
        windows += count;
        right += row == column ? count : 0;
      }
    }
    assertThat(windows).isEqualTo(SECONDS * 18);
    assertThat(result.get("accuracy").asDouble())
        .isCloseTo(right / (double) windows, within(1e-12));
    assertThat(result.get("macroF1").asDouble()).isBetween(0.5, 1.0);
  }

  private static void assertCommon(JsonNode result, String format, String dataset) {
    for (String key : COMMON_KEYS) {
      assertThat(result.has(key)).as(key).isTrue();
    }
    assertThat(result.get("task").asText()).isEqualTo("sound");
    assertThat(result.get("format").asText()).isEqualTo(format);
    assertThat(result.get("dataset").asText()).isEqualTo(dataset);
    for (String key : new String[] {"trainSeconds", "predictMicrosP50", "predictMicrosP99"}) {
      assertThat(result.get(key).asDouble()).as(key).isPositive();
    }
    assertThat(result.get("version").asText()).hasSize(64);
    assertThat(result.get("seed").isIntegralNumber()).isTrue();
  }

  private static void assertPerfect(JsonNode one, String machine, String id) {
    assertThat(one.get("machine").asText()).isEqualTo(machine);
    assertThat(one.get("id").asText()).isEqualTo(id);
    assertThat(one.has("snrDb")).isTrue();
    assertThat(one.get("auc").asDouble()).isEqualTo(1.0);
    assertThat(one.get("pAuc01").asDouble()).isEqualTo(1.0);
    assertThat(one.get("note").asText()).isEmpty();
  }

  private static void assertUnscored(JsonNode one, String machine, String id, String note) {
    assertThat(one.get("machine").asText()).isEqualTo(machine);
    assertThat(one.get("id").asText()).isEqualTo(id);
    assertThat(one.has("snrDb")).isTrue();
    assertThat(one.get("auc").isNull()).isTrue();
    assertThat(one.get("pAuc01").isNull()).isTrue();
    assertThat(one.get("note").asText()).startsWith(note);
  }

  @Test
  void wrongUseSaysWhatToDo() throws IOException {
    String data = folder.toString();
    assertRefused(run("mp3", data), "unknown format 'mp3'", "mimii-features, mimii or bldc");
    assertRefused(run("mimii", folder.resolve("none").toString()), "no such file", "none");
    Path file = Files.writeString(folder.resolve("file.csv"), HEADER);
    assertRefused(run("mimii-features", file.toString()), "is no folder", "file.csv");
  }

  @Test
  void foldersWithoutDataAreNamed() throws IOException {
    Path data = Files.createDirectory(folder.resolve("nothing"));
    assertRefused(run("mimii-features", data.toString()), "nothing: holds no file", ".csv.gz");
    assertRefused(run("mimii", data.toString()), "nothing: holds no file", ".wav");
    assertRefused(run("bldc", data.toString()), "nothing: holds no file", ".wav");
  }

  @Test
  void tablesThatCannotBeUsedAreNamed() throws IOException {
    Path table = Files.writeString(folder.resolve("fan.csv"), "");
    String data = folder.toString();
    assertRefused(run("mimii-features", data), "fan.csv: is empty");
    Files.writeString(table, HEADER);
    assertRefused(run("mimii-features", data), "fan.csv: holds no rows");
    Files.writeString(table, HEADER + table("fan", 30, 5).replace(",c3,0,", ",c3,0,x"));
    assertRefused(run("mimii-features", data), "fan.csv, line 5: T_a is 'x1.");
    Files.writeString(table, HEADER + table("fan", 30, 0));
    assertRefused(run("mimii-features", data), "nothing can be scored", "fan 02: no abnormal");
    Files.writeString(table, HEADER + table("fan", 0, 30));
    assertRefused(run("mimii-features", data), "nothing can be scored", "fan 02: no normal");
  }

  @Test
  void clipsThatCannotBeUsedAreNamed() throws IOException {
    clips("fan/snr_0dB/id_02", 10, 1);
    String data = folder.toString();
    Path clip = folder.resolve("fan/snr_0dB/id_02/normal/00000003.wav");
    byte[] whole = Files.readAllBytes(clip);
    Files.write(clip, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(run("mimii", data), "normal/00000003.wav: is cut: ends after 7989 of 16000");
    Files.write(clip, new byte[0]);
    assertRefused(run("mimii", data), "normal/00000003.wav: is empty");
    Files.write(clip, whole);

    Files.delete(folder.resolve("fan/snr_0dB/id_02/abnormal/00000000.wav"));
    assertRefused(run("mimii", data), "nothing can be scored", "fan 02: no abnormal clips");
    clip("elsewhere.wav", 0);
    assertRefused(run("mimii", data), "elsewhere.wav: is not in <machine>");
  }

  @Test
  void motorsOfOneKindOnlyAreRefused() throws IOException {
    clip("Healthy/M5/0.wav", 0);
    String data = folder.toString();
    assertRefused(run("bldc", data), "holds healthy recordings only");
    Files.move(folder.resolve("Healthy"), folder.resolve("Bearing"));
    assertRefused(run("bldc", data), "holds no recording in Healthy/<motor>");
    clip("0.wav", 0);
    assertRefused(run("bldc", data), "0.wav: is not in <condition>/<motor>");
  }

  private static void assertRefused(Ran ran, String... reasons) {
    assertThat(ran.code).as(ran.err).isEqualTo(2);
    assertThat(ran.out).isEmpty();
    assertThat(ran.err.lines().filter(line -> line.startsWith("millwright: "))).hasSize(1);
    assertThat(ran.err.lines().reduce((first, last) -> last).orElseThrow()).contains(reasons);
  }

  private static JsonNode evaluate(String format, Path data) throws IOException {
    Ran ran = run(format, data.toString());
    assertThat(ran.code).as(ran.err).isZero();
    return new ObjectMapper().readTree(ran.out);
  }

  private record Ran(int code, String out, String err) {}

  private static Ran run(String format, String data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        CommandLineProgram.run(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            "evaluate",
            "sound",
            "--format",
            format,
            "--data",
            data,
            "--json",
            "-");
    return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
