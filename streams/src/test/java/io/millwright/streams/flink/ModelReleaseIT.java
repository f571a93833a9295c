package io.millwright.streams.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.model.BundleChunk;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.ModelEvaluation;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.models.release.BundleChunks;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.ReleaseLog;
import io.millwright.models.release.ReleaseLog.Because;
import io.millwright.models.release.Sha256;
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
import io.millwright.streams.SmallModels;
import io.millwright.streams.SmallPlant;
import io.millwright.streams.assess.ModelBinding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running job between topics of a real broker is given another model, and the old one again. */
class ModelReleaseIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final ModelBundle OLD = SmallModels.version(100);
  private static final ModelBundle NEW = SmallModels.version(200);
  private static final List<Asset> PLANT =
      IntStream.range(0, 4)
          .mapToObj(i -> SmallPlant.pump("pump-" + i, SmallModels.channels()))
          .toList();

  private LoopbackBroker broker;
  private KafkaSettings kafka;
  private TopicSender sender;
  private JobClient job;
  private ReleaseLog log = new ReleaseLog(List.of());
  private int hour;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    broker = new LoopbackBroker(directory);
    kafka = broker.settings();
    TopicProvisioner.ensure(kafka, 2, 1);
    sender = new TopicSender(kafka);
    PLANT.forEach(pump -> sender.send(Topics.ASSETS, pump.id(), pump));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());
    env.enableCheckpointing(500);
    KafkaEnds ends = KafkaEnds.of(kafka, "test");
    AssessmentPipeline.define(
        env,
        AssessmentInputs.of(ends),
        AssessmentOutputs.of(ends),
        AssessmentConfig.of(
            AssessorSettings.DEFAULT, List.of(new ModelBinding("pump", OLD.toBytes())), 2));
    job = env.executeAsync();
  }

  @AfterEach
  void close() throws Exception {
    job.cancel().get();
    sender.close();
    broker.close();
  }

  @Test
  void isPromotedAndRolledBackWithoutAScanLostOrDoubled() throws Exception {
    publish(OLD, ModelRole.LIVE);
    scans(5);
    publish(NEW, ModelRole.SHADOW);
    scansUntil(() -> !all(Topics.SHADOW_ASSESSMENTS).isEmpty());
    scansUntil(() -> !all(Topics.MODEL_EVALUATIONS).isEmpty());
    assertThat(versions(all(Topics.ASSESSMENTS)))
        .as("the shadow speaks in the dark only")
        .containsExactly(OLD.version());

    change(log.promote("rul-pump", NEW.version(), null, because("better")));
    scansUntil(() -> newestOfEach().equals(Set.of(NEW.version())));

    change(log.rollBack("rul-pump", NEW.version(), null, because("worse")));
    scansUntil(() -> newestOfEach().equals(Set.of(OLD.version())));

    publishWithoutBundle();
    scansUntil(() -> decisions().contains(GateDecision.Outcome.REFUSE));
    scans(3);
    await(() -> all(Topics.ASSESSMENTS).size() >= hour * PLANT.size());
    List<Assessment> said = all(Topics.ASSESSMENTS);
    assertThat(said).hasSize(hour * PLANT.size());
    assertThat(said.stream().map(Assessment::id).distinct()).hasSize(hour * PLANT.size());
    assertThat(all(Topics.REJECTED)).isEmpty();
    assertThat(newestOfEach())
        .as("a release without a bundle changes nothing")
        .containsExactly(OLD.version());
    for (Asset pump : PLANT) {
      assertThat(changes(said, pump)).containsExactly(OLD.version(), NEW.version(), OLD.version());
    }
    assertThat(versions(all(Topics.SHADOW_ASSESSMENTS))).containsExactly(NEW.version());
    ModelEvaluation compared = all(Topics.MODEL_EVALUATIONS).get(0);
    assertThat(compared.version()).isEqualTo(NEW.version());
    assertThat(compared.baselineVersion()).isEqualTo(OLD.version());
    assertThat(decisions()).contains(GateDecision.Outcome.PROMOTE, GateDecision.Outcome.ROLL_BACK);
  }

  private void publish(ModelBundle bundle, ModelRole role) {
    for (BundleChunk chunk : BundleChunks.of(bundle.toBytes())) {
      sender.send(Topics.MODEL_BUNDLES, BundleChunks.key(chunk), chunk);
    }
    sender.flush();
    change(
        log.publish(
            bundle.manifest(),
            Sha256.hex(bundle.toBytes()),
            role,
            "pump",
            because("for the test"),
            null));
  }

  private void publishWithoutBundle() {
    ModelBundle lost = SmallModels.version(300);
    change(
        log.publish(
            lost.manifest(),
            Sha256.hex(lost.toBytes()),
            ModelRole.LIVE,
            "pump",
            because("its bundle is never sent"),
            null));
  }

  private void change(List<ModelRelease> changes) {
    log = log.with(changes);
    for (ModelRelease release : changes) {
      sender.send(Topics.MODELS, release.key(), release);
      sender.flush();
    }
  }

  private static Because because(String reason) {
    return new Because("d.scientist", reason, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  private void scans(int count) {
    for (int i = 0; i < count; i++) {
      for (Asset pump : PLANT) {
        sender.send(Topics.SCALAR, pump.id(), SmallPlant.scan(pump, hour));
      }
      hour++;
    }
    sender.flush();
  }

  private void scansUntil(BooleanSupplier condition) throws Exception {
    await(
        () -> {
          scans(1);
          return condition.getAsBoolean();
        });
  }

  private static void await(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(200);
    }
  }

  private <K, V> List<V> all(Topic<K, V> topic) {
    try (TopicReader<K, V> reader = new TopicReader<>(kafka, topic)) {
      return reader.readToEnd().stream()
          .map(TopicRecord::value)
          .map(Objects::requireNonNull)
          .toList();
    }
  }

  private Set<GateDecision.Outcome> decisions() {
    return all(Topics.MODEL_STATUS).stream().map(GateDecision::outcome).collect(Collectors.toSet());
  }

  private static Set<String> versions(List<Assessment> assessments) {
    Set<String> versions = new HashSet<>();
    assessments.forEach(a -> versions.add(String.valueOf(a.provenance().modelVersion())));
    return versions;
  }

  /** Versions that the newest assessment of each machine names. */
  private Set<String> newestOfEach() {
    List<Assessment> said = all(Topics.ASSESSMENTS);
    List<Assessment> newest = new ArrayList<>();
    for (Asset pump : PLANT) {
      said.stream()
          .filter(a -> a.assetId().equals(pump.id()))
          .reduce((a, b) -> a.time().isAfter(b.time()) ? a : b)
          .ifPresent(newest::add);
    }
    return versions(newest);
  }

  /** Versions of a machine in the order in which they took over. */
  private static List<String> changes(List<Assessment> said, Asset pump) {
    List<String> changes = new ArrayList<>();
    for (Assessment a : said) {
      String version = String.valueOf(a.provenance().modelVersion());
      if (a.assetId().equals(pump.id())
          && (changes.isEmpty() || !changes.get(changes.size() - 1).equals(version))) {
        changes.add(version);
      }
    }
    return changes;
  }
}
