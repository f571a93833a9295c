package io.millwright.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.ingest.replay.CmapssReplay;
import io.millwright.ingest.simulation.PlantSimulation;
import io.millwright.runtime.metrics.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryPublisherTest {
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void stampsIngestTimeInMicrosecondsAndSaysWhereARecordComesFrom() {
    RecordingOutlet outlet = new RecordingOutlet();
    Instant now = Instant.parse("2026-02-01T12:00:00.123456789Z");
    TelemetryPublisher publisher =
        new TelemetryPublisher(outlet, new Metrics(), InstantSource.fixed(now));

    publisher.publish(
        PlantSimulation.lasting(1, Duration.ofMinutes(15)),
        Pace.MAX,
        ReplayProgress.none(),
        () -> false);

    ScalarScan first = outlet.scans().get(0);
    assertThat(first.ingestTime()).isEqualTo(Instant.parse("2026-02-01T12:00:00.123456Z"));
    assertThat(first.gatewayTime()).isEqualTo(first.ingestTime());
    assertThat(outlet.sources())
        .startsWith("simulation-1/pump-101/events#1", "simulation-1/pump-101#1");
    assertThat(outlet.flushed()).isTrue();
  }

  @Test
  void accountsForEveryRecord() {
    Published published = Published.of(PlantSimulation.lasting(1, WEEK));

    IngestTotals totals = published.totals();
    assertThat(totals.scansIn()).isEqualTo(7 * 7 * 96);
    assertThat(totals.scansAccepted() + totals.rejected()).isEqualTo(totals.scansIn());
    assertThat(published.outlet().scans()).hasSize((int) totals.scansAccepted());
    assertThat(published.outlet().rejected()).hasSize((int) totals.rejected());
    assertThat(published.outlet().events()).hasSize((int) totals.events());
  }

  @Test
  void goesOnAfterAKillWithoutLossOrDoubles() {
    List<String> undisturbed = Published.of(PlantSimulation.lasting(7, WEEK)).outlet().sources();
    List<String> stored = new ArrayList<>();
    ReplayProgress progress = ReplayProgress.none();

    for (int kill : new int[] {1, 1234, 777}) {
      RecordingOutlet dying = new RecordingOutlet(kill);
      ReplayProgress sofar = progress;
      assertThatThrownBy(
              () ->
                  Published.publisher(dying)
                      .publish(PlantSimulation.lasting(7, WEEK), Pace.MAX, sofar, () -> false))
          .hasMessage("killed");
      stored.addAll(dying.sources());
      dying.addTo(progress);
    }
    RecordingOutlet last = new RecordingOutlet();
    IngestTotals totals =
        Published.publisher(last)
            .publish(PlantSimulation.lasting(7, WEEK), Pace.MAX, progress, () -> false);
    stored.addAll(last.sources());

    assertThat(stored).isEqualTo(undisturbed);
    assertThat(new HashSet<>(stored)).hasSameSizeAs(stored);
    assertThat(totals.resumed()).isEqualTo(1 + 1234 + 777);
    assertThat(totals.scansIn()).isEqualTo(7 * 7 * 96);
  }

  @Test
  void resumesWherePartitionsWereStoredUnevenly() {
    ReplayProgress progress = ReplayProgress.none();
    progress.add(Topics.SCALAR, "simulation-7/pump-102#1");
    progress.add(Topics.SCALAR, "not a position");

    RecordingOutlet outlet = new RecordingOutlet();
    Published.publisher(outlet)
        .publish(
            PlantSimulation.lasting(7, Duration.ofMinutes(15)), Pace.MAX, progress, () -> false);

    assertThat(outlet.sources())
        .contains("simulation-7/pump-101#1", "simulation-7/pump-201#1")
        .doesNotContain("simulation-7/pump-102#1");
  }

  @Test
  void sendsWhatCannotBeReadToTheRejectedTopicWhole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("engines.txt");
    Files.writeString(file, "1 1 0.1\n" + "2 1" + " 1.0".repeat(24) + "\n");

    Published published = Published.of(CmapssReplay.open(List.of(file)));

    assertThat(published.totals()).isEqualTo(new IngestTotals(2, 1, 24, 0, 0, 1, 0, 0));
    var rejected = published.outlet().rejected().get(0);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.CHANNEL_MISMATCH);
    assertThat(rejected.source()).isEqualTo("engines.txt#1");
    assertThat(rejected.detail()).isEqualTo("has 3 columns, 26 are needed");
    assertThat(new String(rejected.raw(), StandardCharsets.UTF_8)).isEqualTo("1 1 0.1");
    assertThat(rejected.rejectedAt()).isEqualTo(Published.NOW);
  }

  @Test
  void publishesFramesUnderAssetAndPointAndRejectsTheOthersWhole() {
    byte[] half = {1, 2, 3};
    Published published =
        Published.of(
            Frames.source(
                Frames.waveform(1, SampleFormat.INT16, new byte[8]),
                Frames.sound(1, SampleFormat.INT16, new byte[4]),
                Frames.waveform(2, SampleFormat.INT16, half),
                new SourceRecord.Malformed(
                    new SourcePosition("mic.wav", 2),
                    SourceRecord.Meant.FRAME,
                    "fan",
                    null,
                    Origin.MEASURED,
                    RejectionReason.UNREADABLE,
                    "the chunk is cut",
                    half)));

    assertThat(published.outlet().keys())
        .containsExactly("fan/de", "fan/mic", "de.bin#2", "mic.wav#2");
    assertThat(published.outlet().sources())
        .containsExactly("de.bin#1", "mic.wav#1", "de.bin#2", "mic.wav#2");
    assertThat(published.totals()).isEqualTo(new IngestTotals(0, 0, 0, 4, 2, 2, 0, 0));
    assertThat(published.outlet().waveforms().get(0).ingestTime()).isEqualTo(Published.NOW);
    assertThat(published.outlet().sounds().get(0).sampleRateHz()).isEqualTo(16_000);
    assertThat(published.outlet().rejected())
        .allSatisfy(rejected -> assertThat(rejected.raw()).isEqualTo(half));
  }

  @Test
  void skipsFramesThatAnEarlierRunStored() {
    ReplayProgress progress = ReplayProgress.none();
    progress.add(Topics.WAVEFORM, "de.bin#1");
    progress.add(Topics.AUDIO, "mic.wav#1");
    progress.add(Topics.REJECTED, "de.bin#2");
    RecordingOutlet outlet = new RecordingOutlet();

    IngestTotals totals =
        Published.publisher(outlet)
            .publish(
                Frames.source(
                    Frames.waveform(1, SampleFormat.INT16, new byte[8]),
                    Frames.sound(1, SampleFormat.INT16, new byte[4]),
                    Frames.waveform(2, SampleFormat.INT16, new byte[3]),
                    Frames.waveform(3, SampleFormat.INT16, new byte[8])),
                Pace.MAX,
                progress,
                () -> false);

    assertThat(outlet.sources()).containsExactly("de.bin#3");
    assertThat(totals).isEqualTo(new IngestTotals(0, 0, 0, 4, 3, 1, 0, 3));
  }

  @Test
  void keepsOfARejectedRecordWhatFits() {
    Published published =
        Published.of(Frames.source(Frames.waveform(1, SampleFormat.INT16, new byte[5_000_000])));

    var rejected = published.outlet().rejected().get(0);
    assertThat(rejected.raw()).hasSize(FrameValidator.MOST_BYTES);
    assertThat(rejected.detail())
        .isEqualTo(
            "5000000 bytes are more than 4000000; send shorter frames"
                + " (the first 4000000 of 5000000 bytes are kept)");
  }

  @Test
  void countsByReason() {
    Metrics metrics = new Metrics();
    new TelemetryPublisher(new RecordingOutlet(), metrics, InstantSource.system())
        .publish(
            PlantSimulation.lasting(1, Duration.ofDays(14)),
            Pace.MAX,
            ReplayProgress.none(),
            () -> false);

    assertThat(metrics.scrape())
        .contains("millwright_ingest_scans_accepted")
        .contains("reason=\"IMPOSSIBLE_VALUE\"");
  }

  @Test
  void stopsBetweenRecordsWhenAsked() {
    RecordingOutlet outlet = new RecordingOutlet();

    IngestTotals totals =
        Published.publisher(outlet)
            .publish(
                PlantSimulation.endless(1),
                Pace.MAX,
                ReplayProgress.none(),
                () -> outlet.sources().size() >= 100);

    assertThat(totals.scansAccepted() + totals.rejected() + totals.events()).isEqualTo(100);
    assertThat(outlet.flushed()).isTrue();
  }
}
