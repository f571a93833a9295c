package io.millwright.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.ingest.Published;
import io.millwright.ingest.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkabReplayTest {
  private static final String HEADER = "datetime;Accelerometer1RMS;Current;anomaly;changepoint\n";

  @TempDir Path folder = Path.of("");

  @Test
  void playsAFileAsAnAssetWithoutItsLabels() throws IOException {
    write("valve1", "0.csv", HEADER + "2020-03-09 10:14:33;0.02;1.3;0.0;0.0\n");
    write("valve2", "0.csv", HEADER + "2020-03-09 10:14:34;0.03;1.4;1.0;0.0\n");

    SkabReplay replay = SkabReplay.open(List.of(folder));
    Published published = Published.of(replay);

    assertThat(replay.assets())
        .extracting(a -> a.id().value())
        .containsExactly("valve1-0", "valve2-0");
    assertThat(replay.assets().get(0).points())
        .extracting("id", "unit", "kind")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Accelerometer1RMS", "[g]", PointKind.VIBRATION),
            org.assertj.core.groups.Tuple.tuple("Current", "A", PointKind.PROCESS));
    assertThat(published.outlet().scans())
        .extracting(scan -> scan.assetId() + " " + scan.time() + " " + scan.values()[1])
        .containsExactly("valve1-0 2020-03-09T10:14:33Z 1.3", "valve2-0 2020-03-09T10:14:34Z 1.4");
  }

  @Test
  void rejectsBadRowsWithTheirReason() throws IOException {
    write(
        "valve1",
        "0.csv",
        HEADER
            + "2020-03-09 10:14:33;0.02\n"
            + "2020-03-09 10:14:34;much;1.3;0;0\n"
            + "2020-03-09 10:14:35;NaN;1.3;0;0\n"
            + "soon;0.02;1.3;0;0\n"
            + "2020-03-09 10:14:36;-0.02;1.3;0;0\n");

    assertThat(Published.of(SkabReplay.open(List.of(folder))).outlet().rejected())
        .extracting(RejectedTelemetry::reason)
        .containsExactly(
            RejectionReason.CHANNEL_MISMATCH,
            RejectionReason.UNREADABLE,
            RejectionReason.NOT_A_NUMBER,
            RejectionReason.UNREADABLE,
            RejectionReason.IMPOSSIBLE_VALUE);
  }

  @Test
  void refusesAFileThatIsNoExperiment() throws IOException {
    Path file = write("valve1", "0.csv", "time,value\n1,2\n");

    assertThatThrownBy(() -> SkabReplay.open(List.of(file)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("0.csv, line 1");
    assertThatThrownBy(() -> SkabReplay.open(List.of(folder.resolve("nowhere"))))
        .hasMessageEndingWith("nowhere: no such file");
  }

  @Test
  void playsAnExperimentOfTheDataSet() {
    Path file = DataSets.find("skab/valve1/1.csv.gz");

    Published published = Published.of(SkabReplay.open(List.of(file)));

    assertThat(published.totals().rejected()).isZero();
    assertThat(published.totals().readingsIn()).isEqualTo(8 * published.totals().scansIn());
    assertThat(published.totals().scansIn()).isGreaterThan(1000);
  }

  private Path write(String below, String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(below));
    return Files.writeString(folder.resolve(below).resolve(name), text);
  }
}
