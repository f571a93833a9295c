package io.millwright.streams.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.models.release.Sha256;
import io.millwright.streams.SmallModels;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {
  private static final byte[] BUNDLE = SmallModels.version(100).toBytes();
  private static final String SOUND = Sha256.hex(BUNDLE);
  private static final String FAILING = "ab".repeat(32);

  private final AtomicInteger attempts = new AtomicInteger();
  private final ModelLoader loader = new ModelLoader(this::read);

  private byte[] read(String sha256) {
    if (sha256.equals(FAILING)) {
      attempts.incrementAndGet();
      throw new IllegalStateException("not at this moment");
    }
    return BUNDLE;
  }

  /** Else the model that a roll-back brings would wait behind the one that was rolled back. */
  @Test
  void oneThatFailsHoldsUpNoOther() throws Exception {
    try (loader) {
      loader.get(FAILING);
      loader.get(SOUND);
      awaitNews(loader);

      assertThat(loader.get(SOUND)).isNotNull();
    }
  }

  @Test
  void whatFailsAtFirstIsLoadedInTheEnd() throws Exception {
    loadsAfter(new IllegalStateException("not at this moment"));
  }

  /** Too little memory at this moment, say: an executor would swallow it without a word. */
  @Test
  void anErrorIsTriedAgainToo() throws Exception {
    loadsAfter(new OutOfMemoryError("of a test"));
  }

  private static void loadsAfter(Throwable first) throws Exception {
    AtomicInteger tries = new AtomicInteger();
    ModelLoader patient =
        new ModelLoader(
            sha256 -> {
              if (tries.incrementAndGet() > 1) {
                return BUNDLE;
              }
              if (first instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) first;
            });
    try (patient) {
      patient.get(SOUND);
      awaitNews(patient);

      assertThat(patient.get(SOUND)).isNotNull();
      assertThat(tries).hasValue(2);
    }
  }

  private static void awaitNews(ModelLoader loader) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!loader.hasNews()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(10);
    }
  }

  @Test
  void whatNobodyWantsAnyMoreIsNotTriedAgain() throws Exception {
    try (loader) {
      loader.get(FAILING);
      while (attempts.get() == 0) {
        Thread.sleep(10);
      }
      loader.want(Set.of());
      Thread.sleep(1500);

      assertThat(attempts).as("the next would be after a second").hasValue(1);
    }
  }
}
