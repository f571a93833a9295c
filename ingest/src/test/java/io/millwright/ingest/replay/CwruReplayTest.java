package io.millwright.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.ingest.IngestTotals;
import io.millwright.ingest.Published;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.signal.BearingFrequencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CwruReplayTest {
  private static final String SPEEDS = "\"rpm_recorded\": 1772, \"rpm_nominal\": 1770,";

  @TempDir Path folder = Path.of("");

  @Test
  void aSecondOfEachChannelIsAFrameOfItsOwnPoint() throws IOException {
    Recordings.cwru(folder, "IR007_1", 250, SPEEDS, "DE", "FE");

    Published published = Published.of(CwruReplay.open(List.of(folder)));

    List<WaveformFrame> frames = published.outlet().waveforms();
    assertThat(frames)
        .extracting(f -> f.pointId() + " " + f.samplesPerChannel() + " " + f.time())
        .containsExactly(
            "de 100 2020-01-01T00:00:00Z",
            "fe 100 2020-01-01T00:00:00Z",
            "de 100 2020-01-01T00:00:01Z",
            "fe 100 2020-01-01T00:00:01Z",
            "de 50 2020-01-01T00:00:02Z",
            "fe 50 2020-01-01T00:00:02Z");
    WaveformFrame last = frames.get(5);
    assertThat(last.channels()).containsExactly("FE");
    assertThat(last.scale()).isEqualTo(0.2);
    assertThat(last.unit()).isEqualTo("[g]");
    assertThat(last.shaftSpeedRpm()).isEqualTo(1772.0);
    // sample 200 of the second of two channels has count 401
    assertThat(last.samples()).startsWith(401 & 0xff, 401 >> 8);
    assertThat(published.totals()).isEqualTo(new IngestTotals(0, 0, 0, 6, 6, 0, 0, 0));
  }

  @Test
  void takesTheNominalSpeedWhereNoneWasRecordedAndNoneWhereThereIsNone() throws IOException {
    Recordings.cwru(folder, "a", 10, "\"rpm_nominal\": 1730,", "DE");
    Recordings.cwru(folder, "b", 10, "", "DE");

    assertThat(Published.of(CwruReplay.open(List.of(folder))).outlet().waveforms())
        .extracting(WaveformFrame::shaftSpeedRpm)
        .containsExactly(1730.0, null);
  }

  @Test
  void eachPointSitsOnItsBearing() throws IOException {
    Recordings.cwru(folder, "a", 10, "", "DE", "FE", "BA");

    try (TelemetrySource source = CwruReplay.open(List.of(folder.resolve("a.bin.gz")))) {
      Asset motor = source.assets().get(0);
      assertThat(motor.signals())
          .extracting("itemId")
          .containsExactly("bearing-de", "bearing-fe", null);
    }
    // The orders that the data center publishes for 6205-2RS and 6203-2RS.
    assertThat(BearingFrequencies.of(CwruReplay.DRIVE_END).outerRace())
        .isCloseTo(3.5848, within(5e-5));
    assertThat(BearingFrequencies.of(CwruReplay.FAN_END).outerRace())
        .isCloseTo(3.053, within(5e-4));
  }

  @Test
  void saysWhichRecordIsCut() throws IOException {
    Path counts = Recordings.cwru(folder, "a", 250, "", "DE");
    Recordings.cut(counts, 12);

    TelemetrySource source = CwruReplay.open(List.of(counts));
    assertThatThrownBy(
            () -> {
              while (source.next() != null) {
                continue;
              }
            })
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("a.bin.gz")
        .hasMessageContaining("truncated");
    source.close();

    Files.writeString(folder.resolve("a.json"), "{}");
    assertThatThrownBy(() -> CwruReplay.open(List.of(counts)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("a.json");
  }

  @Test
  void refusesAHeaderWithoutASampleRate() throws IOException {
    Recordings.cwru(folder, "a", 10, "", "DE");
    Path header = folder.resolve("a.json");
    Files.writeString(
        header,
        Files.readString(header).replace("\"sampling_rate_hz\": 100", "\"sampling_rate_hz\": 0"));

    assertThatThrownBy(() -> CwruReplay.open(List.of(folder)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("a.json")
        .hasMessageContaining("'sampling_rate_hz' is 0");
  }

  @ParameterizedTest
  @CsvSource({
    "0, ends after 0 of 2 samples (wrong number of bytes)",
    "3, ends after 1 of 2 samples (wrong number of bytes)",
    "5, holds more than its 2 samples"
  })
  void saysWhereCountsAreOfTheWrongNumber(int bytes, String words) throws IOException {
    Recordings.gzip(Recordings.cwru(folder, "a", 2, "", "DE"), new byte[bytes]);

    try (TelemetrySource source = CwruReplay.open(List.of(folder))) {
      assertThatThrownBy(
              () -> {
                while (source.next() != null) {
                  continue;
                }
              })
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("a.bin.gz")
          .hasMessageContaining(words);
    }
  }

  @Test
  void everySampleOfAPublishedRecordIsAccepted() {
    Published published =
        Published.of(CwruReplay.open(List.of(DataSets.find("cwru/IR007_1.json"))));

    assertThat(published.outlet().waveforms())
        .filteredOn(frame -> frame.pointId().equals("de"))
        .hasSize(11)
        .extracting(WaveformFrame::samplesPerChannel)
        .endsWith(12_000, 1991);
    assertThat(published.outlet().waveforms().get(0).time())
        .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(published.totals().rejected()).isZero();
  }
}
