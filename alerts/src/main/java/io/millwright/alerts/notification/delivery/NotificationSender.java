package io.millwright.alerts.notification.delivery;

import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Health.Status;
import io.millwright.runtime.service.Retries;
import io.millwright.runtime.service.Service;
import io.millwright.runtime.service.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the notifications and delivers them, in order for each address but URGENT first, at least
 * once: the offset is committed when a server has the message and that is written to the audit log.
 * What no server has taken within the declared age is set aside, and so is what has that age when
 * it is read: whoever loses the offsets does not tell a year's messages again. A broker that is
 * away is waited for.
 */
public final class NotificationSender implements Service {
  /** Action in the audit log: a message was delivered, or could not be. */
  static final String NOTIFY = "NOTIFY";

  /** Action in the audit log: a message was too old to be sent, and may have been sent before. */
  static final String SKIP = "NOTIFY_SKIP";

  private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);
  private static final Duration START = Duration.ofSeconds(30);
  private static final Retries AGAIN =
      Retries.endless(Duration.ofSeconds(5), Duration.ofMinutes(1));
  private static final Duration REMEMBER_DEAD = Duration.ofHours(1);

  private final DeliverySettings settings;
  private final KafkaSettings kafka;
  private final InstantSource clock;
  private final Metrics metrics;
  private final Channels channels;
  private final CountDownLatch reads = new CountDownLatch(1);
  private final Worker worker = new Worker("notifier", AGAIN, this::deliver);
  private volatile @Nullable DeliveryRun run;
  private volatile @Nullable Instant lastDead;

  /**
   * Prepares; connects to nothing.
   *
   * @throws IllegalArgumentException if a template or certificate cannot be read
   */
  public NotificationSender(
      DeliverySettings settings, KafkaSettings kafka, Metrics metrics, InstantSource clock) {
    this.settings = settings;
    this.kafka = kafka;
    this.clock = clock;
    this.metrics = metrics;
    this.channels = new Channels(settings, clock);
    metrics.gauge(
        NotificationMeter.WAITING,
        () -> {
          DeliveryRun now = run;
          return now == null ? 0 : now.waiting();
        });
  }

  @Override
  public String name() {
    return "notifier";
  }

  /** Returns when it reads, or after half a minute; it goes on trying. */
  @Override
  public void start() {
    worker.start();
    try {
      if (!reads.await(START.toSeconds(), TimeUnit.SECONDS)) {
        LOG.atWarn().log("notifications are not read yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Worker self) {
    try (DeliveryRun now = new DeliveryRun(settings, channels, kafka, metrics, clock, this::dead)) {
      run = now;
      while (self.goesOn()) {
        now.step();
        if (now.reads()) {
          self.well();
          reads.countDown();
        }
      }
    } finally {
      run = null;
    }
  }

  private void dead() {
    lastDead = clock.instant();
  }

  @Override
  public Health health() {
    Health reading = worker.health("notifications are not read");
    DeliveryRun now = run;
    if (reading.status() != Status.UP) {
      return reading;
    }
    if (now == null) {
      return Health.degraded("notifications are not read: starting");
    }
    List<String> failures = now.failures();
    if (!failures.isEmpty()) {
      return Health.degraded(
          failures.stream().limit(3).collect(Collectors.joining("; ", "not delivered: ", "")));
    }
    Instant dead = lastDead;
    return dead != null && clock.instant().isBefore(dead.plus(REMEMBER_DEAD))
        ? Health.degraded("a notification could not be delivered, last at " + dead)
        : Health.UP;
  }

  @Override
  public void close() {
    worker.close();
  }
}
