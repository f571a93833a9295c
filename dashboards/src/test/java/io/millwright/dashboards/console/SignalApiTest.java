package io.millwright.dashboards.console;

import static io.millwright.dashboards.console.TestConsole.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.dashboards.history.BlockSeries;
import io.millwright.dashboards.history.HistoryBatch;
import io.millwright.dashboards.history.HistoryExamples;
import io.millwright.dashboards.history.InMemoryHistoryStore;
import io.millwright.dashboards.history.SignalBlock;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalApiTest {
  private static final AssetId BLOWER = new AssetId("north/blower-1");
  private static final double RATE = 2_048;

  private final TestConsole console = new TestConsole();
  private final InMemoryFleetFeed feed = console.feed;
  private final InMemoryHistoryStore history = console.history;

  @BeforeEach
  void open() throws Exception {
    feed.add(view -> view.declare(HistoryExamples.withSignals(BLOWER.value())));
    console.open();
    await().until(() -> json("assets").path("assets").size() == 1);
    for (int minute = 0; minute < 60; minute++) {
      sine(minute, 32, minute < 30 ? 1_000 : 4_000, 1_920.0);
    }
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void givesTheNewestSpectrumBesideTheFirst() throws Exception {
    JsonNode spectrum = json("signals/spectrum?asset=north/blower-1&point=de&channel=x");

    assertThat(spectrum.path("time").asText()).isEqualTo(T0.plusSeconds(59 * 60).toString());
    assertThat(spectrum.path("unit").asText()).isEqualTo("mm/s");
    assertThat(spectrum.path("speed").path("rpm").asDouble()).isEqualTo(1_920);
    assertThat(spectrum.path("speed").path("source").asText()).isEqualTo("FRAME");
    assertThat(amplitudeAt(spectrum, 32)).isCloseTo(4_000 / (2 * Math.PI * 32), within(0.05));
    JsonNode baseline = spectrum.path("baseline");
    assertThat(baseline.path("time").asText()).isEqualTo(T0.toString());
    assertThat(amplitudeAt(baseline, 32)).isCloseTo(1_000 / (2 * Math.PI * 32), within(0.05));
    JsonNode first = spectrum.path("markers").get(0);
    assertThat(first.path("name").asText()).isEqualTo("1×");
    assertThat(first.path("prominenceDb").asDouble()).isGreaterThan(40);
    assertThat(spectrum.toString()).doesNotContain("NaN");
  }

  @Test
  void comparesWithTheFirstBlockAfterTheLastMaintenance() throws Exception {
    maintained(T0.plusSeconds(10 * 60 + 5));
    maintained(T0.plusSeconds(50 * 60 + 5)); // after the spectrum that is asked for
    String at = "&at=" + T0.plusSeconds(20 * 60 + 30);
    String asked = "signals/spectrum?asset=north/blower-1&point=de&channel=x" + at;

    await()
        .untilAsserted(
            () ->
                assertThat(json(asked).path("baseline").path("time").asText())
                    .isEqualTo(T0.plusSeconds(11 * 60).toString()));

    assertThat(json(asked).path("time").asText()).isEqualTo(T0.plusSeconds(20 * 60).toString());
    assertThat(json(asked).path("baseline").path("maintainedAt").asText())
        .isEqualTo(T0.plusSeconds(10 * 60 + 5).toString());
  }

  @Test
  void givesAWaterfallOfBoundedSize() throws Exception {
    JsonNode waterfall =
        json(
            "signals/waterfall?asset=north/blower-1&point=de&channel=x&kind=acceleration"
                + "&rows=6&cells=64");

    assertThat(waterfall.path("times")).hasSize(6);
    assertThat(waterfall.path("levelDb")).hasSize(6);
    assertThat(waterfall.path("levelDb").get(0)).hasSize(64);
    assertThat(waterfall.path("stepHz").asDouble()).isEqualTo(16);
    assertThat(waterfall.path("levelDb").get(0).get(2).asInt()).isZero(); // 1 m/s² at 32 Hz
    assertThat(waterfall.path("levelDb").get(5).get(2).asInt()).isEqualTo(12); // 4 m/s²
  }

  @Test
  void givesTheWaveform() throws Exception {
    JsonNode waveform =
        json("signals/waveform?asset=north/blower-1&point=de&channel=x&points=100&at=" + T0);

    assertThat(waveform.path("low").size()).isLessThanOrEqualTo(100).isEqualTo(98);
    assertThat(waveform.path("high").get(0).asDouble()).isBetween(0.9, 1.0);
    assertThat(waveform.path("sampleRateHz").asDouble()).isEqualTo(RATE);
  }

  @Test
  void givesSoundWithTheBandsThatExplainAnAnomaly() throws Exception {
    BlockSeries series = new BlockSeries(BLOWER, "mic", "mono", BlockSeries.Kind.LOG_MEL);
    short[] counts = new short[2 * 32];
    counts[7] = -300;
    counts[32 + 7] = -200;
    for (int i = 0; i < 3; i++) {
      history
          .blocks()
          .write(List.of(new SignalBlock(series, T0.plusSeconds(i), 4, 0.1, null, counts)));
    }
    feed.add(view -> view.assess(unusual()));

    String asked = "signals/mel?asset=north/blower-1&point=mic&channel=mono";
    await().until(() -> json(asked).path("contributions").size() == 1);
    JsonNode mel = json(asked);
    JsonNode one = json(asked + "&blocks=1");

    assertThat(mel.path("times")).hasSize(3);
    assertThat(mel.path("centresHz")).hasSize(32);
    // Mean power of -30 and -20 dB: 0.0055.
    assertThat(mel.path("levelDb").get(0).get(7).asDouble()).isEqualTo(-22.6);
    assertThat(one.path("times")).hasSize(2);
    assertThat(one.path("levelDb").get(1).get(7).asDouble()).isEqualTo(-20);
    assertThat(mel.path("contributions").get(0).path("band").asInt()).isEqualTo(7);
    assertThat(mel.path("contributions").get(0).path("deviation").asDouble()).isEqualTo(4.5);
  }

  @Test
  void listsWhatIsKeptAndNamesItWhereSomethingElseIsAsked() throws Exception {
    JsonNode kept = json("signals?asset=north/blower-1");

    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).path("count").asInt()).isEqualTo(60);
    assertProblem(
        404, "signals/spectrum?asset=north/blower-1&point=de&channel=q", "de/q", "kept are: de/x");
    assertProblem(404, "signals/mel?asset=north/blower-1&point=de&channel=x", "kept are: none");
    assertProblem(404, "signals/waterfall?asset=north/no&point=de&channel=x", "north/no");
    String series = "?asset=north/blower-1&point=de&channel=x";
    assertProblem(
        404,
        "signals/spectrum" + series + "&at=2020-01-01T00:00:00Z",
        "before 2026-03-01T00:00:00Z");
    assertProblem(
        400,
        "signals/waterfall" + series + "&from=" + T0.plusSeconds(9) + "&to=" + T0,
        "not before");
    assertProblem(
        400,
        "signals/spectrum" + series + "&kind=displacement",
        "velocity, acceleration, envelope");
    assertProblem(400, "signals/spectrum" + series + "&fromHz=500&toHz=400", "not below");
    assertProblem(400, "signals/waterfall" + series + "&rows=5000", "120");
    assertProblem(400, "signals/waterfall" + series + "&kind=envelope&band=impulsive", "whole");
  }

  @Test
  void givesTrendsOfSeveralPointsInOneAnswer() throws Exception {
    Asset pump = HistoryExamples.asset("north/pump-1", "flow", "speed", "silent");
    feed.add(view -> view.declare(pump));
    await().until(() -> json("assets").path("assets").size() == 2);
    HistoryBatch batch = history.newBatch();
    for (int i = 0; i < 100; i++) {
      batch.scan(pump, HistoryExamples.scan(pump, T0.plusSeconds(i), i, -i, Double.NaN));
    }
    batch.commit();
    String range = "&from=" + T0 + "&to=" + T0.plusSeconds(100) + "&points=10";

    JsonNode all = json("trends/channels?asset=north/pump-1" + range);
    JsonNode two = json("trends/channels?asset=north/pump-1&point=speed&point=flow" + range);

    assertThat(all.path("series").findValuesAsText("point"))
        .containsExactly("flow", "speed", "silent");
    assertThat(all.path("seconds").asDouble()).isEqualTo(10);
    JsonNode flow = all.path("series").get(0);
    assertThat(flow.path("bucket").get(3).asInt()).isEqualTo(3);
    assertThat(flow.path("mean").get(3).asDouble()).isEqualTo(34.5);
    assertThat(flow.path("max").get(3).asDouble()).isEqualTo(39);
    assertThat(all.path("series").get(2).path("bucket")).isEmpty();
    assertThat(two.path("series").findValuesAsText("point")).containsExactly("speed", "flow");
    assertProblem(
        404, "trends/channels?asset=north/pump-1&point=nope" + range, "it has flow, speed, silent");
    assertProblem(
        400,
        "trends/channels?asset=north/pump-1&from=" + T0.plusSeconds(5) + "&to=" + T0,
        "not before");
  }

  private static Assessment unusual() {
    Assessment plain = HistoryExamples.assessment(BLOWER.value(), T0, 2, 60, 100);
    return new Assessment(
        plain.assetId(),
        plain.time(),
        plain.ingestTime(),
        plain.assessedAt(),
        plain.origin(),
        plain.operatingState(),
        new StateDetection(
            2,
            List.of(),
            List.of(
                new ChannelContribution("band07.db", 0.5, 4.5),
                new ChannelContribution("crest", 0.2, 2)),
            -1,
            true),
        plain.health(),
        plain.prognosis(),
        plain.provenance(),
        "mic",
        null);
  }

  private void maintained(Instant time) {
    feed.add(
        view ->
            view.happened(
                new MachineEvent(
                    "m@" + time,
                    BLOWER,
                    time,
                    MachineEventType.MAINTENANCE_PERFORMED,
                    "bearing-de",
                    "otto",
                    "bearing replaced",
                    Origin.SIMULATED)));
  }

  /** One second of acceleration. */
  private void sine(int minute, double hz, int milli, @Nullable Double rpm) {
    short[] counts = new short[2_048];
    SplittableRandom noise = new SplittableRandom(minute); // without any, nothing stands out of it
    for (int i = 0; i < counts.length; i++) {
      double sine = milli * Math.sin(2 * Math.PI * hz * i / RATE);
      counts[i] = (short) Math.round(sine + 4 * (noise.nextDouble() - 0.5));
    }
    BlockSeries series = new BlockSeries(BLOWER, "de", "x", BlockSeries.Kind.WAVEFORM);
    history
        .blocks()
        .write(
            List.of(
                new SignalBlock(series, T0.plusSeconds(60L * minute), RATE, 1e-3, rpm, counts)));
  }

  private static double amplitudeAt(JsonNode spectrum, double hz) {
    for (int i = 0; i < spectrum.path("hz").size(); i++) {
      if (spectrum.path("hz").get(i).asDouble() == hz) {
        return spectrum.path("amplitude").get(i).asDouble();
      }
    }
    return Double.NaN;
  }

  private JsonNode json(String path) throws Exception {
    return console.json("api/v1/" + path);
  }

  private void assertProblem(int status, String path, String... details) throws Exception {
    TestConsole.assertProblem(console.get("api/v1/" + path), status, details);
  }
}
