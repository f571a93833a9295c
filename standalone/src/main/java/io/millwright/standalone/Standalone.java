package io.millwright.standalone;

import io.millwright.alerts.AlertsApplication;
import io.millwright.alerts.cmms.CmmsGateway;
import io.millwright.alerts.notification.NotificationConfig;
import io.millwright.alerts.notification.delivery.NotificationSender;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.dashboards.console.Console;
import io.millwright.dashboards.history.BlockRecorder;
import io.millwright.dashboards.history.EmbeddedHistoryStore;
import io.millwright.dashboards.history.HistoryRecorder;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.InfluxHistoryStore;
import io.millwright.dashboards.history.MetricsPush;
import io.millwright.dashboards.history.SavingsRecorder;
import io.millwright.ingest.SourceFeed;
import io.millwright.ingest.plant.EditablePlantFile;
import io.millwright.ingest.plant.Plant;
import io.millwright.ingest.plant.PlantPublisher;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.runtime.access.AccessTokens;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicProvisioner;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import io.millwright.runtime.service.ServiceGroup;
import io.millwright.standalone.embedded.DataDirectory;
import io.millwright.standalone.embedded.EmbeddedFlink;
import io.millwright.standalone.embedded.EmbeddedKafka;
import io.millwright.standalone.embedded.LoopbackPort;
import io.millwright.standalone.flow.FlowWatch;
import io.millwright.standalone.flow.LagWatch;
import io.millwright.standalone.flow.PlatformMeter;
import io.millwright.standalone.flow.Quiescence;
import io.millwright.standalone.release.ConfiguredModels;
import io.millwright.streams.AssessmentConfig;
import io.millwright.streams.AssessmentInputs;
import io.millwright.streams.AssessmentOutputs;
import io.millwright.streams.AssessmentPipeline;
import io.millwright.streams.FeatureConfig;
import io.millwright.streams.FeatureInputs;
import io.millwright.streams.FeatureOutputs;
import io.millwright.streams.FeaturePipeline;
import io.millwright.streams.assess.ModelBinding;
import io.millwright.streams.features.FeatureSettings;
import io.millwright.streams.flink.KafkaEnds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole platform in this process: the pipelines and topologies of the cluster, joined by an
 * embedded broker, on an embedded stream processor and store.
 */
public final class Standalone implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(12);
  private static final String STREAMS_GROUP = "millwright-streams";
  private static final String FEATURES_GROUP = "millwright-features";
  private static final String ASSESSMENT_JOB = "assessment";
  private static final String FEATURES_JOB = "features";

  /** Frames may be held back for a scan; a little more than that. */
  private static final Duration FRAMES_HELD =
      FeatureSettings.DEFAULT.statePatience().plusMillis(500);

  private final StandaloneConfig config;
  private final EmbeddedKafka broker;
  private final FlowWatch flow;
  private final Part<Console> console;
  private final List<SourceFeed> feeds;
  private final ServiceGroup services;
  private final Metrics metrics = new Metrics();

  /**
   * Prepares; takes its ports.
   *
   * @param tokens who may write
   * @param onFirst told of the first assessment
   */
  public Standalone(
      StandaloneConfig config,
      DataDirectory data,
      Workload workload,
      AccessTokens tokens,
      Consumer<Assessment> onFirst) {
    this.config = config;
    LoopbackPort.of(config.console().port());
    this.broker = new EmbeddedKafka(data.directory("kafka"), config.kafkaPort());
    KafkaSettings kafka = broker.settings();
    EmbeddedFlink flink =
        new EmbeddedFlink(
            data.directory("checkpoints"),
            Path.of(System.getProperty("java.io.tmpdir")),
            config.parallelism(),
            config.checkpointEvery());
    Service topics =
        Part.step(
            "topics",
            () -> {
              TopicProvisioner.ensure(kafka, config.parallelism(), 1);
              publish(workload.plant(), kafka);
            });
    Part<HistoryStore> store =
        new Part<>("store", () -> open(config, data), Standalone::health, HistoryStore::close);
    Service assessment =
        new Part<>(
            "assessment",
            () -> {
              flink.submit(featuresJob(flink));
              flink.submit(assessmentJob(flink, models(workload, kafka)));
              if (workload.released()) {
                workload.shadows().thenAccept(shadows -> releaseShadows(shadows, kafka));
              }
              return flink;
            },
            EmbeddedFlink::health,
            EmbeddedFlink::close);
    Service recorder =
        Part.deferred(
            "history", () -> new HistoryRecorder(kafka, store.get(), metrics, config.recorder()));
    Service blocks =
        Part.deferred(
            "blocks", () -> new BlockRecorder(kafka, store.get(), metrics, config.blocks()));
    this.console =
        Part.deferred(
            "console",
            () ->
                new Console(
                    config.console(),
                    kafka,
                    store.get(),
                    tokens,
                    metrics,
                    this::parts,
                    new StandalonePlantEditor(kafka, plantFile(config, data))));
    this.flow = new FlowWatch(kafka, config.stallAfter(), InstantSource.system(), onFirst);
    this.feeds =
        workload.sources().stream()
            .map(s -> new SourceFeed(s.source(), s.pace(), kafka, metrics))
            .toList();
    List<Service> readers = new ArrayList<>();
    readers.add(new AlertsApplication(config.alerts(), kafka, data.directory("alerts"), metrics));
    readers.add(recorder);
    readers.add(blocks);
    readers.add(
        Part.deferred("history-savings", () -> new SavingsRecorder(kafka, store.get(), metrics)));
    readers.add(new LagWatch(kafka, chain(), metrics));
    for (String job : List.of(FEATURES_JOB, ASSESSMENT_JOB)) {
      metrics.gauge(
          PlatformMeter.CHECKPOINT_AGE, () -> flink.checkpointAge(job, Instant.now()), "job", job);
    }
    if (config.influx() != null) {
      readers.add(new MetricsPush(metrics, config.influx(), config.metricsEvery()));
    }
    readers.add(console);
    if (config.cmms() != null) {
      readers.add(new CmmsGateway(config.cmms(), kafka, metrics));
    }
    NotificationConfig notification = config.alerts().notification();
    if (notification != null) {
      readers.add(
          new NotificationSender(notification.delivery(), kafka, metrics, InstantSource.system()));
    }
    this.services =
        new ServiceGroup("standalone", STOP_TIMEOUT)
            .then(new ServiceGroup("broker", STOP_TIMEOUT).then(broker).then(topics), flink, store)
            .then(assessment, flow)
            .then(feeds.toArray(Service[]::new))
            // Readers from the first offset on: they miss nothing by starting last.
            .then(readers.toArray(Service[]::new));
  }

  private StreamExecutionEnvironment featuresJob(EmbeddedFlink flink) {
    StreamExecutionEnvironment env = flink.environment(FEATURES_JOB);
    KafkaEnds ends = KafkaEnds.of(broker.settings(), FEATURES_GROUP);
    FeaturePipeline.define(
        env,
        FeatureInputs.of(ends),
        FeatureOutputs.of(ends),
        FeatureConfig.of(config.parallelism()));
    return env;
  }

  private StreamExecutionEnvironment assessmentJob(EmbeddedFlink flink, List<ModelBinding> models) {
    StreamExecutionEnvironment env = flink.environment(ASSESSMENT_JOB);
    KafkaEnds ends = KafkaEnds.of(broker.settings(), STREAMS_GROUP);
    AssessmentPipeline.define(
        env,
        AssessmentInputs.of(ends),
        AssessmentOutputs.of(ends),
        AssessmentConfig.of(AssessorSettings.DEFAULT, models, config.parallelism()));
    return env;
  }

  /** What serves from the first scan on. */
  private static List<ModelBinding> models(Workload workload, KafkaSettings kafka) {
    List<ModelBinding> configured = workload.models().join();
    return workload.released()
        ? new ConfiguredModels(kafka, InstantSource.system()).release(configured)
        : configured;
  }

  private static void releaseShadows(List<ModelBinding> shadows, KafkaSettings kafka) {
    if (shadows.isEmpty()) {
      return;
    }
    try {
      new ConfiguredModels(kafka, InstantSource.system()).releaseShadows(shadows);
    } catch (RuntimeException e) { // whoever stops while models are trained loses nothing
      LOG.atWarn()
          .addKeyValue("error", String.valueOf(e.getMessage()))
          .log("shadow models were not released");
    }
  }

  private static void publish(@Nullable Plant plant, KafkaSettings kafka) {
    if (plant != null) {
      try (TopicSender sender = new TopicSender(kafka)) {
        new PlantPublisher(kafka, sender).apply(plant, false);
      }
    }
  }

  /** The configured one; else one beside the data, unless they end with the process. */
  private static @Nullable EditablePlantFile plantFile(
      StandaloneConfig config, DataDirectory data) {
    if (config.plant() != null) {
      return new EditablePlantFile(config.plant(), "Plant");
    }
    return data.isTemporary()
        ? null
        : new EditablePlantFile(data.root().resolve("plant.yaml"), "Plant");
  }

  private static HistoryStore open(StandaloneConfig config, DataDirectory data) {
    return config.influx() == null
        ? EmbeddedHistoryStore.open(
            data.directory("history"), config.history(), InstantSource.system())
        : new InfluxHistoryStore(config.influx(), config.history());
  }

  private static Health health(HistoryStore store) {
    return store.reachable() ? Health.UP : Health.degraded("does not answer");
  }

  /** Starts everything; throws what went wrong with everything closed again. */
  public void start() {
    services.start();
  }

  private Map<String, Health> parts() {
    return services.parts();
  }

  /** The worst health of all parts, with reasons. */
  public Health health() {
    return services.health();
  }

  /** How clients reach the broker. */
  public KafkaSettings kafka() {
    return broker.settings();
  }

  /** Where people find it. */
  public URI consoleAddress() {
    return console.get().url();
  }

  /** What comes out. */
  public FlowWatch flow() {
    return flow;
  }

  /** What goes in, one a source. */
  public List<SourceFeed> feeds() {
    return feeds;
  }

  /** The readers whose offsets tell when all has been processed and recorded. */
  public Quiescence quiescence() {
    return new Quiescence(kafka(), chain(), List.of(Topics.WAVEFORM, Topics.AUDIO), FRAMES_HELD);
  }

  /** Consumer groups and what they read, each reading what those before it write. */
  private List<Quiescence.Reader> chain() {
    return List.of(
        new Quiescence.Reader(
            FEATURES_GROUP, List.of(Topics.WAVEFORM, Topics.AUDIO, Topics.SCALAR)),
        new Quiescence.Reader(
            STREAMS_GROUP, List.of(Topics.SCALAR, Topics.MACHINE_EVENTS, Topics.FEATURES)),
        new Quiescence.Reader(
            config.alerts().applicationId(), List.of(Topics.SCALAR, Topics.ASSESSMENTS)),
        new Quiescence.Reader(config.recorder().groupId(), HistoryRecorder.TOPICS),
        new Quiescence.Reader(config.blocks().groupId(), BlockRecorder.TOPICS));
  }

  /** Stops everything in order, in bounded time. Idempotent. */
  @Override
  public void close() {
    services.close();
    metrics.close();
  }
}
