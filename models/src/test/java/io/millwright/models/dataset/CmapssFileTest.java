package io.millwright.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmapssFileTest {
  private static final String SENSORS = " 0.1 0.2 100.0" + " 5.5".repeat(21) + "  \n";

  private final Path folder;

  CmapssFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsUnitsCyclesAndValues() throws IOException {
    Path file = write("1 1" + SENSORS + "1 2" + SENSORS + "\n2 1" + SENSORS);

    List<CmapssRow> rows = CmapssFile.readAll(file);

    assertThat(rows).extracting(CmapssRow::unit).containsExactly(1, 1, 2);
    assertThat(rows).extracting(CmapssRow::cycle).containsExactly(1, 2, 1);
    assertThat(rows.get(0).values()).hasSize(24).startsWith(0.1, 0.2, 100, 5.5);
  }

  @Test
  void readsGzipWhateverTheName() throws IOException {
    Path file = folder.resolve("no-ending");
    Files.write(file, gzip("7 3" + SENSORS));

    assertThat(CmapssFile.readAll(file)).extracting(CmapssRow::unit).containsExactly(7);
  }

  @Test
  void namesAMissingFile() {
    Path file = folder.resolve("absent.txt");

    assertThatThrownBy(() -> CmapssFile.readAll(file))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessage(file + ": no such file");
  }

  @Test
  void refusesAFolderAndAnEmptyFile() throws IOException {
    assertThatThrownBy(() -> CmapssFile.readAll(folder)).hasMessageContaining("is a directory");
    Path empty = write("");
    assertThatThrownBy(() -> CmapssFile.readAll(empty)).hasMessageContaining("is empty");
    Path blank = write("\n\n");
    assertThatThrownBy(() -> CmapssFile.readAll(blank)).hasMessageContaining("holds no rows");
  }

  @Test
  void saysWhereATruncatedGzipEnds() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int cycle = 1; cycle <= 5000; cycle++) {
      text.append("1 ")
          .append(cycle)
          .append(" 0.1 ")
          .append(cycle * 0.37 % 1)
          .append(" 100")
          .append(" 5.5".repeat(21))
          .append('\n');
    }
    byte[] whole = gzip(text.toString());
    Path file = folder.resolve("cut.txt.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> CmapssFile.readAll(file))
        .isInstanceOfSatisfying(
            MalformedDatasetException.class,
            e -> {
              assertThat(e.reason()).contains("gzip stream is truncated or corrupt");
              assertThat(e.lineNumber()).isGreaterThan(100);
            });
  }

  @Test
  void refusesAGzipHeaderWithoutContent() throws IOException {
    Path file = folder.resolve("head.gz");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8});

    assertThatThrownBy(() -> CmapssFile.readAll(file))
        .hasMessageContaining("gzip stream is truncated");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file = folder.resolve("binary");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc0, 10});

    assertThatThrownBy(() -> CmapssFile.readAll(file)).hasMessageContaining("not text");
  }

  @Test
  void countsColumns() throws IOException {
    Path few = write("1 1" + SENSORS + "1 2 0.5\n");
    assertThatThrownBy(() -> CmapssFile.readAll(few))
        .hasMessage(few + ", line 2: has 3 columns, 26 are needed");
    Path many = write("1 1 " + SENSORS.strip() + " 9\n");
    assertThatThrownBy(() -> CmapssFile.readAll(many))
        .hasMessageContaining("line 1: has 27 columns");
  }

  @Test
  void namesTheColumnThatIsNoNumber() throws IOException {
    Path word = write("1 1" + SENSORS.replaceFirst("5\\.5", "hot"));
    assertThatThrownBy(() -> CmapssFile.readAll(word))
        .hasMessageContaining("line 1: T2 is 'hot', a number is needed");
    Path nan = write("1 1" + SENSORS.replaceFirst("5\\.5", "NaN"));
    assertThatThrownBy(() -> CmapssFile.readAll(nan))
        .hasMessageContaining("T2 is NaN, a finite number is needed");
    Path unit = write("one 1" + SENSORS);
    assertThatThrownBy(() -> CmapssFile.readAll(unit)).hasMessageContaining("unit is 'one'");
    Path zero = write("1 0" + SENSORS);
    assertThatThrownBy(() -> CmapssFile.readAll(zero))
        .hasMessageContaining("cycle is 0, 1 or more is needed");
  }

  @Test
  void refusesCyclesThatDoNotIncrease() throws IOException {
    Path file = write("1 1" + SENSORS + "2 5" + SENSORS + "1 1" + SENSORS);

    assertThatThrownBy(() -> CmapssFile.readAll(file))
        .hasMessageContaining("line 3: unit 1 has cycle 1 after cycle 1");
  }

  @Test
  void readsOnBehindABadLineWhenAskedLineByLine() throws IOException {
    Path file = write("1 1" + SENSORS + "1 x" + SENSORS + "\n1 1" + SENSORS);
    List<DatasetLine<CmapssRow>> lines = new ArrayList<>();

    try (DatasetReader<CmapssRow> reader = CmapssFile.open(file)) {
      reader.forEachRemaining(lines::add);
    }

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isInstanceOf(DatasetLine.Good.class);
    assertThat(lines.get(1))
        .isEqualTo(
            new DatasetLine.Bad<CmapssRow>(
                2,
                "1 x" + SENSORS.stripTrailing() + "  ",
                "cycle is 'x', a whole number is needed"));
    assertThat(lines.get(2).lineNumber()).isEqualTo(4);
  }

  @Test
  void readsTheTruth() throws IOException {
    assertThat(CmapssFile.readTruth(write("112 \n98 \n"))).containsExactly(112.0, 98.0);
    Path negative = write("112\n-1\n");
    assertThatThrownBy(() -> CmapssFile.readTruth(negative))
        .hasMessageContaining("line 2")
        .hasMessageContaining("negative");
  }

  private Path write(String text) throws IOException {
    Path file = Files.createTempFile(folder, "cmapss", ".txt");
    return Files.writeString(file, text);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
