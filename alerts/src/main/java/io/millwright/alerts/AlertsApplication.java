package io.millwright.alerts;

import io.millwright.alerts.kpi.AlarmKpiWatch;
import io.millwright.alerts.kpi.AlarmKpis;
import io.millwright.runtime.kafka.CoPartitioned;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the topology, exactly once. A stream thread that fails is replaced, a bounded number of
 * times with growing pauses; then the application stops and says that it is down.
 */
public final class AlertsApplication implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(AlertsApplication.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  /** Leaves the group at once, so that a restart need not wait out the session. */
  private static final CloseOptions LEAVE =
      CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
          .withTimeout(CLOSE_TIMEOUT);

  private static final Duration STALLED = Duration.ofSeconds(30);

  private final AlertsConfig config;
  private final KafkaSettings kafka;
  private final Path stateDirectory;
  private final AlertsCounters counters;
  private final ThreadReplacement replacement;
  private final AlarmKpiWatch kpis;
  private volatile @Nullable KafkaStreams streams;

  /**
   * Prepares; connects to nothing.
   *
   * @param stateDirectory of this application alone; kept across restarts
   */
  public AlertsApplication(
      AlertsConfig config, KafkaSettings kafka, Path stateDirectory, Metrics metrics) {
    this.config = config;
    this.kafka = kafka;
    this.stateDirectory = stateDirectory;
    this.counters = new AlertsCounters(metrics);
    this.replacement = new ThreadReplacement(counters);
    this.kpis = new AlarmKpiWatch(kafka, config.kpis(), metrics, InstantSource.system());
  }

  @Override
  public String name() {
    return "alerts";
  }

  /**
   * Returns when all tasks are restored and run.
   *
   * @throws IllegalStateException if a topic is missing, the inputs differ in their partitions, or
   *     it does not run in time
   */
  @Override
  public void start() {
    CoPartitioned.require(
        kafka,
        "alerts",
        AlertsTopology.INPUTS,
        Stream.concat(AlertsTopology.OUTPUTS.stream(), PlantDesks.OUTPUTS.stream()).toList());
    ChangelogTimes.correct(kafka, config.applicationId());
    KafkaStreams started = new KafkaStreams(AlertsTopology.build(config, counters), properties());
    CountDownLatch settled = new CountDownLatch(1);
    started.setStateListener(
        (now, before) -> {
          LOG.atDebug().addKeyValue("state", now).log("alerts changed state");
          if (now == KafkaStreams.State.RUNNING || now.hasCompletedShutdown()) {
            settled.countDown();
          }
        });
    started.setUncaughtExceptionHandler(replacement);
    streams = started;
    started.start();
    boolean running;
    try {
      running = settled.await(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
    if (!running || started.state() != KafkaStreams.State.RUNNING) {
      KafkaStreams.State state = started.state();
      close();
      throw new IllegalStateException("alerts did not start, Kafka Streams is " + state);
    }
    kpis.start();
    LOG.atInfo().addKeyValue("applicationId", config.applicationId()).log("alerts run");
  }

  @Override
  public Health health() {
    KafkaStreams running = streams;
    if (running == null) {
      return Health.down("not started");
    }
    return switch (running.state()) {
      case RUNNING -> worse(flow(running), kpis.health());
      case CREATED, REBALANCING -> Health.degraded("rebalancing or restoring its state");
      case PENDING_SHUTDOWN, NOT_RUNNING -> Health.down("stopped");
      case PENDING_ERROR, ERROR -> Health.down("failed, last error: " + replacement.lastError());
    };
  }

  private static Health worse(Health a, Health b) {
    return a.status().compareTo(b.status()) >= 0 ? a : b;
  }

  /** Running threads that do not read what is there are not healthy. */
  private Health flow(KafkaStreams running) {
    if (counters.idleNanos() < STALLED.toNanos()) {
      return Health.UP;
    }
    double waiting =
        running.metrics().entrySet().stream()
            .filter(m -> m.getKey().name().equals("records-lag-max"))
            .map(m -> m.getValue().metricValue())
            .mapToDouble(v -> v instanceof Double d && Double.isFinite(d) ? d : 0)
            .max()
            .orElse(0);
    return waiting > 0
        ? Health.degraded(
            String.format("%.0f records wait and none was read for %s", waiting, STALLED))
        : Health.UP;
  }

  /** Figures of the alarm system by operator position, as last followed. */
  public Map<String, AlarmKpis.Report> alarmKpis() {
    return kpis.reports();
  }

  @Override
  public void close() {
    kpis.close();
    KafkaStreams running = streams;
    if (running != null && !running.close(LEAVE)) {
      LOG.atWarn()
          .addKeyValue("state", running.state())
          .addKeyValue("timeout", CLOSE_TIMEOUT)
          .log("alerts did not stop in time");
    }
  }

  private Properties properties() {
    Map<String, Object> p = new HashMap<>(kafka.properties());
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replication());
    // Stores are written under event times, which simulations and replays may have in the future; a
    // broker refuses records that say so of themselves.
    p.put(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG),
        ChangelogTimes.BY_THE_BROKER);
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 16 << 20);
    p.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UndecodableRecords.class);
    p.put(UndecodableRecords.COUNTERS, counters);
    p.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    // After a kill the group waits out the session of the dead member.
    p.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6000);
    p.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 1500);
    p.put(StreamsConfig.producerPrefix("linger.ms"), 5);
    // A broker puts the first batch of a transaction off while the last one ends; a second batch in
    // flight would then be refused as out of order and both sent again.
    p.put(StreamsConfig.producerPrefix("max.in.flight.requests.per.connection"), 1);
    p.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    // What cannot be read is passed on whole: whatever an input takes, the rejected topic gets.
    p.put(
        StreamsConfig.producerPrefix("max.request.size"), kafka.producer().get("max.request.size"));
    Properties properties = new Properties();
    properties.putAll(p);
    return properties;
  }
}
