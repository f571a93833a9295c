package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.contracts.asset.Asset;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatchPairTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  private final Asset pump = HistoryExamples.asset("pump-1", "flow");
  private final InMemoryHistoryStore store = new InMemoryHistoryStore();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final BatchPair pair =
      new BatchPair(
          store.newBatch(),
          store.newBatch(),
          batch -> {
            try {
              gate.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            batch.commit();
          });

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  void oneIsFilledWhileTheOtherIsOnItsWay() throws Exception {
    add(0);
    pair.sendOff();
    add(1);
    add(2);

    assertThat(pair.hasArrived()).isFalse();
    assertThat(pair.arrive(Duration.ofMillis(10))).isFalse();
    assertThat(pair.filling().points()).isEqualTo(2);
    assertThat(pair.points()).isEqualTo(3);
    assertThat(stored()).isZero();

    gate.countDown();
    assertThat(pair.arrive(LONG)).isTrue();

    assertThat(stored()).isEqualTo(1);
    assertThat(pair.points()).isEqualTo(2);
    pair.sendOff();
    assertThat(pair.arrive(LONG)).isTrue();
    assertThat(stored()).isEqualTo(3);
    assertThat(pair.points()).isZero();
  }

  @Test
  void whatDidNotArriveIsSentAgainBeforeAnythingElse() throws Exception {
    gate.countDown();
    store.beAway(true);
    add(0);
    pair.sendOff();
    add(1);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> pair.arrive(LONG)).isInstanceOf(HistoryUnavailableException.class);
      assertThatThrownBy(pair::sendOff).isInstanceOf(IllegalStateException.class);
      assertThat(pair.points()).isEqualTo(2);
    }
    store.beAway(false);
    assertThat(pair.arrive(LONG)).isTrue();

    assertThat(stored()).isEqualTo(1);
    assertThat(pair.points()).isEqualTo(1);
  }

  /** The mark of an hour whose only point was refused waits with it for the next points of it. */
  @Test
  void whatHoldsNoPointIsNotSentOffButFilledOn() {
    HistoryBatch first = pair.filling();
    pair.sendOff();

    assertThat(pair.filling()).isSameAs(first);
    assertThat(pair.isAway()).isFalse();
  }

  @Test
  void whatIsOnItsWayArrivesBeforeItIsClosedOrNever() throws Exception {
    AtomicBoolean writing = new AtomicBoolean();
    CountDownLatch began = new CountDownLatch(1);
    BatchPair slow =
        new BatchPair(
            store.newBatch(),
            store.newBatch(),
            batch -> {
              writing.set(true);
              began.countDown();
              long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
              while (System.nanoTime() < end) {
                Thread.onSpinWait(); // as a read of a socket, it does not hear an interrupt
              }
              writing.set(false);
            });
    slow.filling().scan(pump, HistoryExamples.scan(pump, T0, 1));
    slow.sendOff();
    began.await();

    slow.close();

    assertThat(writing).isFalse();
  }

  private void add(int second) {
    pair.filling().scan(pump, HistoryExamples.scan(pump, T0.plusSeconds(second), second));
  }

  private long stored() {
    return store
        .readings(pump.id(), "flow", new TimeRange(T0, T0.plus(Duration.ofHours(1))), 1)
        .stream()
        .mapToLong(ReadingBucket::count)
        .sum();
  }
}
