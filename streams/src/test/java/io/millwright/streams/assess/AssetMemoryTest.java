package io.millwright.streams.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.models.assessor.AssetAssessor;
import io.millwright.models.assessor.AssetModels;
import io.millwright.models.assessor.Verdict;
import io.millwright.streams.SmallPlant;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssetMemoryTest {
  private static final Asset PUMP = SmallPlant.pump("p1");

  private final AvroCodec<Asset> assets = AvroCodec.of(Asset.class);
  private final AtomicInteger wakings = new AtomicInteger();
  private final AssetMemory.Waking waking =
      (asset, state) -> {
        wakings.incrementAndGet();
        return state == null
            ? AssetAssessor.start(asset, AssessorSettings.DEFAULT, AssetModels.NONE)
            : AssetAssessor.restore(state, asset, AssessorSettings.DEFAULT, AssetModels.NONE);
      };

  /** What a checkpoint writes must not change while the task goes on. */
  @Test
  void aCopyGoesOnWhileTheOriginalStaysAsItWas() {
    AssetMemory original = pumpAfter(60);
    byte[] before = original.assessorBytes();

    AssetMemory copy = original.copy();
    accept(copy, 60);

    assertThat(original.assessorBytes()).isEqualTo(before);
    assertThat(copy.assessorBytes()).isEqualTo(pumpAfter(61).assessorBytes()).isNotEqualTo(before);
  }

  @Test
  void aCopyNeedsNoWaking() {
    AssetMemory original = pumpAfter(60);
    wakings.set(0);

    accept(original.copy(), 60);

    assertThat(wakings).hasValue(0);
  }

  @Test
  void theOriginalCanStillGoOn() {
    AssetMemory original = pumpAfter(60);
    AssetMemory copy = original.copy();

    accept(original, 60);
    accept(copy, 60);

    assertThat(original.assessorBytes()).isEqualTo(copy.assessorBytes());
  }

  @Test
  void aMachineOfAnotherClassStartsAnew() {
    AssetMemory memory = pumpAfter(60);
    Asset fan =
        new Asset(
            PUMP.id(),
            PUMP.name(),
            PUMP.path(),
            "fan",
            PUMP.criticality(),
            PUMP.externalIds(),
            PUMP.items(),
            PUMP.points(),
            PUMP.stateRule(),
            PUMP.vibration(),
            PUMP.parts(),
            PUMP.cycleDuration(),
            PUMP.origin());

    memory.declare(fan, assets.encode(fan), assets, waking);

    assertThat(memory.newest).isNull();
    assertThat(memory.assessorBytes())
        .isEqualTo(AssetAssessor.start(fan, AssessorSettings.DEFAULT, AssetModels.NONE).snapshot());
  }

  /** Nor must one that fails at anything else than judging. */
  @Test
  void aShadowThatFailsNeverReachesWhatIsLive() {
    AtomicInteger failures = new AtomicInteger();
    AtomicBoolean wakes = new AtomicBoolean(true);
    AtomicInteger epoch = new AtomicInteger();
    AssetMemory.Waking failing =
        new AssetMemory.Waking() {
          @Override
          public AssetAssessor wake(Asset asset, byte @Nullable [] state) {
            return waking.wake(asset, state);
          }

          @Override
          public @Nullable AssetAssessor wakeShadow(
              Asset asset, byte @Nullable [] state, AssetAssessor live) {
            if (!wakes.get()) {
              throw new IllegalStateException("cannot be restored");
            }
            return live.besides(AssetModels.NONE);
          }

          @Override
          public AssetAssessor serveShadow(
              Asset asset, AssetAssessor live, @Nullable AssetAssessor shadow) {
            throw new IllegalStateException("cannot be served");
          }

          @Override
          public void shadowFailed() {
            failures.incrementAndGet();
          }

          @Override
          public int epoch() {
            return epoch.get();
          }
        };
    AssetMemory memory = new AssetMemory();
    memory.declare(PUMP, assets.encode(PUMP), assets, failing);
    AssetAssessor shadowOfNow = memory.inTheDark(assets, failing, shadow -> shadow);
    assertThat(shadowOfNow).isNotNull();
    assertThat(memory.shadowBytes()).isNotNull();

    Object done =
        memory.inTheDark(
            assets,
            failing,
            shadow -> {
              throw new IllegalStateException("event");
            });

    assertThat(done).isNull();
    assertThat(failures).hasValue(1);
    assertThat(memory.shadowBytes()).as("given up").isNull();
    epoch.incrementAndGet();
    assertThat(memory.assessor(assets, failing)).isNotNull();
    assertThat(failures).hasValue(2);

    wakes.set(false);
    AssetMemory restored =
        AssetMemory.asleep(memory.declaration(), memory.assessorBytes(), new byte[] {1}, null);
    assertThat(restored.assessor(assets, failing)).isNotNull();
    assertThat(failures).hasValue(3);
  }

  private AssetMemory pumpAfter(int scans) {
    AssetMemory memory = new AssetMemory();
    memory.declare(PUMP, assets.encode(PUMP), assets, waking);
    for (int hour = 0; hour < scans; hour++) {
      accept(memory, hour);
    }
    return memory;
  }

  private void accept(AssetMemory memory, int hour) {
    Verdict verdict =
        memory.assessor(assets, waking).accept(SmallPlant.scan(PUMP, hour), Instant.EPOCH);
    assertThat(verdict).isInstanceOf(Verdict.Assessed.class);
    memory.newest = SmallPlant.scan(PUMP, hour).time();
  }
}
