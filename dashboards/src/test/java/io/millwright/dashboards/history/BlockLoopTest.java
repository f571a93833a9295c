package io.millwright.dashboards.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockLoopTest {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
  private static final TopicPartition FRAMES = new TopicPartition(Topics.WAVEFORM.name(), 0);
  private static final BlockSeries SERIES =
      new BlockSeries(new AssetId("fan-1"), "de", "x", BlockSeries.Kind.WAVEFORM);
  private static final TimeRange ALL = new TimeRange(T0.minusSeconds(1), T0.plusSeconds(100_000));

  private final InMemoryHistoryStore store = new InMemoryHistoryStore();
  private boolean commitTimesOut;
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("earliest") {
        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
          if (commitTimesOut) {
            throw new TimeoutException("told to time out");
          }
          super.commitSync(offsets);
        }
      };
  private final List<Advisory> cases = new ArrayList<>();
  private final Metrics metrics = new Metrics();
  private final BlockLoop loop =
      new BlockLoop(
          consumer,
          () -> {
            List<Advisory> found = List.copyOf(cases);
            cases.clear();
            return found;
          },
          store.blocks(),
          metrics,
          BlockSettings.DEFAULT,
          () -> true,
          () -> {});

  @BeforeEach
  void assign() {
    consumer.assign(Set.of(FRAMES));
    consumer.updateBeginningOffsets(Map.of(FRAMES, 0L));
  }

  @Test
  void keepsOneFrameOfTenMinutesAndOneAMinuteWhileACaseIsOpen() {
    for (int minute = 0; minute < 30; minute++) {
      frame(minute, T0.plusSeconds(60L * minute), new byte[1_024]);
    }
    loop.round();
    loop.round();
    assertThat(kept()).containsExactly(0, 10, 20);

    cases.add(HistoryExamples.openCase("fan-1", T0));
    for (int minute = 30; minute < 33; minute++) {
      frame(minute, T0.plusSeconds(60L * minute), new byte[1_024]);
    }
    loop.round();
    loop.round();

    assertThat(kept()).containsExactly(0, 10, 20, 30, 31, 32);
  }

  @Test
  void losesNothingAndReadsNothingWhileTheStoreIsAway() {
    store.beAway(true);
    frame(0, T0, new byte[1_024]);
    loop.round();
    loop.round();
    assertThat(loop.health(Duration.ofSeconds(20)).status()).isEqualTo(Status.DEGRADED);
    assertThat(consumer.paused()).containsExactly(FRAMES);
    assertThat(consumer.committed(Set.of(FRAMES)).get(FRAMES)).isNull();

    store.beAway(false);
    loop.round();

    assertThat(consumer.paused()).isEmpty();
    assertThat(kept()).containsExactly(0);
    assertThat(loop.health(Duration.ofSeconds(20)).status()).isEqualTo(Status.UP);
  }

  @Test
  void stepsOverWhatItCannotRead() {
    consumer.addRecord(new ConsumerRecord<>(FRAMES.topic(), 0, 0, new byte[0], new byte[] {9, 9}));
    frame(1, T0, new byte[1_024]);
    loop.round();
    loop.round();

    assertThat(kept()).containsExactly(0);
    assertThat(metrics.scrape()).contains("millwright_history_blocks_skipped_frames_total 1.0");
  }

  @Test
  void framesThatComeAgainMakeTheSameBlocks() {
    byte[] samples = new byte[1_024];
    samples[5] = 77;
    frame(0, T0, samples);
    loop.round();
    loop.round();
    consumer.seek(FRAMES, 0);
    frame(0, T0, samples);
    BlockLoop restarted =
        new BlockLoop(
            consumer,
            List::of,
            store.blocks(),
            new Metrics(),
            BlockSettings.DEFAULT,
            () -> true,
            () -> {});
    restarted.round();
    restarted.round();

    assertThat(kept()).containsExactly(0);
    assertThat(store.blocks().first(SERIES, ALL).orElseThrow().counts()[2])
        .isEqualTo((short) (77 << 8));
  }

  @Test
  void goesOnAfterABrokerThatTookNoOffsets() throws Exception {
    frame(0, T0, new byte[1_024]);
    loop.round();
    commitTimesOut = true;
    Thread.sleep(600); // so often it commits
    loop.round();
    commitTimesOut = false;
    assertThat(consumer.committed(Set.of(FRAMES)).get(FRAMES))
        .isNotEqualTo(new OffsetAndMetadata(1));
    Thread.sleep(600);
    loop.round();

    assertThat(kept()).containsExactly(0);
    assertThat(consumer.committed(Set.of(FRAMES)).get(FRAMES)).isEqualTo(new OffsetAndMetadata(1));
  }

  /** Minutes after the begin of all blocks. */
  private List<Integer> kept() {
    return store.blocks().blocks(SERIES, ALL, 100_001).stream()
        .map(b -> (int) Duration.between(T0, b.time()).toMinutes())
        .toList();
  }

  private void frame(long offset, Instant time, byte[] samples) {
    WaveformFrame frame =
        new WaveformFrame(
            new AssetId("fan-1"),
            "de",
            time,
            time,
            time,
            Origin.SIMULATED,
            offset,
            25_600,
            List.of("x"),
            "m/s2",
            0.01,
            SampleFormat.INT16,
            samples,
            null);
    consumer.addRecord(
        new ConsumerRecord<>(
            FRAMES.topic(),
            0,
            offset,
            "fan-1/de".getBytes(UTF_8),
            Topics.WAVEFORM.valueCodec().get().encode(frame)));
  }
}
