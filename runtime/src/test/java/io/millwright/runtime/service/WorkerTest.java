package io.millwright.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerTest {
  private static final Retries QUICK = Retries.endless(Duration.ofMillis(1), Duration.ofMillis(20));
  private static final Retries PATIENT = Retries.endless(Duration.ofMillis(1), Duration.ofHours(1));

  private static void untilClosed(Worker worker) throws InterruptedException {
    while (worker.goesOn()) {
      Thread.sleep(1);
    }
  }

  @Test
  void doesItsWorkUntilItIsClosed() {
    CountDownLatch began = new CountDownLatch(1);
    Worker worker =
        new Worker(
            "test",
            Retries.NONE,
            self -> {
              assertThat(Thread.currentThread().isDaemon()).isTrue();
              began.countDown();
              untilClosed(self);
            });
    assertThat(worker.health("no work")).isEqualTo(Health.down("not started"));
    worker.start();
    await().until(() -> began.getCount() == 0);
    assertThat(worker.health("no work")).isEqualTo(Health.UP);
    worker.close();
    worker.close();
    assertThat(worker.health("no work")).isEqualTo(Health.down("stopped"));
  }

  @Test
  void anErrorIsToldAndTheWorkBeginsAnewUntilItIsWell() {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch mended = new CountDownLatch(1);
    try (Worker worker =
        new Worker(
            "test",
            QUICK,
            self -> {
              if (begun.incrementAndGet() < 4) {
                throw new NoClassDefFoundError("x");
              }
              mended.await();
              while (self.goesOn()) {
                self.well();
                Thread.sleep(1);
              }
            })) {
      worker.start();
      await().until(() -> begun.get() == 4);
      assertThat(worker.health("no work"))
          .as("it runs again, but nobody knows yet that it works")
          .isEqualTo(Health.degraded("no work: java.lang.NoClassDefFoundError: x"));
      assertThat(worker.failingFor()).isPositive();
      mended.countDown();
      await().until(() -> worker.health("no work").equals(Health.UP));
      assertThat(worker.failingFor()).isZero();
    }
  }

  @Test
  void pausesGrowThoughItIsWellForAMomentInBetween() {
    AtomicInteger begun = new AtomicInteger();
    long start = System.nanoTime();
    try (Worker worker =
        new Worker(
            "test",
            PATIENT,
            self -> {
              begun.incrementAndGet();
              self.well();
              throw new IllegalStateException("again");
            })) {
      worker.start();
      await().until(() -> begun.get() >= 8); // after pauses of 1, 2, 4, 8, 16, 32 and 64 ms
      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(127).toNanos());
    }
  }

  @Test
  void pausesAreShortAgainOnceItHasLastedAsLongAsTheLongest() {
    AtomicInteger begun = new AtomicInteger();
    try (Worker worker =
        new Worker(
            "test",
            new Retries(Duration.ofMillis(1), Duration.ofMillis(20), 2),
            self -> {
              begun.incrementAndGet();
              long end = System.nanoTime() + Duration.ofMillis(30).toNanos();
              while (System.nanoTime() < end) {
                self.well();
                Thread.sleep(1);
              }
              throw new IllegalStateException("again");
            })) {
      worker.start();
      await().until(() -> begun.get() >= 6); // though a third failure in a row would be the last
    }
  }

  @Test
  void whatFailsOfTheSameSoonIsNotWellInBetween() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger up = new AtomicInteger();
    try (Worker worker =
        new Worker(
            "test",
            QUICK,
            self -> {
              self.wellAfter(Duration.ofHours(1));
              if (begun.getAndIncrement() > 0 && self.health("x").equals(Health.UP)) {
                up.incrementAndGet();
              }
              throw new IllegalStateException("again");
            })) {
      worker.start();
      await().until(() -> begun.get() >= 6); // after pauses of 1, 2, 4, 8 and 16 ms
      assertThat(up).hasValue(0);
      assertThat(worker.failingFor()).isGreaterThan(Duration.ofMillis(15));
    }
  }

  @Test
  void itIsDownWhenItMayNotBeginAnew() {
    AtomicInteger begun = new AtomicInteger();
    try (Worker worker =
        new Worker(
            "test",
            new Retries(Duration.ofMillis(1), Duration.ofMillis(1), 2),
            self -> {
              throw new IllegalStateException("failure " + begun.incrementAndGet());
            })) {
      worker.start();
      await()
          .untilAsserted(
              () ->
                  assertThat(worker.health("no work"))
                      .isEqualTo(Health.down("no work: failure 3")));
    }
    assertThat(begun).hasValue(3);
  }

  @Test
  void workThatEndsUnaskedIsDown() {
    try (Worker worker = new Worker("test", QUICK, self -> {})) {
      worker.start();
      await()
          .untilAsserted(
              () -> assertThat(worker.health("x").status()).isEqualTo(Health.Status.DOWN));
    }
  }

  @Test
  void closingWaitsNeitherForAPauseNorForWorkThatHangs() throws InterruptedException {
    long began = System.nanoTime();
    CountDownLatch failed = new CountDownLatch(1);
    Worker paused =
        new Worker(
            "test",
            Retries.endless(Duration.ofHours(1), Duration.ofHours(1)),
            self -> {
              failed.countDown();
              throw new IllegalStateException("x");
            });
    paused.start();
    await().until(() -> failed.getCount() == 0);
    paused.close();
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Worker hanging =
        new Worker(
            "test",
            QUICK,
            self -> {
              hangs.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
            });
    hanging.start();
    hangs.await();
    hanging.close(Duration.ofMillis(100));
    assertThat(interrupted.await(0, TimeUnit.SECONDS)).as("it was told to let go").isTrue();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(9);
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    Retries retries = Retries.endless(Duration.ofSeconds(5), Duration.ofMinutes(1));
    assertThat(retries.pause(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(retries.pause(3)).isEqualTo(Duration.ofSeconds(20));
    assertThat(retries.pause(5)).isEqualTo(Duration.ofMinutes(1));
    assertThat(retries.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Retries.NONE.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ZERO);
  }
}
