package io.millwright.alerts.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millwright.alerts.notification.delivery.Answer.Accepted;
import io.millwright.alerts.notification.delivery.Parcel.Outcome;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.notification.Notification;
import io.millwright.runtime.config.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Instant NOW = Instant.parse("2026-01-05T11:00:00Z");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Outcome> ended = new CopyOnWriteArrayList<>();
  private final AtomicInteger retried = new AtomicInteger();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private Lane lane(Channel channel, Executor workers) {
    return new Lane(
        "ann",
        channel,
        workers,
        timer,
        Configuration.parse(
            "{firstRetry: 10ms, longestRetry: 20ms, webhooks: {}}", DeliverySettings.class),
        InstantSource.fixed(NOW),
        retried::incrementAndGet,
        ended::add);
  }

  private static Parcel parcel(int number) {
    return parcel(number, Priority.URGENT);
  }

  private static Parcel parcel(int number, Priority priority) {
    return new Parcel(
        new TopicPartition("t", 0),
        number,
        Messages.message(
            "ann#" + number,
            "ann",
            Notification.Channel.EMAIL,
            "ann@example.org",
            priority,
            "Subject",
            "Text",
            NOW));
  }

  @Test
  void whatIsUrgentOvertakesWhatIsPutOff() {
    AtomicBoolean away = new AtomicBoolean(true);
    AtomicInteger urgent = new AtomicInteger();
    Lane lane =
        lane(
            n -> {
              if (n.priority() == Priority.URGENT) {
                urgent.incrementAndGet();
              }
              return away.get() ? Answer.Later.of("451 greylisted") : new Accepted("ok");
            },
            timer);
    lane.add(parcel(1, Priority.LOW));
    lane.add(parcel(2, Priority.HIGH));
    await().atMost(Duration.ofSeconds(10)).until(() -> retried.get() > 1);
    lane.add(parcel(3, Priority.URGENT));
    lane.add(parcel(4, Priority.URGENT));
    await().atMost(Duration.ofSeconds(10)).until(() -> urgent.get() > 0);
    away.set(false);
    await().atMost(Duration.ofSeconds(10)).until(() -> ended.size() == 4);
    assertThat(ended).extracting(o -> o.parcel().offset).containsExactly(3L, 4L, 1L, 2L);
    assertThat(ended.get(1).attempts()).isEqualTo(1);
    assertThat(ended.get(2).attempts()).isGreaterThan(2);
    assertThat(lane.failure()).isNull();
  }

  @Test
  void anErrorOfAChannelIsTriedAgainAndKeepsNothingBehindItForEver() {
    AtomicInteger attempts = new AtomicInteger();
    Lane lane =
        lane(
            n -> {
              if (attempts.incrementAndGet() == 1) {
                throw new StackOverflowError();
              }
              return new Accepted("ok");
            },
            timer);
    lane.add(parcel(1));
    lane.add(parcel(2));
    await().atMost(Duration.ofSeconds(10)).until(() -> ended.size() == 2);
    assertThat(ended).allMatch(Outcome::delivered);
    assertThat(ended).extracting(Outcome::attempts).containsExactly(2, 1);
    assertThat(retried).hasValue(1);
  }

  @Test
  void whatFindsNoThreadIsBegunLater() {
    AtomicInteger asked = new AtomicInteger();
    Lane lane =
        lane(
            n -> new Accepted("ok"),
            task -> {
              if (asked.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              task.run();
            });
    lane.add(parcel(1));
    await().atMost(Duration.ofSeconds(10)).until(() -> ended.size() == 1);
  }
}
