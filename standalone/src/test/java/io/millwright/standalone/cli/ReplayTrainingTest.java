package io.millwright.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.standalone.SourceFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTrainingTest {
  private static final int RATE = 6000;

  private final Path folder;
  private final DataRoot root;
  private final List<String> told = new ArrayList<>();

  ReplayTrainingTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    root = new DataRoot(folder);
    Path training = Files.createDirectories(folder.resolve("all/training"));
    record(training, "inner-1", "IR");
    record(training, "outer-1", "OR");
    record(training, "outer-2", "OR");
  }

  @Test
  void neverLearnsFromWhatIsPlayedHoweverDeepItLies() throws IOException {
    ModelBundle bundle = train(List.of(folder.resolve("all/training/outer-2.json")));
    assertThat(bundle.manifest().trainingData())
        .extracting(TrainingSource::name)
        .containsExactly("inner-1", "outer-1");
    // A folder is played with all that is below it.
    assertThatThrownBy(() -> train(List.of(folder.resolve("all"))))
        .isInstanceOf(WrongInputException.class)
        .hasMessageContaining("nothing is left to learn from");
  }

  @Test
  void aRestartServesTheModelOfTheRunBeforeAndACorrectedLabelAnother() throws IOException {
    List<Path> played = List.of(folder.resolve("all/training/outer-2.json"));
    ModelBundle first = train(played);
    int lines = told.size();
    assertThat(train(played).version()).isEqualTo(first.version());
    assertThat(told).as("not trained again").hasSize(lines);

    record(folder.resolve("all/training"), "inner-1", "B");
    assertThat(train(played).version()).isNotEqualTo(first.version());
  }

  private ModelBundle train(List<Path> played) throws IOException {
    Path cache = Files.createDirectories(folder.resolve("cache"));
    return ModelBundle.fromBytes(
        ReplayTraining.of(
                SourceFormat.CWRU, root, folder.resolve("all/training").toString(), played, 1)
            .bundle(cache, told::add));
  }

  private static void record(Path folder, String name, String label) throws IOException {
    Random random = new Random(name.hashCode());
    byte[] counts = new byte[4 * RATE];
    random.nextBytes(counts);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(counts);
    }
    Files.write(folder.resolve(name + ".bin.gz"), bytes.toByteArray());
    Files.writeString(
        folder.resolve(name + ".json"),
        """
        {"record": "%s", "label": "%s", "fault_diameter_mil": 7, "load_hp": 0,
         "rpm_nominal": 1800, "sampling_rate_hz": %d, "unit": "g",
         "channels": [{"name": "DE", "scale": 0.002}],
         "encoding": "int16, 2 byte planes per block, gzip", "block_samples": %d, "samples": %d}
        """
            .formatted(name, label, RATE, 2 * RATE, 2 * RATE));
  }
}
