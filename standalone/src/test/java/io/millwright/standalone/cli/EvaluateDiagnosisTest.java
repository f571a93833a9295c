package io.millwright.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of {@code evaluate diagnosis}, on small records of simulated bearings. */
class EvaluateDiagnosisTest {
  private static final int RATE = 6000;
  private static final int SECONDS = 3;
  private static final double SHAFT_HZ = 30;

  private final Path folder;

  EvaluateDiagnosisTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Records of three diameters; the last sample of each is one too many for a window. */
  private Path records(String name, double loadHp) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    for (int mil : new int[] {5, 9, 30}) {
      write(made, "outer-" + mil, "OR", mil, loadHp, 3.5848, 0);
      write(made, "inner-" + mil, "IR", mil, loadHp, 5.4152, 1);
      write(made, "ball-" + mil, "B", mil, loadHp, 4.7135, 0.39828);
    }
    write(made, "sound", "Normal", 0, loadHp, 0, 0);
    return made;
  }

  private static void write(
      Path folder, String record, String label, int mil, double loadHp, double order, double load)
      throws IOException {
    int samples = RATE * SECONDS + 1;
    Random random = new Random(record.hashCode() + Double.hashCode(loadHp));
    double[] x = new double[samples];
    for (int i = 0; i < samples; i++) {
      x[i] = random.nextGaussian();
    }
    double period = order > 0 ? 1 / (order * SHAFT_HZ) : Double.POSITIVE_INFINITY;
    for (double t = 0.3 / SHAFT_HZ;
        t < SECONDS;
        t += period * (1 + 0.005 * random.nextGaussian())) {
      double strength = 12 * (load > 0 ? 0.5 + 0.5 * Math.cos(2 * Math.PI * load * 30 * t) : 1);
      for (int i = (int) (t * RATE) + 1; i < Math.min(samples, (int) ((t + 0.005) * RATE)); i++) {
        double age = i / (double) RATE - t;
        x[i] += strength * Math.exp(-1000 * age) * Math.sin(2 * Math.PI * 1700 * age);
      }
      if (order == 0) {
        break;
      }
    }
    byte[] planes = new byte[2 * samples];
    for (int i = 0; i < samples; i++) {
      int count = (int) Math.round(x[i] * 500);
      planes[i] = (byte) count;
      planes[samples + i] = (byte) (count >> 8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(planes);
    }
    Files.write(folder.resolve(record + ".bin.gz"), bytes.toByteArray());
    Files.writeString(
        folder.resolve(record + ".json"),
        String.format(
            Locale.ROOT,
            """
            {"record": "%s", "label": "%s", "fault_diameter_mil": %d, "load_hp": %s,
             "outer_race_position_oclock": null, "rpm_nominal": 1800, "sampling_rate_hz": %d,
             "unit": "g", "channels": [{"name": "DE", "scale": 0.002}],
             "encoding": "int16, 2 byte planes per block, gzip", "block_samples": %d,
             "samples": %d}
            """,
            record,
            label,
            mil,
            loadHp,
            RATE,
            samples,
            samples));
  }

  @Test
  void leavesOneFaultDiameterOutAtATime() throws IOException {
    Path data = records("data", 0);
    JsonNode result = evaluate("--train", data.toString(), "--split", "bearing");

    assertThat(result.get("task").asText()).isEqualTo("diagnosis");
    assertThat(result.get("format").asText()).isEqualTo("cwru");
    assertThat(result.get("dataset").asText()).isEqualTo("data");
    assertThat(result.get("split").asText()).isEqualTo("bearing");
    assertThat(result.get("leaks").asText()).isEmpty();
    assertThat(result.get("windows").asInt()).isEqualTo(27);
    assertThat(result.get("folds")).hasSize(3);
    assertThat(result.get("folds").findValuesAsText("leftOut"))
        .containsExactly("fault_diameter_mil=5", "fault_diameter_mil=9", "fault_diameter_mil=30");
    double mean = 0;
    for (JsonNode fold : result.get("folds")) {
      mean += fold.get("accuracy").asDouble() / 3;
      assertThat(fold.get("windows").asInt()).isEqualTo(9);
    }
    assertThat(result.get("accuracy").asDouble()).isCloseTo(mean, within(1e-12)).isEqualTo(1.0);
    assertThat(result.get("macroF1").asDouble()).isEqualTo(1.0);
    assertThat(result.get("trainingFreeAccuracy").asDouble()).isGreaterThan(0.9);
    assertThat(result.get("trainingFreeMacroF1").asDouble()).isGreaterThan(0.9);
    assertThat(result.at("/confusion/labels")).hasSize(3);
    assertThat(result.at("/confusion/matrix/0/0").asInt()).isEqualTo(9);
    assertThat(result.get("version").asText()).hasSize(64);
    for (String key : new String[] {"trainSeconds", "predictMicrosP50", "predictMicrosP99"}) {
      assertThat(result.get(key).asDouble()).as(key).isPositive();
    }
    assertThat(result.get("seed").isNumber()).isTrue();
  }

  @Test
  void aRecordOnBothSidesIsRefused() throws IOException {
    String folder = records("data", 0).toString();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        CommandLineProgram.run(
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8),
            "evaluate",
            "diagnosis",
            "--format",
            "cwru",
            "--train",
            folder,
            "--test",
            folder);
    assertThat(code).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("which is among the training records too");
  }

  @Test
  void anotherFolderOfTheSameBearingsIsSaidToLeak() throws IOException {
    Path train = records("load-0", 0);
    Path test = records("load-3", 3);
    JsonNode result = evaluate("--train", train.toString(), "--test", test.toString());

    assertThat(result.get("split").asText()).isEqualTo("given");
    assertThat(result.get("leaks").asText()).isEqualTo("same bearings: leaks");
    assertThat(result.get("windows").asInt()).isEqualTo(30);
    assertThat(result.get("accuracy").asDouble()).isGreaterThan(0.95);
    assertThat(result.at("/confusion/labels")).hasSize(4);
  }

  @Test
  void recordsThatCannotBeUsedAreNamed() throws IOException {
    Path data = records("data", 0);
    Path json = data.resolve("inner-5.json");
    String text = Files.readString(json);

    assertRefused(json, text.replace("\"label\": \"IR\"", "\"label\": \"cage\""), "label is cage");
    assertRefused(json, text.replace("\"label\": \"IR\",", ""), "label is null");
    assertRefused(json, text.replace("rpm_nominal", "rpm_unknown"), "no shaft speed");
    assertRefused(json, text.replace("\"DE\"", "\"FE\""), "no drive-end channel");
    assertRefused(json, text.replace("\"fault_diameter_mil\": 5,", ""), "fault_diameter_mil");
    assertRefused(json, text.replace("\": 6000", "\": 0"), "sampling_rate_hz");
    assertRefused(json, text.replace("\"samples\": 18001", "\"samples\": 19000"), "number of");
    assertRefused(json, text.replace("\": 6000", "\": 48000"), "shorter than a window");
  }

  private static void assertRefused(Path json, String text, String reason) throws IOException {
    String before = Files.readString(json);
    Files.writeString(json, text);
    Ran ran =
        run(
            "evaluate",
            "diagnosis",
            "--format",
            "cwru",
            "--train",
            String.valueOf(json.getParent()),
            "--split",
            "bearing");
    assertThat(ran.code).as(ran.err).isEqualTo(2);
    assertThat(ran.out).isEmpty();
    assertThat(ran.err.lines()).hasSize(1);
    assertThat(ran.err).contains("inner-5").contains(reason);
    Files.writeString(json, before);
  }

  @Test
  void wrongUseSaysWhatToDo() throws IOException {
    String data = records("data", 0).toString();
    String[] common = {"evaluate", "diagnosis", "--format", "cwru", "--train", data};

    assertThat(run(common).err).contains("--test DIR or --split bearing");
    assertThat(run(with(common, "--split", "record")).err).contains("split 'record'");
    Ran unknown = run(with(common, "--split", "bearing", "--bearing", "0000"));
    assertThat(unknown.err).contains("no bearing '0000'");
    assertThat(unknown.code).isEqualTo(2);
  }

  private static String[] with(String[] arguments, String... more) {
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return all;
  }

  private static JsonNode evaluate(String... arguments) throws IOException {
    Ran ran =
        run(
            with(
                with(new String[] {"evaluate", "diagnosis", "--format", "cwru"}, arguments),
                "--json",
                "-"));
    assertThat(ran.code).as(ran.err).isZero();
    return new ObjectMapper().readTree(ran.out);
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
