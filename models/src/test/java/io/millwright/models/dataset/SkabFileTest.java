package io.millwright.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkabFileTest {
  private final Path folder;

  SkabFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void takesChannelsFromTheHeaderAndLabelsFromTheirColumns() throws IOException {
    Path file =
        write(
            "datetime;Current;Volume Flow RateRMS;anomaly;changepoint\n2020-03-09 10:14:33;1.5;32.0;1.0;0.0\n");

    List<SkabRow> rows = SkabFile.readAll(file);

    try (DatasetReader<SkabRow> reader = SkabFile.open(file)) {
      assertThat(reader.channels()).containsExactly("Current", "Volume Flow RateRMS");
    }
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).time()).isEqualTo(Instant.parse("2020-03-09T10:14:33Z"));
    assertThat(rows.get(0).values()).containsExactly(1.5, 32);
    assertThat(rows.get(0).anomaly()).isTrue();
    assertThat(rows.get(0).changePoint()).isFalse();
  }

  @Test
  void readsFilesWithoutLabels() throws IOException {
    SkabRow row = SkabFile.readAll(write("datetime;Current\n2020-03-09 10:14:33;1.5\n")).get(0);

    assertThat(row.anomaly()).isNull();
    assertThat(row.changePoint()).isNull();
  }

  @Test
  void tellsBadLinesFromGoodOnes() throws IOException {
    Path file =
        write(
            "datetime;Current\nyesterday;1.5\n2020-03-09 10:14:33;1.5;2\n2020-03-09 10:14:33;high\n");

    try (DatasetReader<SkabRow> reader = SkabFile.open(file)) {
      assertThat(((DatasetLine.Bad<SkabRow>) reader.next()).reason())
          .startsWith("datetime is 'yesterday'");
      assertThat(((DatasetLine.Bad<SkabRow>) reader.next()).reason())
          .isEqualTo("has 3 columns, the header names 2");
      assertThat(((DatasetLine.Bad<SkabRow>) reader.next()).reason())
          .isEqualTo("Current is 'high', a number is needed");
      assertThat(reader.hasNext()).isFalse();
    }
    assertThatThrownBy(() -> SkabFile.readAll(file)).hasMessageContaining("line 2");
  }

  @Test
  void refusesAHeaderThatNamesNoTimeOrNoChannel() throws IOException {
    Path noTime = write("time;Current\n");
    assertThatThrownBy(() -> SkabFile.open(noTime))
        .hasMessageContaining("must begin with 'datetime;'");
    Path noChannel = write("datetime;anomaly\n");
    assertThatThrownBy(() -> SkabFile.open(noChannel)).hasMessageContaining("names no channel");
    Path twice = write("datetime;a;a\n");
    assertThatThrownBy(() -> SkabFile.open(twice)).hasMessageContaining("a channel twice");
    Path missing = folder.resolve("absent.csv");
    assertThatThrownBy(() -> SkabFile.open(missing)).hasMessageContaining("no such file");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "skab", ".csv"), text);
  }
}
