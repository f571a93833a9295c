package io.millwright.alerts.cmms;

import io.millwright.contracts.Topics;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes work orders to the maintenance system of the plant and brings back what people decided and
 * found there. Several instances share the orders by their consumer group; each order belongs to
 * one. A failure of the broker is tried again a bounded number of times; one of the maintenance
 * system for ever, with the service degraded.
 */
public final class CmmsGateway implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(CmmsGateway.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);
  private static final int MOST_RESTARTS = 10;

  /** Looks for changes that may fail in a row before somebody should know. */
  private static final int MISSED_LOOKS = 3;

  private static final Duration STEADY = Duration.ofMinutes(5);

  private final CmmsConfig config;
  private final Cmms cmms;
  private final KafkaSettings kafka;
  private final InstantSource clock;
  private final CmmsCounters counters;
  private final Availability availability;
  private volatile boolean stopped;
  private volatile @Nullable GatewayLoop loop;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Thread thread;

  /** Prepares; connects to nothing. */
  public CmmsGateway(CmmsConfig config, KafkaSettings kafka, Metrics metrics) {
    this(config, config.connect(InstantSource.system()), kafka, metrics, InstantSource.system());
  }

  /**
   * @param cmms becomes this gateway's to close
   * @param clock by which pauses and the nightly comparison are measured
   */
  CmmsGateway(
      CmmsConfig config, Cmms cmms, KafkaSettings kafka, Metrics metrics, InstantSource clock) {
    this.config = config;
    this.cmms = new GuardedCmms(cmms);
    this.kafka = kafka;
    this.clock = clock;
    this.counters = new CmmsCounters(metrics);
    this.availability = new Availability(config.retry(), cmms.name());
    metrics.gauge(CmmsMeter.DEAF, () -> deafFor().toMillis() / 1000.0);
  }

  private Duration deafFor() {
    Instant since = availability.deafSince();
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }

  @Override
  public String name() {
    return "cmms";
  }

  /**
   * Returns when its thread runs; the maintenance system need not answer.
   *
   * @throws IllegalStateException if a topic is missing or their partitions differ
   */
  @Override
  public void start() {
    checkTopics();
    Thread started = new Thread(this::runGuarded, "cmms-gateway");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Whatever ends the thread is told by {@link #health}. */
  private void runGuarded() {
    try {
      keepRunning();
    } catch (Throwable t) { // an Error, too: nobody else would hear of it
      failure = t;
      LOG.atError().setCause(t).log("gateway to the maintenance system failed");
    }
  }

  private void keepRunning() {
    int failures = 0;
    while (!stopped) {
      long began = System.nanoTime();
      try {
        runOnce();
      } catch (RuntimeException e) {
        if (stopped) {
          return;
        }
        failures = System.nanoTime() - began > STEADY.toNanos() ? 1 : failures + 1;
        if (failures > MOST_RESTARTS) {
          failure = e;
          LOG.atError().setCause(e).log("gateway to the maintenance system failed");
          return;
        }
        LOG.atWarn()
            .addKeyValue("failures", failures)
            .addKeyValue("error", e.toString())
            .log("gateway to the maintenance system begins again");
        pause(config.retry().pause(failures, "gateway"));
      }
    }
  }

  private void runOnce() {
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicSender sender = new TopicSender(kafka)) {
      GatewayLoop running =
          new GatewayLoop(config, cmms, availability, kafka, consumer, sender, counters, clock);
      loop = running;
      if (!stopped) {
        running.run();
      }
    }
  }

  private void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  private Properties consumerProperties() {
    Properties p = kafka.consumer(config.groupId());
    // Orders and commands have the same keys: the same instance must have both partitions.
    p.put("partition.assignment.strategy", RangeAssignor.class.getName());
    return p;
  }

  @Override
  public Health health() {
    Throwable failed = failure;
    if (failed != null) {
      return Health.down("failed: " + failed);
    }
    if (thread == null || stopped) {
      return Health.down(stopped ? "stopped" : "not started");
    }
    Thread running = thread;
    if (running != null && !running.isAlive()) {
      return Health.down("its thread has ended");
    }
    Instant silentSince = availability.silentSince();
    if (silentSince != null) {
      return Health.degraded(
          "%s does not %s since %s: %s"
              .formatted(
                  cmms.name(),
                  availability.misconfigured() ? "accept us" : "answer",
                  silentSince,
                  availability.lastError()));
    }
    Duration deafFor = deafFor();
    if (deafFor.compareTo(config.listenEvery().multipliedBy(MISSED_LOOKS)) > 0) {
      return Health.degraded(
          "what people do in %s is not heard for %s: %s"
              .formatted(cmms.name(), deafFor, availability.listeningError()));
    }
    int dead = counters.depth().deadLetters();
    return dead == 0
        ? Health.UP
        : Health.degraded(dead + " dead letters wait for a person: millwright cmms list");
  }

  /** Records and links of an order meet only if its key falls into the same partition of each. */
  private void checkTopics() {
    List<String> names =
        List.of(Topics.WORK_ORDERS.name(), Topics.CMMS_LINKS.name(), Topics.CMMS_COMMANDS.name());
    try (Admin admin = Admin.create(kafka.admin())) {
      Map<String, Integer> partitions = new TreeMap<>();
      admin
          .describeTopics(names)
          .allTopicNames()
          .get(30, TimeUnit.SECONDS)
          .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
      if (partitions.values().stream().distinct().count() > 1) {
        throw new IllegalStateException(
            "the topics of the gateway need the same number of partitions, found " + partitions);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the topics " + names + " cannot be looked up at " + kafka.bootstrapServers(),
          e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer from " + kafka.bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking up topics", e);
    }
  }

  /** An exchange that is under way is given time to end, so that its answer is not lost. */
  @Override
  public void close() {
    stopped = true;
    GatewayLoop running = loop;
    if (running != null) {
      running.stop();
    }
    Thread started = thread;
    if (started != null) {
      try {
        started.join(STOP_TIMEOUT.toMillis());
        if (started.isAlive()) {
          started.interrupt();
          started.join(1000);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    cmms.close();
  }
}
