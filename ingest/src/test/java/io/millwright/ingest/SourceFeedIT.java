package io.millwright.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.ingest.plant.Plant;
import io.millwright.ingest.plant.PlantDiff;
import io.millwright.ingest.plant.PlantPublisher;
import io.millwright.ingest.simulation.PlantSimulation;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
@SuppressWarnings("NullAway.Init") // set before all
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceFeedIT {
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private LoopbackBroker broker;
  private KafkaSettings kafka;

  @BeforeAll
  void startBroker(@TempDir Path folder) throws Exception {
    broker = new LoopbackBroker(folder.resolve("kafka"));
    kafka = broker.settings();
    TopicProvisioner.ensure(kafka, 2, 1);
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void anInterruptedFeedGoesOnWithoutLossOrDoublesAndInOrder() throws Exception {
    // Given a feed that is stopped somewhere on its way
    PlantSimulation simulation = PlantSimulation.lasting(11, TWO_DAYS);
    try (SourceFeed first = feed(simulation, new Pace(200_000))) {
      first.start();
      while (first.totals().scansAccepted() < 300) {
        Thread.sleep(5);
      }
    }
    int before = read(Topics.SCALAR).size();
    assertThat(before).isBetween(300, 7 * 2 * 96 - 100);

    // When another one takes over
    IngestTotals totals;
    try (SourceFeed second = feed(PlantSimulation.lasting(11, TWO_DAYS), Pace.MAX)) {
      second.start();
      totals = second.done().get(30, TimeUnit.SECONDS);
      assertThat(second.health()).isEqualTo(Health.UP);
    }

    // Then every record is there once
    List<String> expected = Published.of(PlantSimulation.lasting(11, TWO_DAYS)).outlet().sources();
    List<String> stored = sources();
    assertThat(stored).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(new HashSet<>(stored)).hasSameSizeAs(stored);
    assertThat(totals.resumed()).isGreaterThanOrEqualTo(300);
    assertThat(totals.scansIn()).isEqualTo(7 * 2 * 96);
    // and the scans of an asset are in the order of time
    Map<AssetId, Long> newest = new HashMap<>();
    read(Topics.SCALAR)
        .forEach(
            record -> {
              long time = record.value() == null ? 0 : record.value().time().getEpochSecond();
              Long earlier = newest.put(record.key(), time);
              assertThat(earlier == null || earlier < time).isTrue();
            });
  }

  @Test
  void aPlantIsPublishedByDifferencesAndRemovedOnRequestOnly() {
    List<Asset> assets = PlantSimulation.endless(21).assets();
    List<Asset> otherSeed = PlantSimulation.endless(22).assets();
    try (TopicSender sender = new TopicSender(kafka)) {
      PlantPublisher publisher = new PlantPublisher(kafka, sender);
      publisher.apply(new Plant("plant", assets), false);
      int records = read(Topics.ASSETS).size();

      PlantDiff same = publisher.apply(new Plant("plant", assets), true);
      assertThat(same.isEmpty()).isTrue();
      assertThat(read(Topics.ASSETS)).hasSize(records);

      Plant smaller = new Plant("plant", List.of(assets.get(0), otherSeed.get(1)));
      PlantDiff diff = publisher.apply(smaller, false);
      assertThat(diff.changed()).containsExactly(otherSeed.get(1));
      assertThat(publisher.published()).hasSize(7);

      publisher.apply(smaller, true);
      assertThat(publisher.published().values())
          .containsExactlyInAnyOrderElementsOf(smaller.assets());
    }
  }

  /** A second of two channels at 25.6 kHz, of sound at 16 kHz, and the largest frame there is. */
  @Test
  void framesOfAnyFormatPassAndWhatIsNoFrameIsRejected() throws Exception {
    SourceRecord[] records = {
      Frames.waveform(1, SampleFormat.INT16, Frames.noise(25_600 * 2 * 2)),
      Frames.waveform(2, SampleFormat.INT24, Frames.noise(25_600 * 2 * 3)),
      Frames.waveform(3, SampleFormat.FLOAT32, Frames.noise(25_600 * 2 * 4)),
      Frames.waveform(4, SampleFormat.FLOAT32, Frames.noise(FrameValidator.MOST_BYTES)),
      Frames.sound(1, SampleFormat.INT16, Frames.noise(16_000 * 2)),
      Frames.waveform(5, SampleFormat.INT16, new byte[0]),
      Frames.waveform(6, SampleFormat.INT16, Frames.noise(FrameValidator.MOST_BYTES + 4))
    };
    IngestTotals totals;
    try (SourceFeed feed = feed(Frames.source(records), Pace.MAX)) {
      feed.start();
      totals = feed.done().get(30, TimeUnit.SECONDS);
    }

    assertThat(totals).isEqualTo(new IngestTotals(0, 0, 0, 7, 5, 2, 0, 0));
    List<TopicRecord<String, WaveformFrame>> waveforms = read(Topics.WAVEFORM);
    assertThat(waveforms).extracting(TopicRecord::key).containsOnly("fan/de");
    assertThat(waveforms)
        .extracting(record -> Objects.requireNonNull(record.value()).samples())
        .containsExactly(
            Frames.noise(25_600 * 2 * 2),
            Frames.noise(25_600 * 2 * 3),
            Frames.noise(25_600 * 2 * 4),
            Frames.noise(FrameValidator.MOST_BYTES));
    assertThat(read(Topics.AUDIO))
        .singleElement()
        .satisfies(record -> assertThat(record.key()).isEqualTo("fan/mic"));

    // A second run finds all of it there, even beside the rubbish of another writer.
    try (TopicSender other = new TopicSender(kafka)) {
      Topic<String, ScalarScan> wrongType =
          new Topic<>(
              Topics.WAVEFORM.name(),
              ScalarScan.class,
              Topics.WAVEFORM.keyCodec(),
              Topics.SCALAR.valueCodec(),
              "",
              Topics.SCALAR.format(),
              Topics.SCALAR.cleanup(),
              Topics.SCALAR.retention(),
              List.of(),
              List.of());
      other.send(
          wrongType,
          "fan/de",
          new ScalarScan(
              Frames.FAN.id(),
              Frames.T,
              Frames.T,
              Frames.T,
              Origin.MEASURED,
              0,
              new double[] {1},
              new byte[0]));
      other.flush();
    }
    try (SourceFeed again = feed(Frames.source(records), Pace.MAX)) {
      again.start();
      assertThat(again.done().get(30, TimeUnit.SECONDS))
          .isEqualTo(new IngestTotals(0, 0, 0, 7, 5, 2, 0, 7));
    }
  }

  @Test
  void aSourceThatBreaksMakesTheFeedUnhealthy() {
    try (SourceFeed feed =
        feed(new BreakingSource(new SourceException("the cable was cut")), Pace.MAX)) {
      feed.start();
      assertThatThrownBy(() -> feed.done().get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SourceException.class);
      assertThat(feed.health()).isEqualTo(Health.down("the cable was cut"));
    }
  }

  @Test
  void evenAnErrorEndsTheWait() {
    try (SourceFeed feed = feed(new BreakingSource(new OutOfMemoryError("test")), Pace.MAX)) {
      feed.start();
      assertThatThrownBy(() -> feed.done().get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(OutOfMemoryError.class);
      assertThat(feed.health()).isEqualTo(Health.down("test"));
    }
  }

  private SourceFeed feed(TelemetrySource source, Pace pace) {
    return new SourceFeed(source, pace, kafka, new Metrics());
  }

  private List<String> sources() {
    List<String> sources = new ArrayList<>();
    for (Topic<?, ?> topic : List.of(Topics.SCALAR, Topics.REJECTED, Topics.MACHINE_EVENTS)) {
      read(topic)
          .forEach(
              record ->
                  sources.add(
                      new String(
                          record.headers().lastHeader(ReplayProgress.HEADER).value(),
                          StandardCharsets.UTF_8)));
    }
    // The broker serves the other tests too.
    return sources.stream().filter(source -> source.startsWith("simulation-")).toList();
  }

  private <K, V> List<TopicRecord<K, V>> read(Topic<K, V> topic) {
    try (TopicReader<K, V> reader = new TopicReader<>(kafka, topic)) {
      return reader.readToEnd();
    }
  }

  private static final class BreakingSource implements TelemetrySource {
    private final Throwable fault;

    BreakingSource(Throwable fault) {
      this.fault = fault;
    }

    @Override
    public String name() {
      return "breaking";
    }

    @Override
    public List<Asset> assets() {
      return List.of();
    }

    @Override
    public SourceRecord next() {
      if (fault instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) fault;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
