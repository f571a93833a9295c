package io.millwright.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.evaluation.SoundReport.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundEvaluationTest {
  private static final Path DATA =
      Path.of(System.getenv().getOrDefault("MILLWRIGHT_DATA", "../../shared/data"))
          .resolve("audio");

  private final Path folder;

  SoundEvaluationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Path real(String name) {
    Path data = DATA.resolve(name);
    if (!Files.isDirectory(data)) {
      assertThat(System.getenv("CI")).as("CI must have " + data).isNotEqualTo("true");
      System.out.println("SoundEvaluationTest skipped: no sound data at " + data);
      assumeTrue(false, "no data at " + data);
    }
    return data;
  }

  /** A dozen abnormal clips are about 6, normal ones about 1 but for the first dozen. */
  private static String table(int normal, double firstDozen) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("machine,snr_db,machine_id,clip,is_anomaly,F_a,F_b\n");
    for (int i = 0; i < normal; i++) {
      double a = (i < 12 ? firstDozen : 1) + 0.1 * random.nextDouble();
      text.append("fan,6,02,n%d,0,%s,%s%n".formatted(i, a, 1 + 0.1 * random.nextDouble()));
    }
    for (int i = 0; i < 12; i++) {
      text.append("fan,6,02,a%d,1,%s,1.05%n".formatted(i, 6 + 0.1 * random.nextDouble()));
    }
    return text.toString();
  }

  @Test
  void asManyNormalClipsAsAbnormalOnesAreTestedTheFirst() throws IOException {
    Path file = Files.writeString(folder.resolve("fan.csv"), table(52, 1));
    Case fan = SoundEvaluation.mimiiFeatures(folder, line -> {}).cases().get(0);

    assertThat(fan).isEqualTo(new Case("fan", "02", 6, 1.0, 1.0, 12, 12, ""));

    // The first dozen are odder than the abnormal ones now. Were others tested, or were these
    // learned too, the area would be 1 again.
    Files.writeString(file, table(52, 20));
    assertThat(SoundEvaluation.mimiiFeatures(folder, line -> {}).meanAuc()).isZero();
  }

  @Test
  void tooFewClipsAreSaid() throws IOException {
    Files.writeString(folder.resolve("fan.csv"), table(23, 1));

    assertThatThrownBy(() -> SoundEvaluation.mimiiFeatures(folder, line -> {}))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("nothing can be scored; of 1 cases the first, fan 02: too few clips");
  }

  @Test
  void tablesOfRealClipsReachTheFigureThatIsPublished() {
    SoundReport report = SoundEvaluation.mimiiFeatures(real("mimii_features"), line -> {});

    assertThat(report.cases()).hasSize(36).allMatch(one -> one.auc() != null);
    assertThat(report.meanAuc()).isGreaterThanOrEqualTo(0.875);
  }

  @Test
  void clipsOfAWhistlingFanAreTold() throws IOException {
    SoundFolder sounds = new SoundFolder(folder);
    for (int i = 0; i < 10; i++) {
      sounds.write("fan/snr_-6dB/id_02/normal/" + i + ".wav", 2, 0);
    }
    for (int i = 0; i < 3; i++) {
      sounds.write("fan/snr_-6dB/id_02/abnormal/" + i + ".wav", 2, 0.1);
    }
    sounds.write("fan/snr_-6dB/id_08/normal/0.wav", 2, 0);
    SoundReport report = SoundEvaluation.mimii(folder, line -> {});

    assertThat(report.cases()).hasSize(2);
    Case fan = report.cases().get(0);
    assertThat(List.of(fan.machine(), fan.id(), String.valueOf(fan.snrDb())))
        .containsExactly("fan", "02", "-6");
    assertThat(fan.auc()).isEqualTo(1);
    assertThat(fan.normal()).isEqualTo(10);
    assertThat(fan.anomalous()).isEqualTo(3);
    Case other = report.cases().get(1);
    assertThat(other.auc()).isNull();
    assertThat(other.note()).isEqualTo("no abnormal clips");
    assertThat(report.meanAuc()).isEqualTo(1);
    assertThat(SoundEvaluation.mimii(folder, line -> {}).version()).isEqualTo(report.version());
  }

  @Test
  void clipsThatDoNotDifferAreNotTold() throws IOException {
    SoundFolder sounds = new SoundFolder(folder);
    for (int i = 0; i < 20; i++) {
      sounds.write("fan/snr_0dB/id_02/normal/" + i + ".wav", 2, 0);
      sounds.write("fan/snr_0dB/id_02/abnormal/" + i + ".wav", 2, 0);
    }

    // The standard error of the area is 0.09.
    assertThat(SoundEvaluation.mimii(folder, line -> {}).meanAuc()).isBetween(0.2, 0.8);
  }

  @Test
  void tooLittleSoundIsSaid() throws IOException {
    SoundFolder sounds = new SoundFolder(folder);
    for (int i = 0; i < 10; i++) {
      sounds.write("fan/snr_0dB/id_02/normal/" + i + ".wav", 1, 0);
    }
    sounds.write("fan/snr_0dB/id_02/abnormal/0.wav", 1, 0.1);

    assertThatThrownBy(() -> SoundEvaluation.mimii(folder, line -> {}))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("nothing can be scored")
        .hasMessageContaining("fan 02: normal sound needs at least 12 feature vectors, 8 are");
  }

  @Test
  void clipsOfARealFanBeatThePublishedAutoencoder() {
    SoundReport report = SoundEvaluation.mimii(real("mimii"), line -> {});
    Case fan =
        report.cases().stream()
            .filter(one -> one.machine().equals("fan"))
            .findFirst()
            .orElseThrow();

    // 0.634 over all clips of this fan; 20 and 20 of them are here.
    assertThat(fan.auc()).isGreaterThanOrEqualTo(0.85);
    assertThat(report.cases()).hasSize(3).filteredOn(one -> one.auc() == null).hasSize(2);
  }

  private void motors() throws IOException {
    SoundFolder sounds = new SoundFolder(folder);
    for (int i = 0; i < 4; i++) {
      sounds.write("Healthy/M7/" + i + ".wav", 5, 0);
      sounds.write("Propeller/M7/" + i + ".wav", 5, 0.1);
      sounds.write("Bearing/M9/" + i + ".wav", 5, 0.2);
    }
  }

  @Test
  void aFaultIsToldOnTheMotorThatWasHeardHealthy() throws IOException {
    motors();
    SoundReport report = MotorSoundEvaluation.run(folder, line -> {});

    assertThat(report.cases()).hasSize(2);
    Case propeller = report.cases().get(0);
    assertThat(propeller.machine() + propeller.id()).isEqualTo("M7Propeller");
    assertThat(propeller.snrDb()).isNull();
    assertThat(propeller.auc()).isEqualTo(1);
    Case bearing = report.cases().get(1);
    assertThat(bearing.machine() + bearing.id()).isEqualTo("M9Bearing");
    assertThat(bearing.auc()).isNull();
    assertThat(bearing.note()).startsWith("confounded");
    assertThat(report.auc()).isEqualTo(1);
    assertThat(report.aucByFile()).isEqualTo(1);
    assertThat(report.confusion())
        .isEqualTo(
            new Confusion(
                List.of("Bearing", "Healthy", "Propeller"),
                List.of(List.of(20, 0, 0), List.of(0, 20, 0), List.of(0, 0, 20))));
    assertThat(report.accuracy()).isEqualTo(1);
    assertThat(report.macroF1()).isEqualTo(1);
  }

  @Test
  void motorsThatDoNotDifferAreNotTold() throws IOException {
    SoundFolder sounds = new SoundFolder(folder);
    for (int i = 0; i < 6; i++) {
      sounds.write("Healthy/M7/" + i + ".wav", 5, 0);
      sounds.write("Propeller/M7/" + i + ".wav", 5, 0);
    }
    SoundReport report = MotorSoundEvaluation.run(folder, line -> {});

    // The standard errors are 0.08; a run compared with itself would be told for sure.
    assertThat(report.auc()).isBetween(0.2, 0.8);
    assertThat(report.accuracy()).isBetween(0.2, 0.8);
  }

  @Test
  void silentAndFewRunsAreNotScored() throws IOException {
    motors();
    SoundFolder sounds = new SoundFolder(folder);
    sounds.writeSilence("Bearing/M7/silent.wav", 5);
    sounds.write("Healthy/M9/0.wav", 5, 0);
    for (int i = 0; i < 3; i++) {
      sounds.write("Healthy/M8/" + i + ".wav", 5, 0);
    }
    sounds.write("Bearing/M8/0.wav", 5, 0.1);
    SoundReport report = MotorSoundEvaluation.run(folder, line -> {});
    List<Case> cases = report.cases();

    // 12 runs of the motors, 5 more that sound; the silent one has no place.
    assertThat(
            Objects.requireNonNull(report.confusion()).matrix().stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .sum())
        .isEqualTo(17 * 5);
    assertThat(cases).extracting(Case::machine).containsExactly("M7", "M7", "M8", "M9");
    assertThat(cases)
        .extracting(Case::note)
        .containsExactly(
            "all faulty runs are silent",
            "",
            "normal sound needs at least 12 feature vectors, 10 are usable",
            "too few healthy runs of this motor");
  }

  @Test
  void realPropellersAreToldAndTheBearingIsConfounded() {
    SoundReport report = MotorSoundEvaluation.run(real("bldc"), line -> {});

    assertThat(report.auc()).isGreaterThanOrEqualTo(0.90);
    assertThat(report.cases())
        .filteredOn(one -> one.note().startsWith("confounded"))
        .extracting(one -> one.machine() + " " + one.id())
        .containsExactly("M4 Bearing");
    assertThat(report.accuracy()).isGreaterThanOrEqualTo(0.9);
  }
}
