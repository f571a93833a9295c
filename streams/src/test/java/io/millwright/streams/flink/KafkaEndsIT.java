package io.millwright.streams.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.LoopbackBroker;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.streams.AssessmentConfig;
import io.millwright.streams.AssessmentInputs;
import io.millwright.streams.AssessmentOutputs;
import io.millwright.streams.AssessmentPipeline;
import io.millwright.streams.SmallPlant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline between topics of a real broker. */
class KafkaEndsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<Asset> PLANT =
      IntStream.range(0, 6).mapToObj(i -> SmallPlant.pump("pump-" + i)).toList();

  @Test
  void readsAndWritesTopicsAndGoesOnFromACheckpoint(@TempDir Path broker, @TempDir Path checkpoints)
      throws Exception {
    try (LoopbackBroker kafka = new LoopbackBroker(broker)) {
      KafkaSettings settings = kafka.settings();
      TopicProvisioner.ensure(settings, 2, 1);
      try (TopicSender sender = new TopicSender(settings)) {
        // Scans first, declarations after them: who is read first is for nobody to say.
        sendScans(sender, 0, 40);
        PLANT.forEach(pump -> sender.send(Topics.ASSETS, pump.id(), pump));
        sender.flush();
        sendNoise(settings);

        JobClient first = start(settings, checkpoints);
        await(settings, Topics.ASSESSMENTS, records -> ids(records).size() == 40 * PLANT.size());
        awaitCheckpointAfter(checkpoints, Instant.now());
        first.cancel().get();

        sendScans(sender, 40, 80);
        JobClient second = start(settings, checkpoints);
        List<TopicRecord<?, Assessment>> assessments =
            await(
                settings, Topics.ASSESSMENTS, records -> ids(records).size() == 80 * PLANT.size());
        List<TopicRecord<?, RejectedTelemetry>> rejected =
            await(settings, Topics.REJECTED, records -> !records.isEmpty());
        second.cancel().get();

        assertOneContentAnId(assessments);
        assertOrderPerAsset(assessments);
        assertThat(rejected).as("noise is rejected once, not again after the restart").hasSize(1);
        RejectedTelemetry noise = Objects.requireNonNull(rejected.get(0).value());
        assertThat(noise.reason()).isEqualTo(RejectionReason.UNREADABLE);
        assertThat(noise.source()).startsWith("millwright.telemetry.scalar-").contains("@");
        assertThat(noise.raw()).isEqualTo("noise".getBytes(StandardCharsets.UTF_8));
        assertThat(rejected.get(0).key()).isEqualTo(noise.source());
      }
    }
  }

  private static void sendScans(TopicSender sender, int from, int to) {
    for (int hour = from; hour < to; hour++) {
      for (Asset pump : PLANT) {
        sender.send(Topics.SCALAR, pump.id(), SmallPlant.scan(pump, hour));
      }
    }
    sender.flush();
  }

  private static void sendNoise(KafkaSettings settings) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            settings.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.SCALAR.name(),
                  "pump-0".getBytes(StandardCharsets.UTF_8),
                  "noise".getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  private static JobClient start(KafkaSettings kafka, Path checkpoints) throws Exception {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    List<Path> complete = checkpoints(checkpoints);
    if (!complete.isEmpty()) {
      settings.set(
          StateRecoveryOptions.SAVEPOINT_PATH,
          complete.get(complete.size() - 1).toUri().toString());
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    KafkaEnds ends = KafkaEnds.of(kafka, "streams-it");
    AssessmentPipeline.define(
        env,
        AssessmentInputs.of(ends),
        AssessmentOutputs.of(ends),
        AssessmentConfig.of(AssessorSettings.DEFAULT, List.of(), 2));
    return env.executeAsync();
  }

  /** Directories of complete checkpoints, oldest first. */
  private static List<Path> checkpoints(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .sorted((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
          .map(Path::getParent)
          .toList();
    } catch (java.io.UncheckedIOException vanished) {
      return List.of(); // a checkpoint was removed while we looked
    }
  }

  private static void awaitCheckpointAfter(Path root, Instant time) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      List<Path> complete = checkpoints(root);
      if (!complete.isEmpty()
          && Files.getLastModifiedTime(complete.get(complete.size() - 1))
              .toInstant()
              .isAfter(time)) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no checkpoint in " + PATIENCE);
  }

  static <K, V> List<TopicRecord<?, V>> await(
      KafkaSettings settings, Topic<K, V> topic, Predicate<List<TopicRecord<?, V>>> enough) {
    List<TopicRecord<?, V>> records = new ArrayList<>();
    try (TopicReader<K, V> reader = new TopicReader<>(settings, topic)) {
      Instant end = Instant.now().plus(PATIENCE);
      while (!enough.test(records)) {
        assertThat(Instant.now())
            .as("%s holds %s records", topic.name(), records.size())
            .isBefore(end);
        records.addAll(reader.poll(Duration.ofMillis(200)));
      }
    }
    return records;
  }

  private static Set<String> ids(List<TopicRecord<?, Assessment>> records) {
    Set<String> ids = new HashSet<>();
    for (TopicRecord<?, Assessment> record : records) {
      if (record.value() != null) {
        ids.add(record.value().id());
      }
    }
    return ids;
  }

  private static void assertOneContentAnId(List<TopicRecord<?, Assessment>> records) {
    Map<String, String> contents = new HashMap<>();
    for (TopicRecord<?, Assessment> record : records) {
      Assessment a = Objects.requireNonNull(record.value());
      String content = a.toString().replace("assessedAt=" + a.assessedAt(), "");
      assertThat(contents.computeIfAbsent(a.id(), none -> content)).isEqualTo(content);
    }
  }

  /** Same key, same partition, in order; the delivery after the restart may step back once. */
  private static void assertOrderPerAsset(List<TopicRecord<?, Assessment>> records) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Instant> newest = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (TopicRecord<?, Assessment> record : records) {
      Assessment a = Objects.requireNonNull(record.value());
      String asset = a.assetId().value();
      assertThat(partitions.computeIfAbsent(asset, none -> record.partition()))
          .isEqualTo(record.partition());
      if (seen.add(a.id())) {
        Instant before = newest.put(asset, a.time());
        assertThat(before == null || before.isBefore(a.time())).as(a.id()).isTrue();
      }
    }
  }
}
