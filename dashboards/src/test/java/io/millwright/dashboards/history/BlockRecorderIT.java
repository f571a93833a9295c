package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.dashboards.history.BlockSeries.Kind;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of a real broker become blocks, across an outage of the store and a restart. */
class BlockRecorderIT {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final AssetId FAN = new AssetId("north/fan-1");
  private static final TimeRange ALL = new TimeRange(T0.minusSeconds(1), T0.plusSeconds(100_000));

  @Test
  void keepsFramesAcrossAnOutageAndARestart(@TempDir Path directory) throws Exception {
    try (LoopbackBroker broker = new LoopbackBroker(directory)) {
      KafkaSettings kafka = broker.settings();
      TopicProvisioner.ensure(kafka, 2, 1);
      InMemoryHistoryStore store = new InMemoryHistoryStore();
      store.beAway(true);
      try (TopicSender sender = new TopicSender(kafka);
          BlockRecorder recorder = recorder(kafka, store)) {
        send(sender, 0, 6);
        recorder.start();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> recorder.health().status() == Health.Status.DEGRADED);
        assertThat(kept(store, "de", "x", Kind.WAVEFORM)).isEmpty();

        store.beAway(false);
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> {
                  assertThat(kept(store, "de", "y", Kind.WAVEFORM)).containsExactly(0, 10, 20);
                  assertThat(kept(store, "mic", "mono", Kind.LOG_MEL)).containsExactly(0, 10, 20);
                });
        assertThat(recorder.health()).isEqualTo(Health.UP);
      }
      try (TopicSender sender = new TopicSender(kafka);
          BlockRecorder again = recorder(kafka, store)) {
        again.start();
        send(sender, 6, 8);
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(kept(store, "de", "x", Kind.WAVEFORM))
                        .containsExactly(0, 10, 20, 30));
      }
    }
  }

  private static BlockRecorder recorder(KafkaSettings kafka, HistoryStore store) {
    return new BlockRecorder(kafka, store, new Metrics(), BlockSettings.DEFAULT);
  }

  private static List<Integer> kept(HistoryStore store, String point, String channel, Kind kind) {
    return store.blocks().blocks(new BlockSeries(FAN, point, channel, kind), ALL, 100_001).stream()
        .map(block -> (int) Duration.between(T0, block.time()).toMinutes())
        .toList();
  }

  /** Frames five minutes apart. */
  private static void send(TopicSender sender, int from, int to) {
    for (int i = from; i < to; i++) {
      Instant time = T0.plusSeconds(300L * i);
      sender.send(
          Topics.WAVEFORM,
          FAN + "/de",
          new WaveformFrame(
              FAN,
              "de",
              time,
              time,
              time,
              Origin.SIMULATED,
              i,
              25_600,
              List.of("x", "y"),
              "g",
              0.001,
              SampleFormat.INT16,
              new byte[2 * 2 * 25_600],
              null));
      sender.send(
          Topics.AUDIO,
          FAN + "/mic",
          new AudioFrame(
              FAN,
              "mic",
              time,
              time,
              time,
              Origin.SIMULATED,
              i,
              16_000,
              List.of("mono"),
              null,
              SampleFormat.INT16,
              new byte[2 * 16_000],
              null));
    }
    sender.flush();
  }
}
