package io.millwright.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MimiiTableTest {
  private static final Path TABLE =
      Path.of(System.getenv().getOrDefault("MILLWRIGHT_DATA", "../../shared/data"))
          .resolve("audio/mimii_features/fan.csv.gz");
  private static final String HEADER =
      "machine,snr_db,machine_id,clip,is_anomaly,T_rms_mean,T_zcr_mean,T_zcr_std,F_mfcc_mean\n";
  private static final String ROWS =
      """
      fan,-6,02,normal/00000000,0,1,2,9,-1
      fan,-6,02,normal/00000001,0,3,4,9,0.5
      fan,-6,02,abnormal/00000000,1,5,6,9,2
      pump,0,02,normal/00000000,0,7,8,9,3
      """;

  private final Path folder;

  MimiiTableTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path table(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  @Test
  void readsEveryMachineIdAndRatioByItself() throws IOException {
    List<MimiiTable.Case> cases = MimiiTable.read(table(HEADER + ROWS));

    assertThat(cases).hasSize(2);
    MimiiTable.Case fan = cases.get(0);
    assertThat(fan.machine()).isEqualTo("fan");
    assertThat(fan.id()).isEqualTo("02");
    assertThat(fan.snrDb()).isEqualTo(-6);
    // Logarithms of what is positive everywhere; what repeats the crossings' mean is left out.
    assertThat(fan.normal())
        .containsExactly(
            new float[] {0, (float) Math.log(2), -1},
            new float[] {(float) Math.log(3), (float) Math.log(4), 0.5f});
    assertThat(fan.abnormal())
        .containsExactly(new float[] {(float) Math.log(5), (float) Math.log(6), 2});
    assertThat(cases.get(1).machine()).isEqualTo("pump");
    assertThat(cases.get(1).abnormal()).isEmpty();
  }

  @Test
  void columnsMayStandInAnyOrder() throws IOException {
    MimiiTable.Case one =
        MimiiTable.read(
                table("F_x,is_anomaly,clip,machine_id,note,snr_db,machine\n-2,1,c,7,n,3,saw\n"))
            .get(0);

    assertThat(one.machine() + one.id() + one.snrDb()).isEqualTo("saw73");
    assertThat(one.abnormal()).containsExactly(new float[] {-2});
  }

  @Test
  void abnormalRowsHaveNoSayInWhatIsALogarithm() throws IOException {
    List<float[]> normal = MimiiTable.read(table(HEADER + ROWS)).get(0).normal();

    MimiiTable.Case one =
        MimiiTable.read(table(HEADER + ROWS.replace("0000,1,5", "0000,1,0"))).get(0);

    assertThat(one.normal()).containsExactlyElementsOf(normal);
    assertThat(one.abnormal().get(0)[0]).as("no logarithm: as far as can be").isLessThan(-80);
  }

  @Test
  void namesFileAndLineOfWhatCannotBeRead() throws IOException {
    assertRefused(HEADER + ROWS.replace("3,4,9,0.5", "3,4,9,loud"), 3, "F_mfcc_mean is 'loud'");
    assertRefused(HEADER + ROWS.replace("3,4,9,0.5", "3,,9,0.5"), 3, "T_zcr_mean is ''");
    assertRefused(HEADER + ROWS.replace("3,4,9,0.5", "3,4,9,NaN"), 3, "finite");
    assertRefused(HEADER + ROWS.replace("3,4,9,0.5", "3,4,9,1e99"), 3, "1.0E99");
    assertRefused(
        HEADER + ROWS.replace("3,4,9,0.5", "3,4,9"), 3, "has 8 columns, the header names 9");
    assertRefused(HEADER + ROWS.replace("pump,0,", "pump,zero,"), 5, "snr_db is 'zero'");
    assertRefused(HEADER + ROWS.replace("0000,1,5", "0000,yes,5"), 4, "is_anomaly is 'yes'");
    assertRefused(ROWS, 1, "the header must name");
    assertRefused("machine,snr_db,machine_id,clip,is_anomaly\nfan,0,0,c,0\n", 1, "no feature");
    assertRefused(HEADER, 0, "holds no rows");
    assertRefused("", 0, "is empty");
  }

  private void assertRefused(String text, long line, String reason) throws IOException {
    Path file = table(text);
    assertThatThrownBy(() -> MimiiTable.read(file))
        .isInstanceOfSatisfying(
            MalformedDatasetException.class,
            e -> {
              assertThat(e.lineNumber()).isEqualTo(line);
              assertThat(e).hasMessageContaining("table.csv").hasMessageContaining(reason);
            });
  }

  /** Counts as the description of the data has them. */
  @Test
  void readsTheRealTable() {
    if (!Files.isRegularFile(TABLE)) {
      assertThat(System.getenv("CI")).as("CI must have " + TABLE).isNotEqualTo("true");
      assumeTrue(false, "no data at " + TABLE);
    }
    List<MimiiTable.Case> cases = MimiiTable.read(TABLE);

    assertThat(cases).hasSize(9);
    int rows = 0;
    for (MimiiTable.Case one : cases) {
      rows += one.normal().size() + one.abnormal().size();
      assertThat(one.normal().size() + "/" + one.abnormal().size())
          .as("%s at %d dB", one.id(), one.snrDb())
          .isEqualTo(
              switch (one.id()) {
                case "00" -> "1011/407";
                case "04" -> "1033/348";
                default -> "1015/361";
              });
      assertThat(one.normal().get(0)).hasSize(17);
    }
    assertThat(rows).isEqualTo(12525);
  }
}
