package io.millwright.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.ingest.IngestTotals;
import io.millwright.ingest.Published;
import io.millwright.ingest.SourceException;
import io.millwright.ingest.TelemetrySource;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.FrameSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FemtoReplayTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aSnapshotIsAFrameAtItsClockTime() throws IOException {
    Recordings.femto(folder, "Bearing9_1", 2, "9:39:39:65664", "9:39:49:65664");

    Published published = Published.of(FemtoReplay.open(List.of(folder.resolve("Bearing9_1"))));

    List<WaveformFrame> frames = published.outlet().waveforms();
    assertThat(frames).hasSize(2);
    WaveformFrame second = frames.get(1);
    assertThat(second.time()).isEqualTo(Instant.parse("2020-01-01T09:39:49.065664Z"));
    assertThat(second.assetId().value()).isEqualTo("Bearing9_1");
    assertThat(second.sequence()).isEqualTo(2);
    assertThat(second.origin()).isEqualTo(Origin.REPLAYED);
    assertThat(second.channels()).containsExactly("horizontal", "vertical");
    assertThat(second.format()).isEqualTo(SampleFormat.INT24);
    assertThat(second.shaftSpeedRpm()).isEqualTo(1800.0);
    FrameSamples samples = new FrameSamples();
    samples.read(second);
    assertThat(samples.channel(0)[1]).isCloseTo(6 * 0.00980665f, within(1e-7f));
    assertThat(samples.channel(1)[1]).isCloseTo(7 * 0.00980665f, within(1e-7f));
    assertThat(published.outlet().waveforms().get(0).samples())
        .containsExactly(0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0);
  }

  @Test
  void goesOnPastMidnightAndKeepsAFaultOfTheClock() throws IOException {
    Recordings.femto(folder, "b", 4, "23:59:55:0", "0:0:5:0", "0:0:1:0", "0:0:25:0");

    assertThat(Published.of(FemtoReplay.open(List.of(folder))).outlet().waveforms())
        .extracting(WaveformFrame::time)
        .containsExactly(
            Instant.parse("2020-01-01T23:59:55Z"),
            Instant.parse("2020-01-02T00:00:05Z"),
            Instant.parse("2020-01-02T00:00:01Z"),
            Instant.parse("2020-01-02T00:00:25Z"));
  }

  @Test
  void theAssetHasTheBearingOfThePlatform() throws IOException {
    Recordings.femto(folder, "b", 1, "1:2:3:0");

    try (TelemetrySource source = FemtoReplay.open(List.of(folder))) {
      Asset asset = source.assets().get(0);
      assertThat(asset.signals().get(0).channels())
          .extracting("direction")
          .containsExactly(SignalDirection.HORIZONTAL, SignalDirection.VERTICAL);
      assertThat(asset.kinematics().nominalSpeedRpm()).isEqualTo(1800.0);
      assertThat(asset.item(asset.signals().get(0).itemId())).extracting("bearing").isNotNull();
    }
    // 13/2 (1 - 3.5/25.6) shaft turns; Nectoux et al. give 168 Hz at 1800 rpm
    assertThat(BearingFrequencies.of(FemtoReplay.GEOMETRY).outerRace() * 30)
        .isCloseTo(168.3, within(0.1));
  }

  @Test
  void aSnapshotWithoutATimeIsRejectedWhole() throws IOException {
    Recordings.femto(folder, "b", 2, "1:2:3:0");

    Published published = Published.of(FemtoReplay.open(List.of(folder)));

    assertThat(published.totals()).isEqualTo(new IngestTotals(0, 0, 0, 2, 1, 1, 0, 0));
    var rejected = published.outlet().rejected().get(0);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.IMPOSSIBLE_TIME);
    assertThat(rejected.source()).isEqualTo("b.acc.bin.gz#2");
    assertThat(rejected.raw()).hasSize(12);
  }

  @Test
  void playsWhatThereIsOfACutRecordAndTheOthersThenSaysSo() throws IOException {
    Path cut = Recordings.femto(folder, "a", 3, "1:0:0:0", "1:0:10:0", "1:0:20:0");
    Recordings.gzip(cut, new byte[30]); // two snapshots and a half
    Recordings.femto(folder, "b", 1, "1:0:0:0");

    TelemetrySource source = FemtoReplay.open(List.of(folder));
    for (int i = 0; i < 3; i++) {
      assertThat(source.next()).isNotNull();
    }
    assertThatThrownBy(source::next)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("a.acc.bin.gz")
        .hasMessageContaining("wrong number of bytes")
        .hasMessageEndingWith("what came before it was played");
    source.close();
  }

  @Test
  void namesEveryRecordThatIsCut() throws IOException {
    for (String name : List.of("a", "b")) {
      Path cut = Recordings.femto(folder, name, 2, "1:0:0:0", "1:0:10:0");
      Recordings.gzip(cut, new byte[18]); // a snapshot and a half
    }
    TelemetrySource source = FemtoReplay.open(List.of(folder));
    assertThat(source.next()).isNotNull();
    assertThat(source.next()).isNotNull();
    assertThatThrownBy(source::next)
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("2 files break off, what came before was played: ")
        .hasMessageContaining("a.acc.bin.gz")
        .hasMessageContaining("b.acc.bin.gz");
    source.close();
  }

  @Test
  void refusesWhatIsNoRecordingOfSnapshots() throws IOException {
    Path counts = Recordings.femto(folder, "b", 1, "1:0:0:0");
    Files.delete(folder.resolve("b.index.csv.gz"));

    assertThatThrownBy(() -> FemtoReplay.open(List.of(counts)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is no recording of snapshots");
    assertThatThrownBy(() -> FemtoReplay.open(List.of(folder.resolve("none"))))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no such record");
  }

  @Test
  void refusesTwoRecordsOfOneName() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Recordings.femto(folder, "b", 1, "1:0:0:0");
    Recordings.femto(other, "b", 1, "1:0:0:0");

    assertThatThrownBy(() -> FemtoReplay.open(List.of(folder)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("two recordings are named b");
  }

  /** The published record, whose clock was wrong for two snapshots. */
  @Test
  void everySnapshotOfAPublishedBearingIsAccepted() {
    Path record = DataSets.find("femto/Bearing1_1.acc.bin.gz");

    Published published = Published.of(FemtoReplay.open(List.of(record)));

    assertThat(published.totals()).isEqualTo(new IngestTotals(0, 0, 0, 2803, 2803, 0, 0, 0));
    assertThat(published.outlet().waveforms().get(2802).time())
        .isEqualTo(Instant.parse("2020-01-01T17:26:39.065664Z"));
  }
}
