package io.millwright.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.ingest.Published;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.SourceRecord;
import io.millwright.ingest.TelemetrySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavReplayTest {
  @TempDir Path folder = Path.of("");

  @Test
  void filesOfAFolderFollowEachOtherInSecondsOfOneMachine() throws IOException {
    Recordings.wav(folder.resolve("fan/1.wav"), 100, 1, 250);
    Recordings.wav(folder.resolve("fan/2.wav"), 200, 1, 200);

    Published published = Published.of(WavReplay.open(List.of(folder.resolve("fan"))));

    assertThat(published.outlet().sounds())
        .extracting(f -> f.sequence() + " " + f.samplesPerChannel() + " " + f.time())
        .containsExactly(
            "1 100 2020-01-01T00:00:00Z",
            "2 100 2020-01-01T00:00:01Z",
            "3 50 2020-01-01T00:00:02Z",
            "4 200 2020-01-01T00:00:02.500Z");
    AudioFrame third = published.outlet().sounds().get(2);
    assertThat(third.assetId().value()).isEqualTo("fan");
    assertThat(third.pointId()).isEqualTo("microphone");
    assertThat(third.channels()).containsExactly("mono");
    assertThat(third.format()).isEqualTo(SampleFormat.INT16);
    assertThat(third.samples()).hasSize(100).startsWith(200, 0, 201, 0);
    assertThat(third.pascalPerUnit()).isNull();
    assertThat(published.totals().framesAccepted()).isEqualTo(4);
  }

  @Test
  void foldersAreToldApartByAsMuchOfTheirPathAsThatNeeds() throws IOException {
    Recordings.wav(folder.resolve("Healthy/M1/1400.wav"), 100, 2, 10);
    Recordings.wav(folder.resolve("Propeller/M1/1400.wav"), 100, 2, 10);

    try (TelemetrySource source = WavReplay.open(List.of(folder))) {
      assertThat(source.assets())
          .extracting(asset -> asset.id().value())
          .containsExactly("Healthy-M1", "Propeller-M1");
      List<String> positions = new ArrayList<>();
      for (SourceRecord r = source.next(); r != null; r = source.next()) {
        positions.add(r.position().toString());
      }
      assertThat(positions).containsExactly("Healthy/M1/1400.wav#1", "Propeller/M1/1400.wav#1");
    }
  }

  @Test
  void everyNumberOfChannelsIsAPointOfItsOwn() throws IOException {
    Recordings.wav(folder.resolve("fan/1.wav"), 100, 1, 10);
    Recordings.wav(folder.resolve("fan/2.wav"), 100, 8, 10);

    Published published = Published.of(WavReplay.open(List.of(folder)));

    assertThat(published.outlet().sounds())
        .extracting(AudioFrame::pointId)
        .containsExactly("microphone", "microphone-8ch");
    assertThat(published.outlet().sounds().get(1).channels()).hasSize(8).startsWith("ch1", "ch2");
    assertThat(published.totals().rejected()).isZero();
  }

  @Test
  void aFileThatIsNoSoundIsLeftOutAndNamedAtTheEnd() throws IOException {
    Recordings.wav(folder.resolve("fan/1.wav"), 100, 1, 10);
    Recordings.cut(Recordings.wav(folder.resolve("fan/2.wav"), 100, 1, 10), 6);
    Files.writeString(folder.resolve("fan/3.wav"), "ID3");
    Recordings.wav(folder.resolve("fan/4.wav"), 100, 1, 10);

    TelemetrySource source = WavReplay.open(List.of(folder));

    assertThat(source.next()).isNotNull();
    assertThat(source.next()).isNotNull();
    assertThatThrownBy(source::next)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("2.wav")
        .hasMessageContaining("is cut: ends after 7 of 10 samples");
    source.close();
  }

  @Test
  void refusesWhereNothingIsSound() throws IOException {
    Path file = Files.writeString(folder.resolve("a.wav"), "RIFF");

    assertThatThrownBy(() -> WavReplay.open(List.of(file)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("a.wav");
    assertThatThrownBy(() -> WavReplay.open(List.of(folder.resolve("none.wav"))))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void everySecondOfAPublishedClipIsAccepted() {
    Path clips = DataSets.find("audio/mimii/pump");

    Published published = Published.of(WavReplay.open(List.of(clips)));

    assertThat(published.outlet().sounds()).hasSize(20);
    assertThat(published.totals().rejected()).isZero();
    try (TelemetrySource source = WavReplay.open(List.of(clips))) {
      assertThat(source.assets())
          .extracting(Asset::id)
          .extracting(Object::toString)
          .containsExactly("abnormal", "normal");
    }
  }
}
