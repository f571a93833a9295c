package io.millwright.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.ingest.Pace;
import io.millwright.ingest.Published;
import io.millwright.ingest.RecordingOutlet;
import io.millwright.ingest.ReplayProgress;
import io.millwright.ingest.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReplayTest {
  private static final String SIMPLE =
      """
      time: {column: time}
      channels:
        - {column: speed, unit: rpm, kind: speed}
        - {column: temp, id: temperature, unit: Cel, kind: temperature, min: -40, max: 200, limits: {highAlarm: 90, onDelay: PT10S}}
      state: {point: speed, runningAbove: 100}
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void readsTheColumnsThatAreDescribedWhateverTheirOrder() throws IOException {
    write("press.yaml", SIMPLE);
    Path file =
        write("press.csv", "temp,note,speed,time\n71.5,\"a, b\",1480,2026-01-01T00:00:01Z\n");

    CsvReplay replay = CsvReplay.open(List.of(file), null);
    ScalarScan scan = Published.of(replay).outlet().scans().get(0);

    assertThat(scan.values()).containsExactly(1480, 71.5);
    assertThat(scan.assetId().value()).isEqualTo("press");
    Asset asset = replay.assets().get(0);
    assertThat(scan.channelSet()).isEqualTo(asset.channelSet());
    assertThat(asset.points())
        .extracting("id", "kind", "range")
        .containsExactly(
            tuple("speed", PointKind.SPEED, PhysicalRange.UNBOUNDED),
            tuple("temperature", PointKind.TEMPERATURE, new PhysicalRange(-40, 200)));
    assertThat(asset.stateRule().source()).isEqualTo(OperatingStateRule.Source.POINT);
  }

  @Test
  void readsSeparatorDecimalMarkZoneAndAssetColumnAsDescribed() throws IOException {
    Path description =
        write(
            "any.json",
            """
            {"time": {"column": "Zeit", "format": "dd.MM.yyyy HH:mm:ss", "zone": "Europe/Berlin"},
             "assetColumn": "Maschine", "asset": "werk", "equipmentClass": "press",
             "separator": ";", "decimal": ",", "missing": ["n/a"],
             "channels": [{"column": "Druck", "unit": "bar"}, {"column": "Hub", "unit": "mm"}]}
            """);
    Path file =
        write(
            "export.csv",
            "\uFEFFZeit;Maschine;Druck;Hub\r\n"
                + "01.07.2026 12:00:00;P 1;-1,25;n/a\r\n"
                + "01.07.2026 12:00:00; P2 ;1e2;\r\n");

    CsvReplay replay = CsvReplay.open(List.of(file), description);
    List<ScalarScan> scans = Published.of(replay).outlet().scans();

    assertThat(replay.assets())
        .extracting(a -> a.id().value())
        .containsExactly("werk-P_1", "werk-P2");
    assertThat(scans)
        .extracting(scan -> scan.assetId() + "@" + scan.time())
        .containsExactly("werk-P_1@2026-07-01T10:00:00Z", "werk-P2@2026-07-01T10:00:00Z");
    assertThat(scans.get(0).values()).containsExactly(-1.25, Double.NaN);
    assertThat(scans.get(0).qualityOf(1)).isEqualTo(ChannelQuality.ABSENT);
    assertThat(scans.get(1).values()).containsExactly(100, Double.NaN);
  }

  @Test
  void readsEpochTimes() throws IOException {
    write("a.yaml", SIMPLE.replace("{column: time}", "{column: time, format: epoch-ms}"));
    Path file = write("a.csv", "time,speed,temp\n1767225600123,1,2\n1767225600123.5,1,2\n");

    assertThat(Published.of(CsvReplay.open(List.of(file), null)).outlet().scans())
        .extracting(scan -> scan.time().toString())
        .containsExactly("2026-01-01T00:00:00.123Z", "2026-01-01T00:00:00.123500Z");
  }

  @Test
  void rejectsBadRowsWithReasonPlaceAndText() throws IOException {
    write("a.yaml", SIMPLE);
    Path file =
        write(
            "a.csv",
            "time,speed,temp\n"
                + "2026-01-01 00:00:00,1480,20\n"
                + "2026-01-01 00:00:01,1480\n"
                + "2026-01-01 00:00:02,fast,20\n"
                + "2026-01-01 00:00:03,NaN,20\n"
                + "2026-01-01 00:00:04,1480,900\n"
                + "yesterday,1480,20\n"
                + ",1480,20\n"
                + "1969-01-01 00:00:00,1480,20\n"
                + "\"2026-01-01 00:00:00,1480,20\n"
                + "\n"
                + "2026-13-01 00:00:00,1480,20\n");

    Published published = Published.of(CsvReplay.open(List.of(file), null));

    assertThat(published.outlet().rejected())
        .extracting(RejectedTelemetry::source, RejectedTelemetry::reason, RejectedTelemetry::detail)
        .containsExactly(
            tuple("a.csv#3", RejectionReason.CHANNEL_MISMATCH, "has 2 columns, the header names 3"),
            tuple("a.csv#4", RejectionReason.UNREADABLE, "speed is 'fast', a number is needed"),
            tuple("a.csv#5", RejectionReason.NOT_A_NUMBER, "speed is NaN and not marked absent"),
            tuple(
                "a.csv#6",
                RejectionReason.IMPOSSIBLE_VALUE,
                "temperature is 900.0 Cel, possible is -40.0 to 200.0"),
            tuple(
                "a.csv#7",
                RejectionReason.UNREADABLE,
                "time is 'yesterday', not a time of format iso"),
            tuple(
                "a.csv#8", RejectionReason.IMPOSSIBLE_TIME, "time is '', not a time of format iso"),
            tuple(
                "a.csv#9",
                RejectionReason.IMPOSSIBLE_TIME,
                "time 1969-01-01T00:00:00Z is before 1990-01-01T00:00:00Z"),
            tuple("a.csv#10", RejectionReason.UNREADABLE, "a quote is not closed"),
            tuple(
                "a.csv#12",
                RejectionReason.UNREADABLE,
                "time is '2026-13-01 00:00:00', not a time of format iso"));
    assertThat(new String(published.outlet().rejected().get(3).raw(), StandardCharsets.UTF_8))
        .isEqualTo("2026-01-01 00:00:04,1480,900");
    assertThat(published.totals().scansAccepted()).isEqualTo(1);
  }

  @Test
  void passesRepeatedAndLateTimesOn() throws IOException {
    write("a.yaml", SIMPLE);
    Path file =
        write(
            "a.csv",
            "time,speed,temp\n2026-01-01 00:00:02,1,1\n2026-01-01 00:00:02,1,1\n2026-01-01 00:00:01,1,1\n");

    assertThat(Published.of(CsvReplay.open(List.of(file), null)).outlet().scans())
        .extracting(scan -> scan.time().getEpochSecond() % 60)
        .containsExactly(2L, 2L, 1L);
  }

  @Test
  void deliversWhatStandsBeforeTheCutOfATruncatedGzip() throws IOException {
    write("a.yaml", SIMPLE);
    StringBuilder text = new StringBuilder("time,speed,temp\n");
    for (int i = 0; i < 5000; i++) {
      text.append(
          String.format(
              "2026-01-01 %02d:%02d:%02d,%f,20\n", i / 3600, i / 60 % 60, i % 60, i * 0.7));
    }
    byte[] whole = CmapssReplayTest.gzip(text.toString());
    Path file = folder.resolve("a.csv.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    RecordingOutlet outlet = new RecordingOutlet();

    SourceException broken =
        catchThrowableOfType(
            SourceException.class,
            () ->
                Published.publisher(outlet)
                    .publish(
                        CsvReplay.open(List.of(file), null),
                        Pace.MAX,
                        ReplayProgress.none(),
                        () -> false));

    assertThat(broken)
        .hasMessageMatching(
            ".*a.csv.gz, line \\d+: the gzip stream is truncated or corrupt; the lines before it were played");
    assertThat(outlet.scans()).hasSizeBetween(1000, 4000);
    assertThat(outlet.rejected()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithADescription() throws IOException {
    Path file = write("a.csv", "time,speed\n");

    assertThatThrownBy(() -> CsvReplay.open(List.of(file), null))
        .hasMessageMatching(".*a.csv: has no description; write .*a.yaml");
    write("a.yaml", SIMPLE);
    assertThatThrownBy(() -> CsvReplay.open(List.of(file), null))
        .hasMessageEndingWith("has no column 'temp'; its header names [time, speed]");
    write("a.yaml", "time: {column: t, zone: Mars}\nchanels: []\nseparator: ';;'\n");
    assertThatThrownBy(() -> CsvReplay.open(List.of(file), null))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("chanels: unknown key")
        .hasMessageContaining("'Mars' is no time zone");
  }

  @Test
  void readsLinesLongerThanItsBuffer() throws IOException {
    write("a.yaml", SIMPLE);
    Path file =
        write(
            "a.csv",
            "time,speed,temp,note\n2026-01-01 00:00:00,1,2,"
                + "x".repeat(400_000)
                + "\n2026-01-01 00:00:01,3,4,y");

    assertThat(Published.of(CsvReplay.open(List.of(file), null)).outlet().scans())
        .extracting(scan -> scan.values()[0])
        .containsExactly(1.0, 3.0);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
