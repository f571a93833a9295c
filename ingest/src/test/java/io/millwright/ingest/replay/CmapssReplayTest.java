package io.millwright.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.ingest.Pace;
import io.millwright.ingest.Published;
import io.millwright.ingest.RecordingOutlet;
import io.millwright.ingest.ReplayProgress;
import io.millwright.ingest.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmapssReplayTest {
  @TempDir Path folder = Path.of("");

  @Test
  void fliesAllEnginesSideBySideAnHourACycle() throws IOException {
    Path file = write(row(1, 1) + row(1, 2) + row(1, 3) + row(7, 1) + row(7, 2));

    Published published = Published.of(CmapssReplay.open(List.of(file)));

    assertThat(published.outlet().scans())
        .extracting(scan -> scan.assetId() + "@" + scan.time())
        .containsExactly(
            "test_X-unit-1@2020-01-01T01:00:00Z",
            "test_X-unit-7@2020-01-01T01:00:00Z",
            "test_X-unit-1@2020-01-01T02:00:00Z",
            "test_X-unit-7@2020-01-01T02:00:00Z",
            "test_X-unit-1@2020-01-01T03:00:00Z");
    assertThat(published.totals().readingsIn()).isEqualTo(5 * 24);
    ScalarScan first = published.outlet().scans().get(0);
    assertThat(first.origin()).isEqualTo(Origin.REPLAYED);
    assertThat(first.values()).hasSize(24);
  }

  @Test
  void declaresAnEngineAsAnAsset() throws IOException {
    Asset engine = CmapssReplay.open(List.of(write(row(3, 1)))).assets().get(0);

    assertThat(engine.id().value()).isEqualTo("test_X-unit-3");
    assertThat(engine.equipmentClass()).isEqualTo("turbofan");
    assertThat(engine.origin()).isEqualTo(Origin.REPLAYED);
    assertThat(engine.items()).extracting("id").containsExactly("engine");
    assertThat(engine.points().stream().filter(p -> p.kind() == PointKind.SETTING))
        .extracting("id")
        .containsExactly("setting1", "setting2", "setting3");
    assertThat(engine.points().stream().filter(p -> p.kind() == PointKind.SPEED)).isEmpty();
  }

  @Test
  void passesRepeatedAndLateLinesOnInTheOrderOfTheFile() throws IOException {
    Path file = write(row(1, 1) + row(1, 3) + row(1, 2) + row(1, 3) + row(2, 2));

    assertThat(Published.of(CmapssReplay.open(List.of(file))).outlet().scans())
        .extracting(scan -> scan.assetId().value().substring(12) + "@" + cycle(scan.time()))
        .containsExactly("1@1", "2@2", "1@3", "1@2", "1@3");
  }

  @Test
  void rejectsBadLinesAndGoesOn() throws IOException {
    Path file =
        write(
            row(1, 1)
                + "1 2 0.5\n"
                + row(1, 3).replace("1.5", "warm")
                + row(1, 4).replaceFirst(" 1\\.5", " NaN")
                + row(1, 5).replaceFirst(" 1\\.5 1\\.5 1\\.5 1\\.5", " 1.5 1.5 1.5 -1")
                + row(1, 90_000_000)
                + row(1, 6));

    Published published = Published.of(CmapssReplay.open(List.of(file)));

    assertThat(published.outlet().rejected())
        .extracting(RejectedTelemetry::source, RejectedTelemetry::reason)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("test_X.txt#2", RejectionReason.CHANNEL_MISMATCH),
            org.assertj.core.groups.Tuple.tuple("test_X.txt#3", RejectionReason.UNREADABLE),
            org.assertj.core.groups.Tuple.tuple("test_X.txt#4", RejectionReason.NOT_A_NUMBER),
            org.assertj.core.groups.Tuple.tuple("test_X.txt#5", RejectionReason.IMPOSSIBLE_VALUE),
            org.assertj.core.groups.Tuple.tuple("test_X.txt#6", RejectionReason.IMPOSSIBLE_TIME));
    assertThat(published.totals().scansAccepted()).isEqualTo(2);
    assertThat(published.outlet().rejected())
        .allSatisfy(r -> assertThat(new String(r.raw(), StandardCharsets.UTF_8)).startsWith("1 "));
  }

  @Test
  void deliversWhatStandsBeforeTheCutOfATruncatedGzip() throws IOException {
    Path file = folder.resolve("test_X.txt.gz");
    StringBuilder text = new StringBuilder();
    for (int cycle = 1; cycle <= 2000; cycle++) {
      text.append(row(1, cycle).replace("1.5", Double.toString(cycle * 0.37)));
    }
    byte[] whole = gzip(text.toString());
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    RecordingOutlet outlet = new RecordingOutlet();

    SourceException broken =
        catchThrowableOfType(
            SourceException.class,
            () ->
                Published.publisher(outlet)
                    .publish(
                        CmapssReplay.open(List.of(file)),
                        Pace.MAX,
                        ReplayProgress.none(),
                        () -> false));

    assertThat(broken)
        .hasMessageContaining("the gzip stream is truncated or corrupt")
        .hasMessageEndingWith("the lines before it were played");
    assertThat(outlet.scans()).hasSizeBetween(500, 1500);
  }

  @Test
  void saysWhichFileIsMissingOrEmpty() throws IOException {
    Path empty = write(" \n");

    assertThatThrownBy(() -> CmapssReplay.open(List.of(folder.resolve("nowhere.txt"))))
        .isInstanceOf(SourceException.class)
        .hasMessageEndingWith("nowhere.txt: no such file");
    assertThatThrownBy(() -> CmapssReplay.open(List.of(empty)))
        .isInstanceOf(SourceException.class)
        .hasMessageEndingWith("holds no line of an engine");
  }

  @Test
  void playsFd001() {
    Path file = DataSets.find("cmapss/test_FD001.txt.gz");

    Published published = Published.of(CmapssReplay.open(List.of(file)));

    assertThat(published.totals().scansIn()).isEqualTo(13_096);
    assertThat(published.totals().scansAccepted()).isEqualTo(13_096);
    assertThat(published.totals().readingsIn()).isEqualTo(13_096L * 24);
    assertThat(published.outlet().scans())
        .isSortedAccordingTo(java.util.Comparator.comparing(ScalarScan::time));
  }

  private static long cycle(Instant time) {
    return java.time.Duration.between(CmapssReplay.EPOCH, time).toHours();
  }

  private static String row(int unit, int cycle) {
    return unit + " " + cycle + " 1.5".repeat(24) + "  \n";
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("test_X.txt"), text);
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
