package io.millwright.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.runtime.service.Health.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ServiceGroupTest {
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void startsInOrderAndStopsInReverse() {
    ServiceGroup group = group().then(part("a")).then(part("b")).then(part("c"));
    group.start();
    group.close();
    group.close();
    assertThat(log).containsExactly("+a", "+b", "+c", "-c", "-b", "-a");
  }

  @Test
  void startsAStageAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    ServiceGroup group = group().then(meeting("a", both), meeting("b", both));
    group.start();
    assertThat(group.health()).isEqualTo(Health.UP);
    group.close();
  }

  @Test
  void closesWhatHadStartedWhenOneFails() {
    Part failing =
        new Part("b") {
          @Override
          public void start() {
            throw new IllegalStateException("port in use");
          }
        };
    assertThatThrownBy(() -> group().then(part("a")).then(failing).start())
        .hasMessage("port in use");
    assertThat(log).containsExactly("+a", "-b", "-a");
  }

  @Test
  void aPartThatHangsDoesNotHoldTheOthers() {
    Part hanging =
        new Part("b") {
          @Override
          public void close() {
            await(new CountDownLatch(1));
          }
        };
    ServiceGroup group =
        new ServiceGroup("test", Duration.ofMillis(50)).then(part("a")).then(hanging);
    group.start();
    group.close();
    assertThat(log).contains("-a");
  }

  @Test
  void isAsHealthyAsItsWorstPart() {
    Part ill = part("b");
    ServiceGroup group = group().then(part("a"), ill);
    assertThat(group.ready()).isFalse();
    group.start();
    assertThat(group.health()).isEqualTo(Health.UP);
    ill.health = Health.degraded("slow");
    assertThat(group.health()).isEqualTo(new Health(Status.DEGRADED, "b: slow"));
    assertThat(group.ready()).isTrue();
    ill.health = Health.down("stalled");
    assertThat(group.ready()).isFalse();
    group.close();
    assertThat(group.health().reason()).isEqualTo("stopped");
  }

  private static ServiceGroup group() {
    return new ServiceGroup("test", Duration.ofSeconds(5));
  }

  private Part part(String name) {
    return new Part(name);
  }

  private Part meeting(String name, CountDownLatch all) {
    return new Part(name) {
      @Override
      public void start() {
        all.countDown();
        await(all);
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private class Part implements Service {
    private final String name;
    volatile Health health = Health.UP;

    Part(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start() {
      log.add("+" + name);
    }

    @Override
    public Health health() {
      return health;
    }

    @Override
    public void close() {
      log.add("-" + name);
    }
  }
}
