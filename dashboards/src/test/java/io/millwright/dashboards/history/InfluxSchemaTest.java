package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InfluxSchemaTest {
  private final Map<Tier, Duration> existing = new EnumMap<>(Tier.class);
  private final List<String> done = new ArrayList<>();
  private boolean away;
  private boolean forbidden;

  private final class Admin implements TierAdmin {
    @Override
    public Map<Tier, Duration> existing() {
      return Map.copyOf(existing);
    }

    @Override
    public void create(Tier tier, Duration kept) {
      allowed();
      done.add("create " + tier);
      existing.put(tier, kept);
    }

    @Override
    public void keep(Tier tier, Duration kept) {
      allowed();
      done.add("keep " + tier);
      existing.put(tier, kept);
    }

    @Override
    public String command(Tier tier, Duration kept, boolean exists) {
      return (exists ? "alter " : "make ") + tier;
    }

    private void allowed() {
      if (forbidden) {
        throw new HistoryUnavailableException("403 forbidden", null);
      }
    }
  }

  @Test
  void readersFailAtOnceAfterAFailureAndLookAgainLater() {
    AtomicLong nanos = new AtomicLong();
    AtomicInteger asked = new AtomicInteger();
    InfluxSchema schema =
        new InfluxSchema(
            new HistorySettings(Retention.DEFAULT, true),
            () -> {
              asked.incrementAndGet();
              if (away) {
                throw new HistoryUnavailableException("away", null);
              }
              return new Admin();
            },
            nanos::get);
    away = true;
    assertThatThrownBy(schema::ensure).hasMessage("away");
    away = false;

    assertThatThrownBy(schema::ensureSoon).hasMessage("away");
    assertThat(asked).hasValue(1);

    nanos.set(InfluxSchema.REMEMBERED.toNanos());
    schema.ensureSoon();
    assertThat(asked).hasValue(2);
  }

  @Test
  void readersDoNotQueueBehindOneThatWaitsForTheServer() throws Exception {
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    InfluxSchema schema =
        new InfluxSchema(
            new HistorySettings(Retention.DEFAULT, true),
            () -> {
              asking.countDown();
              try {
                answer.await();
              } catch (InterruptedException e) {
                throw new HistoryUnavailableException("interrupted", e);
              }
              return new Admin();
            });
    Thread writer = new Thread(schema::ensure, "schema-writer");
    writer.start();
    try {
      asking.await();
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThatThrownBy(schema::ensureSoon)
                  .isInstanceOf(HistoryUnavailableException.class));
    } finally {
      answer.countDown();
      writer.join();
    }
    schema.ensureSoon();
  }

  private InfluxSchema schema(boolean manage) {
    return new InfluxSchema(
        new HistorySettings(Retention.DEFAULT, manage),
        () -> {
          if (away) {
            throw new HistoryUnavailableException("away", null);
          }
          return new Admin();
        });
  }

  @Test
  void makesWhatIsMissingOnce() {
    existing.put(Tier.RAW, Duration.ofDays(30));
    InfluxSchema schema = schema(true);

    schema.ensure();
    schema.ensure();

    assertThat(done)
        .containsExactly("create MINUTE", "create HOUR", "create EVENTS", "create BLOCKS");
    assertThat(existing).containsEntry(Tier.BLOCKS, Duration.ofDays(14));
  }

  @Test
  void lengthensButNeverShortensARetention() {
    schema(true).ensure();
    done.clear();
    existing.put(Tier.RAW, Duration.ofDays(7));
    existing.put(Tier.MINUTE, Duration.ZERO);

    schema(true).ensure();

    assertThat(done).containsExactly("keep RAW");
    assertThat(existing).containsEntry(Tier.MINUTE, Duration.ZERO);
  }

  @Test
  void tellsTheCommandsWhereItMayNotMakeThem() {
    assertThatThrownBy(() -> schema(false).ensure())
        .isInstanceOf(HistoryUnavailableException.class)
        .hasMessageContaining("make RAW; make MINUTE");
    forbidden = true;
    assertThatThrownBy(() -> schema(true).ensure())
        .hasMessageContaining("403 forbidden")
        .hasMessageContaining("make BLOCKS");
    assertThat(done).isEmpty();
  }

  @Test
  void looksAgainWhenTheServerIsBackAndAfterADoubt() {
    InfluxSchema schema = schema(true);
    away = true;
    assertThatThrownBy(schema::ensure).hasMessage("away");
    away = false;
    schema.ensure();
    existing.remove(Tier.HOUR);
    schema.ensure();
    assertThat(existing).doesNotContainKey(Tier.HOUR);

    schema.doubt();
    schema.ensure();

    assertThat(existing).containsKey(Tier.HOUR);
  }
}
