package io.millwright.alerts.notification.delivery;

import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
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
 * Reads the notifications and delivers them, in order for each address, at least once: the offset
 * is committed when a server has the message and that is written to the audit log. What no server
 * has taken within the declared age is set aside. A broker that is away is waited for.
 */
public final class NotificationSender implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration REMEMBER_DEAD = Duration.ofHours(1);

  private final DeliverySettings settings;
  private final KafkaSettings kafka;
  private final InstantSource clock;
  private final Metrics metrics;
  private final Channels channels;
  private final CountDownLatch reads = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable Throwable broken;
  private volatile @Nullable DeliveryRun run;
  private volatile @Nullable Instant lastDead;
  private volatile @Nullable Thread thread;

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
    Thread started = new Thread(this::run, "notifier");
    started.setDaemon(true);
    thread = started;
    started.start();
    try {
      if (!reads.await(START.toSeconds(), TimeUnit.SECONDS)) {
        LOG.atWarn().log("notifications are not read yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopped()) {
      try (DeliveryRun now =
          new DeliveryRun(settings, channels, kafka, metrics, clock, this::dead)) {
        run = now;
        while (!stopped()) {
          now.step();
          if (now.reads()) {
            broken = null;
            reads.countDown();
          }
        }
      } catch (RuntimeException e) {
        broken = e;
        LOG.atError().addKeyValue("error", e.toString()).log("notifications are not read");
      } finally {
        run = null;
      }
      rest();
    }
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  private void rest() {
    try {
      stop.await(AGAIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  private void dead() {
    lastDead = clock.instant();
  }

  @Override
  public Health health() {
    if (thread == null || stopped()) {
      return Health.down(stopped() ? "stopped" : "not started");
    }
    Throwable error = broken;
    DeliveryRun now = run;
    if (error != null || now == null) {
      return Health.degraded(
          "notifications are not read: " + (error == null ? "starting" : error.getMessage()));
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
    stop.countDown();
    Thread started = thread;
    if (started != null) {
      try {
        started.join(CLOSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
