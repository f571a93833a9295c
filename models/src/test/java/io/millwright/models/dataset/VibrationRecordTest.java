package io.millwright.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VibrationRecordTest {
  /** Two channels in blocks of two samples; the last block has one. */
  private static final String HEADER =
      """
      {"record": "B1", "label": "OR", "load_hp": 2, "outer_race_position_oclock": null,
       "rpm_nominal": 1750, "rpm_recorded": 1752, "sampling_rate_hz": 12000, "unit": "g",
       "channels": [{"name": "DE", "scale": 0.5}, {"name": "FE", "scale": 0.001}],
       "encoding": "int16, 2 byte planes per block, gzip", "block_samples": 2, "samples": 3}
      """;

  private static final int[][] SAMPLES = {{1, -2, 300, -32768}, {32767, 0}};

  private final Path folder;

  VibrationRecordTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void joinsTwoPlanesAndKeepsSigns() throws IOException {
    write("B1", HEADER, planes(2, SAMPLES));

    try (VibrationBlocks blocks = VibrationRecord.open(folder.resolve("B1.json")).blocks()) {
      assertThat(blocks.next()).isTrue();
      assertThat(blocks.counts()).containsExactly(1, -2, 300, -32768);
      assertThat(blocks.next()).isTrue();
      assertThat(blocks.samples()).isEqualTo(1);
      assertThat(blocks.counts()).containsExactly(32767, 0);
      assertThat(blocks.next()).isFalse();
      assertThat(blocks.blocksRead()).isEqualTo(2);
    }
  }

  @Test
  void joinsThreePlanesAndCountsSnapshots() throws IOException {
    String header =
        HEADER
            .replace("int16, 2", "int24, 3")
            .replace("\"samples\": 3", "\"snapshots\": 2, \"challenge_cut_snapshot\": 1");
    int[][] snapshots = {{1, -1, 8388607, -8388608}, {256, -256, 65536, -65536}};
    write("B1", header, planes(3, snapshots));

    VibrationRecord record = VibrationRecord.open(folder.resolve("B1.bin.gz"));

    assertThat(record.header().samples()).isEqualTo(4);
    assertThat(record.header().number("challenge_cut_snapshot")).hasValue(1);
    try (VibrationBlocks blocks = record.blocks()) {
      for (int[] snapshot : snapshots) {
        assertThat(blocks.next()).isTrue();
        assertThat(blocks.counts()).containsExactly(snapshot);
      }
      assertThat(blocks.next()).isFalse();
    }
  }

  @Test
  void scalesEachChannelByItsOwnScale() throws IOException {
    write("B1", HEADER, planes(2, SAMPLES));
    float[] values = new float[2];

    try (VibrationBlocks blocks = VibrationRecord.open(folder.resolve("B1")).blocks()) {
      blocks.next();
      blocks.values(0, values);
      assertThat(values).containsExactly(0.5f, 150f);
      blocks.values(1, values);
      assertThat(values).containsExactly(-0.002f, -32.768f);
      blocks.acceleration(0, values);
      // 0.5 g and 150 g, to the precision of a float
      assertThat(values[0]).isCloseTo(4.903325f, within(1e-6f));
      assertThat(values[1]).isCloseTo(1470.9975f, within(1e-3f));
    }
  }

  @Test
  void givesLabelsAndShaftSpeed() throws IOException {
    write("B1", HEADER, planes(2, SAMPLES));

    VibrationHeader header = VibrationRecord.open(folder.resolve("B1.json")).header();

    assertThat(header.text("label")).isEqualTo("OR");
    assertThat(header.number("load_hp")).hasValue(2);
    assertThat(header.text("outer_race_position_oclock")).isNull();
    assertThat(header.number("label")).isEmpty();
    assertThat(header.shaftSpeedHz()).isEqualTo(1752 / 60.0);
    assertThat(header.channels()).extracting("name").containsExactly("DE", "FE");
  }

  @Test
  void readsToTheEndOfTheStreamWhereTheHeaderGivesNoLength() throws IOException {
    write("B1", HEADER.replace(", \"samples\": 3", ""), planes(2, SAMPLES));

    try (VibrationBlocks blocks = VibrationRecord.open(folder.resolve("B1.json")).blocks()) {
      assertThat(blocks.next()).isTrue();
      assertThat(blocks.next()).isTrue();
      assertThat(blocks.counts()).containsExactly(32767, 0);
      assertThat(blocks.next()).isFalse();
    }
  }

  @Test
  void carriesClockTimesOverMidnightAndKeepsFaultsOfTheClock() throws IOException {
    write("B1", HEADER, planes(2, SAMPLES));
    index("1,23,59,50,500000\n2,0,0,0,500000\n3,0,0,10,500000\n4,0,0,5,0\n");

    assertThat(VibrationRecord.open(folder.resolve("B1.json")).snapshotTimes())
        .containsExactly(
            Duration.ofHours(24).minusMillis(9500),
            Duration.ofHours(24).plusMillis(500),
            Duration.ofHours(24).plusMillis(10500),
            Duration.ofHours(24).plusSeconds(5));
  }

  @Test
  void refusesWhatIsNoClockTime() throws IOException {
    write("B1", HEADER, planes(2, SAMPLES));
    index("1,23,60,50,500000\n");
    VibrationRecord record = VibrationRecord.open(folder.resolve("B1.json"));

    assertThatThrownBy(record::snapshotTimes)
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageEndingWith("B1.index.csv.gz, line 2: '1,23,60,50,500000' is no clock time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"sampling_rate_hz\": 12000|\"sampling_rate_hz\": 0|'sampling_rate_hz' is 0, a number above 0",
        "\"sampling_rate_hz\": 12000|\"rate\": 12000|has no 'sampling_rate_hz'",
        "\"block_samples\": 2|\"block_samples\": -2|'block_samples' is -2",
        "\"unit\": \"g\"|\"unit\": \"mm/s\"|'unit' is 'mm/s'",
        "int16|float|'encoding' is 'float, 2 byte",
        "\"scale\": 0.5|\"factor\": 0.5|has no 'scale'",
        "\"channels\"|\"sensors\"|'channels' names no channel",
        "\"name\": \"FE\"|\"name\": \"DE\"|'channels' names 'DE' twice",
        "\"record\": \"B1\"|\"record\": 1|'record' is 1, a text is needed",
        "\"label\"|label|is no JSON",
      })
  void namesTheFaultOfAHeader(String right, String wrong, String complaint) throws IOException {
    write("B1", HEADER.replace(right, wrong), planes(2, SAMPLES));

    assertThatThrownBy(() -> VibrationRecord.open(folder.resolve("B1.json")))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("B1.json")
        .hasMessageContaining(complaint);
  }

  @Test
  void refusesAHeaderWithoutChannels() throws IOException {
    String header = HEADER.replaceAll("\"channels\": \\[[^]]*]", "\"channels\": []");
    write("B1", header, planes(2, SAMPLES));

    assertThatThrownBy(() -> VibrationRecord.open(folder.resolve("B1.json")))
        .hasMessageEndingWith("'channels' names no channel");
  }

  @Test
  void refusesTooFewAndTooManyBytes() throws IOException {
    byte[] whole = planes(2, SAMPLES);
    write("B1", HEADER, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(this::readWhole)
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageEndingWith("ends after 2 of 3 samples (wrong number of bytes)");

    write("B1", HEADER, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(this::readWhole).hasMessageEndingWith("holds more than its 3 samples");

    write("B1", HEADER.replace(", \"samples\": 3", ""), Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(this::readWhole)
        .hasMessageEndingWith("ends within a sample (wrong number of bytes)");

    write("B1", HEADER.replace(", \"samples\": 3", ""), new byte[0]);
    assertThatThrownBy(this::readWhole).hasMessageEndingWith("holds no samples");
  }

  @Test
  void refusesATruncatedGzipStreamAndWhatIsNone() throws IOException {
    write("B1", HEADER, planes(2, SAMPLES));
    Path counts = folder.resolve("B1.bin.gz");
    byte[] bytes = Files.readAllBytes(counts);
    Files.write(counts, Arrays.copyOf(bytes, bytes.length - 9));
    assertThatThrownBy(this::readWhole)
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("the gzip stream is truncated or corrupt");

    Files.write(counts, new byte[] {1, 2, 3, 4});
    assertThatThrownBy(this::readWhole).hasMessageContaining("cannot be opened as a gzip stream");
  }

  @Test
  void findsTheRecordsOfAFolderByName() throws IOException {
    write("B2", HEADER.replace("B1", "B2"), planes(2, SAMPLES));
    write("B1", HEADER, planes(2, SAMPLES));

    assertThat(VibrationRecord.openAll(folder))
        .extracting(VibrationRecord::name)
        .containsExactly("B1", "B2");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThatThrownBy(() -> VibrationRecord.openAll(folder))
        .hasMessageEndingWith("holds no vibration record (*.json)");
    assertThatThrownBy(() -> VibrationRecord.openAll(folder.resolve("none")))
        .hasMessageEndingWith("is no folder of vibration records");
    assertThatThrownBy(() -> VibrationRecord.open(folder.resolve("B1.json")))
        .hasMessageContaining("no such record");

    Files.writeString(folder.resolve("B1.json"), HEADER);
    assertThatThrownBy(() -> VibrationRecord.open(folder.resolve("B1.json")))
        .hasMessageEndingWith("has no counts beside it (B1.bin.gz is needed)");
  }

  private void readWhole() {
    try (VibrationBlocks blocks = VibrationRecord.open(folder.resolve("B1.json")).blocks()) {
      while (blocks.next()) {
        assertThat(blocks.samples()).isPositive();
      }
    }
  }

  private void write(String name, String header, byte[] content) throws IOException {
    Files.writeString(folder.resolve(name + ".json"), header);
    Files.write(folder.resolve(name + ".bin.gz"), gzip(content));
  }

  private void index(String rows) throws IOException {
    String text = "snapshot,hour,minute,second,microsecond\n" + rows;
    Files.write(folder.resolve("B1.index.csv.gz"), gzip(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] planes(int width, int[][] blocks) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int[] block : blocks) {
      for (int plane = 0; plane < width; plane++) {
        for (int count : block) {
          bytes.write(count >> 8 * plane);
        }
      }
    }
    return bytes.toByteArray();
  }
}
