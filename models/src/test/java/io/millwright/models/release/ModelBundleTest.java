package io.millwright.models.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.prognosis.LifeEstimate;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.LifeMemory;
import io.millwright.models.prognosis.bearing.BearingJudgement;
import io.millwright.models.prognosis.bearing.BearingLife;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  private final Path folder;

  ModelBundleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private final byte[] golden = resource("/golden/1/pump.bundle");

  @Test
  void version1BundlesAreReadForEver() {
    ModelBundle bundle = ModelBundle.fromBytes(golden);
    LifeEstimator estimator = bundle.lifeEstimator();
    LifeMemory memory = estimator.newMemory();
    LifeEstimate estimate = estimator.update(memory, 1, new double[] {0.8, 1.8, 56, 8});
    for (int hour = 2; hour <= 40; hour++) {
      estimate =
          estimator.update(memory, hour, new double[] {0.8, 1.8 + 0.05 * hour, 56 + 0.3 * hour, 8});
    }

    assertThat(bundle.manifest().modelId()).isEqualTo("rul-pump");
    assertThat(bundle.version())
        .isEqualTo("495754ec79bc54da4f29e166eafa3b9954f26f2a017db70e6e5cf58c1bcd83a3");
    assertThat(estimate.median()).isCloseTo(14.641837239469169, within(1e-6));
    assertThat(estimate.lower()).isCloseTo(4.763634418447295, within(1e-6));
  }

  @Test
  void version1MemoriesAreReadForEver() {
    LifeEstimator estimator = ModelBundle.fromBytes(golden).lifeEstimator();

    assertThat(estimator.restore(resource("/golden/1/pump.memory")).updates()).isEqualTo(40);
  }

  @Test
  void version1BearingLivesAreReadForEver() {
    ModelBundle bundle = ModelBundle.fromBytes(resource("/golden/1/bearing.bundle"));
    FeatureSchema schema = bundle.manifest().featureSchema();
    BearingLife life =
        BearingLife.restore(
            bundle.bearingLifeModel(), schema, 2, resource("/golden/1/bearing.memory"));

    // Three times the level since snapshot 45 of 60, ten seconds apart.
    float[] values = new float[2 * schema.featureNames().size()];
    Arrays.fill(values, -20);
    values[schema.featureNames().indexOf("rmsMPerS2")] = 12;
    BearingJudgement judgement = life.update(610, values);
    assertThat(judgement.onsetSeconds()).isEqualTo(490);
    assertThat(life.changeBeganSeconds()).isEqualTo(450);
    assertThat(judgement.healthIndex()).isCloseTo(Math.log(3), within(1e-6));
    // The law of the bundle: ln (life / time since the change) = 2.5 - 1.25 · index.
    assertThat(judgement.life().quantileSeconds(0.5))
        .isCloseTo(160 * Math.exp(2.5 - 1.25 * Math.log(3)), within(1e-3));
  }

  @Test
  void saysWhatKindOfModelItIs() {
    ModelBundle bearing = ModelBundle.fromBytes(resource("/golden/1/bearing.bundle"));
    assertThatThrownBy(bearing::lifeEstimator)
        .isInstanceOf(InvalidBundleException.class)
        .hasMessage("holds a model of kind 'bearing-life', not a life estimator");
    assertThatThrownBy(() -> ModelBundle.fromBytes(golden).bearingLifeModel())
        .isInstanceOf(InvalidBundleException.class)
        .hasMessage("holds a model of kind 'life', not of bearing life");
  }

  @Test
  void isWrittenAsItWasRead() throws IOException {
    Path file = folder.resolve("pump.bundle");
    ModelBundle.fromBytes(golden).write(file);

    ModelBundle again = ModelBundle.read(file);

    assertThat(again.version()).isEqualTo(ModelBundle.fromBytes(golden).version());
    assertThat(again.manifest().trainingData())
        .containsExactly(new BundleManifest.TrainingSource("simulated pumps", "00"));
    assertThat(again.toBytes()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void refusesWhatIsNoBundle() throws IOException {
    Path missing = folder.resolve("absent");
    assertThatThrownBy(() -> ModelBundle.read(missing))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageStartingWith(missing + ": cannot be read");
    Path text = Files.writeString(folder.resolve("text"), "not a zip");
    assertThatThrownBy(() -> ModelBundle.read(text))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("is no model bundle");
    assertThatThrownBy(() -> ModelBundle.fromBytes(new byte[0]))
        .isInstanceOf(InvalidBundleException.class);
    assertThatThrownBy(() -> ModelBundle.fromBytes(zip("readme.txt", "hello")))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("manifest.json");
    assertThatThrownBy(() -> ModelBundle.fromBytes(zip("manifest.json", "{}")))
        .isInstanceOf(InvalidBundleException.class);
    assertThatThrownBy(() -> ModelBundle.fromBytes(zip("manifest.json", "no json")))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("manifest.json cannot be read");
  }

  /** A kilobyte of zip can hold a megabyte of zeros; a job must not die of a release. */
  @Test
  void refusesABombWithoutGivingItTheMemory() throws IOException {
    byte[] oneEntry = zeros(1, 300);
    byte[] manyEntries = zeros(30, 10);
    byte[] tooMany = zeros(1000, 0);
    for (byte[] bomb : List.of(oneEntry, manyEntries, tooMany)) {
      assertThat(bomb).hasSizeLessThan(1 << 20);
      long before = allocated();

      assertThatThrownBy(() -> ModelBundle.fromBytes(bomb))
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageContaining("larger than any model bundle");

      assertThat(allocated() - before).as("bytes").isLessThan(8 << 20);
    }
  }

  /** Read as JSON it would take many times its size. */
  @Test
  void refusesAManifestThatIsLargerThanAny() throws IOException {
    byte[] bomb = zip("manifest.json", " ".repeat(20 << 20));

    assertThatThrownBy(() -> ModelBundle.fromBytes(bomb))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessage("its manifest.json is larger than any, which have up to 4 MiB");
  }

  @Test
  void readsABundleThatIsLargeAndSound() {
    byte[] trees = new byte[40 << 20];
    ModelBundle large =
        ModelBundle.of(
            ModelBundle.fromBytes(golden).manifest(), Map.of(ModelBundle.ENSEMBLE, trees));

    assertThat(ModelBundle.fromBytes(large.toBytes()).entry(ModelBundle.ENSEMBLE)).isEqualTo(trees);
  }

  @Test
  void refusesEveryTruncationAndEveryFlippedByteOrLoadsTheSameModel() {
    String version = ModelBundle.fromBytes(golden).version();
    for (int length = 0; length < golden.length; length += 97) {
      byte[] cut = Arrays.copyOf(golden, length);
      assertThat(versionOrRefusal(cut)).isIn("refused", version);
    }
    for (int at = 0; at < golden.length; at += 53) {
      byte[] damaged = golden.clone();
      damaged[at] ^= 0x10;
      assertThat(versionOrRefusal(damaged)).isIn("refused", version);
    }
  }

  private static String versionOrRefusal(byte[] bytes) {
    try {
      return ModelBundle.fromBytes(bytes).version();
    } catch (InvalidBundleException e) {
      return "refused";
    }
  }

  /** So many entries of so many MiB. */
  private static byte[] zeros(int entries, int size) throws IOException {
    byte[] mebibyte = new byte[1 << 20];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int entry = 0; entry < entries; entry++) {
        zip.putNextEntry(new ZipEntry("tribuo/" + entry + ".pb"));
        for (int written = 0; written < size; written++) {
          zip.write(mebibyte);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static byte[] zip(String name, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] resource(String name) {
    try (var in = ModelBundleTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no test resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
