package io.millwright.streams.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.models.assessor.AssetModels;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.Sha256;
import io.millwright.streams.SmallModels;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which models judge a class of equipment. */
class ServingModelsTest {
  private static final ModelBundle OLD = SmallModels.version(100);
  private static final ModelBundle NEW = SmallModels.version(200);
  private static final ModelBundle THIRD = SmallModels.version(300);

  private final Map<String, byte[]> bundles = new HashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private Instant clock = Instant.parse("2026-02-01T00:00:00Z");

  private byte[] slowly(String sha256) {
    reads.incrementAndGet();
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Objects.requireNonNull(bundles.get(sha256));
  }

  /** Else the first scans after a restart would be judged by others than before it. */
  @Test
  void whatACheckpointKnewServesFromTheStart() {
    try (ServingModels models =
        restored(release(OLD, ModelRole.LIVE, "pump"), release(NEW, ModelRole.SHADOW, "pump"))) {
      assertThat(version(models.of("pump").live())).isEqualTo(OLD.version());
      assertThat(version(models.of("pump").shadow())).isEqualTo(NEW.version());
      assertThat(models.of("pump").comparedWith().version()).isEqualTo(OLD.version());
      assertThat(models.of("fan").live()).isEqualTo(AssetModels.NONE);
    }
  }

  @Test
  void whatIsConfiguredServesUnlessItWasRolledBack() {
    List<ModelBinding> configured = List.of(new ModelBinding("pump", OLD.toBytes()));
    try (ServingModels models = new ServingModels(configured, this::slowly, List.of())) {
      assertThat(version(models.of("pump").live())).isEqualTo(OLD.version());
    }
    ModelRelease refused = release(OLD, ModelRole.RETIRED, "pump", true);
    try (ServingModels models = new ServingModels(configured, this::slowly, List.of(refused))) {
      assertThat(models.of("pump").live()).isEqualTo(AssetModels.NONE);
    }
  }

  @Test
  void aShadowForAnyClassJudgesThoseWithoutAModelOfTheirOwn() {
    try (ServingModels models =
        restored(
            release(OLD, ModelRole.LIVE, "pump"),
            release(THIRD, ModelRole.LIVE, ModelBinding.ANY),
            release(NEW, ModelRole.SHADOW, ModelBinding.ANY))) {
      assertThat(models.of("pump").shadow()).isNull();
      assertThat(version(models.of("pump").live())).isEqualTo(OLD.version());
      assertThat(version(models.of("fan").live())).isEqualTo(THIRD.version());
      assertThat(version(models.of("fan").shadow())).isEqualTo(NEW.version());
      assertThat(models.of("fan").shadowOf()).isEqualTo(ModelBinding.ANY);
    }
  }

  @Test
  void ofTwoShadowsTheNewestJudges() {
    try (ServingModels models =
        restored(
            release(THIRD, ModelRole.SHADOW, ModelBinding.ANY),
            release(NEW, ModelRole.SHADOW, "fan"))) {
      assertThat(version(models.of("fan").shadow())).isEqualTo(NEW.version());
      assertThat(version(models.of("pump").shadow())).isEqualTo(THIRD.version());
    }
  }

  /** A subtask must not hold every model that ever served. */
  @Test
  void forgetsWhatNobodyIsJudgedByAnyMore() throws Exception {
    try (ServingModels models = restored(release(OLD, ModelRole.LIVE, "pump"))) {
      models.heed(release(NEW, ModelRole.LIVE, "pump"));
      until(models, NEW);
      assertThat(reads).hasValue(2);

      models.heed(release(OLD, ModelRole.LIVE, "pump"));
      assertThat(version(models.of("pump").live())).as("not there yet").isEqualTo(NEW.version());
      until(models, OLD);

      assertThat(reads).as("read anew").hasValue(3);
    }
  }

  @Test
  void whatIsRetiredOnItsWayIsNotTriedAgain() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (ServingModels models =
        new ServingModels(
            List.of(),
            sha256 -> {
              attempts.incrementAndGet();
              throw new IllegalStateException("no answer");
            },
            List.of())) {
      models.heed(release(NEW, ModelRole.LIVE, "pump"));
      while (attempts.get() == 0) {
        Thread.sleep(10);
      }
      models.heed(release(NEW, ModelRole.RETIRED, "pump"));
      Thread.sleep(1_500);

      assertThat(attempts).as("the next would be after a second").hasValue(1);
    }
  }

  private ServingModels restored(ModelRelease... releases) {
    return new ServingModels(List.of(), this::slowly, List.of(releases));
  }

  private static void until(ServingModels models, ModelBundle serves) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!serves.version().equals(version(models.of("pump").live()))) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(10);
      models.takeUp();
    }
  }

  private static @Nullable String version(@Nullable AssetModels models) {
    LifeEstimator life = models == null ? null : models.life();
    return life == null ? null : life.version();
  }

  private ModelRelease release(ModelBundle bundle, ModelRole role, String equipmentClass) {
    return release(bundle, role, equipmentClass, false);
  }

  private ModelRelease release(
      ModelBundle bundle, ModelRole role, String equipmentClass, boolean refused) {
    byte[] bytes = bundle.toBytes();
    bundles.put(Sha256.hex(bytes), bytes);
    clock = clock.plusSeconds(1);
    return new ModelRelease(
        "rul-pump",
        bundle.version(),
        Sha256.hex(bytes),
        role,
        equipmentClass,
        0,
        clock,
        "d.scientist",
        "for the test",
        "life",
        refused,
        null);
  }
}
