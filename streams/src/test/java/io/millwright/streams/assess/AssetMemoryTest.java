package io.millwright.streams.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.models.assessor.AssetAssessor;
import io.millwright.models.assessor.AssetModels;
import io.millwright.models.assessor.Verdict;
import io.millwright.models.prognosis.FeatureContribution;
import io.millwright.models.prognosis.LifeEstimate;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.LifeMemory;
import io.millwright.streams.SmallPlant;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

  /** Else every checkpoint would leave the bytes of every asset behind. */
  @Test
  void aCopyKeepsNoBytesOfWhatIsAwake() {
    AssetMemory original = shadowed();
    original.declare(PUMP, assets.encode(PUMP), assets, besideSound);

    AssetMemory copy = original.copy();

    assertThat(copy).extracting("sleeping", "sleepingShadow").containsOnlyNulls();
    assertThat(copy.assessorBytes()).isNotNull().isEqualTo(original.assessorBytes());
    AssetMemory asleep = original.copy();
    assertThat(asleep.assessorBytes()).as("of one asleep").isEqualTo(copy.assessorBytes());
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

  /** A checkpoint's thread finds it out; the task's thread gives the shadow up. */
  @Test
  void aShadowThatCannotBeWrittenFailsNoCheckpointAndIsGivenUp() {
    AssetMemory memory = shadowed();

    assertThat(memory.shadowBytes()).isNull();
    assertThat(memory.assessorBytes()).isNotNull();
    assertThat(failures).as("told by the task's thread only").hasValue(0);
    assertThat(shadowOf(memory)).isNull();
    assertThat(failures).hasValue(1);
    assertThat(shadowOf(memory)).isNull();
    assertThat(failures).as("once").hasValue(1);
    accept(memory, 1);
  }

  /** The heap backend copies the memory for a checkpoint and goes on with the copy. */
  @Test
  void theCopyGivesUpWhatCouldNotBeWritten() {
    AssetMemory copy = shadowed().copy();

    assertThat(shadowOf(copy)).isNull();
    assertThat(failures).hasValue(1);
    accept(copy, 1);
  }

  @Test
  void aShadowThatCannotBeWrittenHandsNothingOverWhenModelsChange() {
    AssetMemory memory = shadowed();
    epoch.incrementAndGet();

    assertThat(memory.assessor(assets, besideUnwritable)).isNotNull();

    assertThat(failures).hasValue(1);
    assertThat(served).as("live goes on alone").hasValue(1);
  }

  @Test
  void theOriginalOfACopyAndNoWithdrawnAssetRemembersTheShadow() {
    AssetMemory original = new AssetMemory();
    original.declare(PUMP, assets.encode(PUMP), assets, besideSound);
    accept(original, 0);
    byte[] before = original.shadowBytes();
    original.copy();
    assertThat(original.shadowBytes()).isNotNull().isEqualTo(before);

    AssetMemory asleep =
        AssetMemory.asleep(assets.encode(PUMP), original.assessorBytes(), before, null);
    asleep.withdraw();

    assertThat(asleep.shadowBytes()).isNull();
  }

  @Test
  void theShadowHearsOfANewDeclaration() {
    AssetMemory memory = new AssetMemory();
    memory.declare(PUMP, assets.encode(PUMP), assets, besideSound);
    Asset changed = SmallPlant.pump("p1", List.of("flow", "vibration", "current"));

    memory.declare(changed, assets.encode(changed), assets, besideSound);

    Verdict verdict =
        memory.inTheDark(
            assets,
            besideSound,
            shadow -> shadow.accept(SmallPlant.scan(changed, 0), Instant.EPOCH));
    assertThat(verdict).isInstanceOf(Verdict.Assessed.class);
  }

  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger epoch = new AtomicInteger();
  private final AtomicInteger served = new AtomicInteger();
  private final AssetMemory.Waking besideUnwritable =
      new Beside(AssetModels.of(new UnwritableLife()));
  private final AssetMemory.Waking besideSound = new Beside(AssetModels.NONE);

  private @Nullable AssetAssessor shadowOf(AssetMemory memory) {
    return memory.inTheDark(assets, besideUnwritable, shadow -> shadow);
  }

  /** Of a shadow that has seen a scan. */
  private AssetMemory shadowed() {
    AssetMemory memory = new AssetMemory();
    memory.declare(PUMP, assets.encode(PUMP), assets, besideUnwritable);
    accept(memory, 0);
    Verdict verdict =
        memory.inTheDark(
            assets,
            besideUnwritable,
            shadow -> shadow.accept(SmallPlant.scan(PUMP, 0), Instant.EPOCH));
    assertThat(verdict).isInstanceOf(Verdict.Assessed.class);
    return memory;
  }

  /** Beside every live assessor one by these models. */
  private final class Beside implements AssetMemory.Waking {
    private final AssetModels models;

    Beside(AssetModels models) {
      this.models = models;
    }

    @Override
    public AssetAssessor wake(Asset asset, byte @Nullable [] state) {
      return waking.wake(asset, state);
    }

    @Override
    public AssetAssessor wakeShadow(Asset asset, byte @Nullable [] state, AssetAssessor live) {
      return live.besides(models);
    }

    @Override
    public void serve(Asset asset, AssetAssessor live, @Nullable AssetAssessor shadow) {
      assertThat(shadow).isNull();
      served.incrementAndGet();
    }

    @Override
    public void shadowFailed() {
      failures.incrementAndGet();
    }

    @Override
    public int epoch() {
      return epoch.get();
    }
  }

  /** Judges well, and cannot say what it has seen. */
  private static final class UnwritableLife implements LifeEstimator, LifeMemory {
    @Override
    public byte[] toBytes() {
      throw new IllegalStateException("cannot be written");
    }

    @Override
    public long updates() {
      return 1;
    }

    @Override
    public String modelId() {
      return "unwritable";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public List<String> channels() {
      return List.of("flow");
    }

    @Override
    public LifeUnit unit() {
      return LifeUnit.HOURS;
    }

    @Override
    public double cap() {
      return 100;
    }

    @Override
    public FeatureSchema featureSchema() {
      return new FeatureSchema("unwritable-1", List.of("elapsed"));
    }

    @Override
    public LifeMemory newMemory() {
      return this;
    }

    @Override
    public LifeMemory restore(byte[] snapshot) {
      return this;
    }

    @Override
    public LifeEstimate update(LifeMemory memory, double elapsedSinceStart, double[] values) {
      return new LifeEstimate(50, 40, 60, new float[] {(float) elapsedSinceStart}, Set.of());
    }

    @Override
    public List<FeatureContribution> explain(float[] features, int count) {
      return List.of();
    }
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
