package io.millwright.alerts.cmms;

import io.millwright.contracts.Topics;
import io.millwright.runtime.kafka.CoPartitioned;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicSender;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Retries;
import io.millwright.runtime.service.Service;
import io.millwright.runtime.service.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
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
  private final Retries retries;
  private volatile @Nullable Worker worker;

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
    this.retries = new Retries(config.retry().first(), config.retry().longest(), MOST_RESTARTS);
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
    CoPartitioned.require(
        kafka,
        "the gateway",
        List.of(Topics.WORK_ORDERS, Topics.CMMS_LINKS, Topics.CMMS_COMMANDS),
        List.of());
    Worker started = new Worker("cmms-gateway", retries, this::work);
    worker = started;
    started.start();
  }

  private void work(Worker by) {
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicSender sender = new TopicSender(kafka)) {
      GatewayLoop loop =
          new GatewayLoop(config, cmms, availability, kafka, consumer, sender, counters, clock);
      loop.start();
      while (by.goesOn()) {
        loop.turn(by::goesOn);
        by.wellAfter(STEADY);
      }
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
    Worker running = worker;
    if (running == null) {
      return Health.down("not started");
    }
    Health thread = running.health("orders do not reach the maintenance system");
    if (!thread.equals(Health.UP)) {
      return thread;
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

  /** An exchange that is under way is given time to end, so that its answer is not lost. */
  @Override
  public void close() {
    Worker running = worker;
    if (running != null) {
      running.close(STOP_TIMEOUT);
    }
    cmms.close();
  }
}
