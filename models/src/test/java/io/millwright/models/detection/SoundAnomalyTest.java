package io.millwright.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.models.signal.SoundFeatures;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A simulated fan: noise that a low pass colours, and a hum; a second a frame. */
class SoundAnomalyTest {
  private static final int RATE = 16_000;
  private static final int LEARNED = 60;
  private static final SoundAnomaly.Settings SETTINGS =
      new SoundAnomaly.Settings(LEARNED, 0.2, NoveltySettings.sound());

  private final SoundFeatures features = new SoundFeatures(RATE, RATE);
  private final Random random = new Random(1);

  private float[] fan() {
    float[] sound = new float[RATE];
    double smooth = 0;
    for (int i = 0; i < RATE; i++) {
      smooth = 0.8 * smooth + 0.02 * random.nextGaussian();
      sound[i] = (float) (smooth + 0.02 * Math.sin(2 * Math.PI * 100 * i / RATE));
    }
    return sound;
  }

  /** A whistle at 3 kHz, 20 dB below the fan: a bearing that runs dry. */
  private float[] whistlingFan() {
    float[] sound = fan();
    for (int i = 0; i < RATE; i++) {
      sound[i] += (float) (0.005 * Math.sin(2 * Math.PI * 3000 * i / RATE));
    }
    return sound;
  }

  private float[] vector(float[] sound) {
    float[] vector = new float[SoundFeatures.SCHEMA.featureNames().size()];
    features.extract(sound, vector, 0);
    return vector;
  }

  private SoundAnomaly learned() {
    SoundAnomaly anomaly = SoundAnomaly.start(SETTINGS);
    for (int i = 0; i < LEARNED; i++) {
      anomaly.accept(vector(fan()));
    }
    return anomaly;
  }

  private float[] slam() {
    float[] sound = fan();
    for (int i = RATE / 2; i < RATE; i++) {
      sound[i] += (float) (random.nextGaussian() * Math.exp((RATE / 2 - i) / 800.0));
    }
    return sound;
  }

  private static float[] scaled(float[] sound, float by) {
    float[] scaled = sound.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= by;
    }
    return scaled;
  }

  private static SoundAnomaly copy(SoundAnomaly anomaly) {
    SnapshotWriter out = new SnapshotWriter();
    anomaly.write(out);
    SoundAnomaly copy = SoundAnomaly.start(SETTINGS);
    SnapshotReader in = new SnapshotReader(out.toBytes());
    copy.read(in);
    in.end();
    return copy;
  }

  @Test
  void learnsThenJudges() {
    SoundAnomaly anomaly = SoundAnomaly.start(SETTINGS);
    for (int i = 1; i < LEARNED; i++) {
      SoundJudgement judgement = anomaly.accept(vector(fan()));
      assertThat(judgement.judged()).isFalse();
      assertThat(judgement.anomalous()).isFalse();
      assertThat(judgement.learning()).isEqualTo("learning normal sound: " + i + " of 60 frames");
    }
    assertThat(anomaly.accept(vector(fan())).learning()).isEqualTo("normal sound is learned");

    for (int i = 0; i < 300; i++) {
      // Louder or softer is nothing unusual: a gain may be turned.
      SoundJudgement judgement = anomaly.accept(vector(scaled(fan(), i % 2 == 0 ? 0.1f : 2)));
      assertThat(judgement.judged()).isTrue();
      assertThat(judgement.anomalous()).as("frame %d", i).isFalse();
      assertThat(judgement.contributions()).isEmpty();
    }
  }

  @Test
  void aNewSoundIsRaisedAndNamed() {
    SoundAnomaly anomaly = learned();
    SoundJudgement judgement = SoundJudgement.none("");
    for (int i = 0; i < 15; i++) {
      judgement = anomaly.accept(vector(whistlingFan()));
    }

    assertThat(judgement.anomalous()).isTrue();
    assertThat(judgement.frameScore()).isGreaterThan(judgement.threshold());
    assertThat(judgement.contributions()).hasSize(5);
    // Peaks of the bands are 79.6 mel apart from 77.8 mel (50 Hz) on; 3 kHz, 1876 mel, is 22.6
    // steps up: between the 22nd and the 23rd.
    assertThat(judgement.contributions().get(0).pointId()).isIn("band21.db", "band22.db");
    assertThat(judgement.contributions().get(0).deviation()).isPositive();

    for (int i = 0; i < 15; i++) {
      judgement = anomaly.accept(vector(fan()));
    }
    assertThat(judgement.anomalous()).as("after the whistle has stopped").isFalse();
  }

  @Test
  void oneOddSecondIsNoAnomaly() {
    SoundAnomaly anomaly = learned();
    float[] tone = new float[RATE];
    for (int i = 0; i < RATE; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * 500 * i / RATE);
    }
    for (float[] odd : List.of(slam(), tone)) {
      SoundJudgement judgement = anomaly.accept(vector(odd));
      assertThat(judgement.frameScore()).isGreaterThan(10 * judgement.threshold());
      assertThat(judgement.anomalous()).isFalse();
      for (int i = 0; i < 10; i++) {
        assertThat(anomaly.accept(vector(fan())).anomalous()).isFalse();
      }
    }
    // 1 − 0.8^n of twice the threshold reaches it with the fourth, a little less or more before.
    int frames = 1;
    while (!anomaly.accept(vector(tone)).anomalous()) {
      frames++;
    }
    assertThat(frames).isBetween(3, 5);
  }

  @Test
  void silenceIsNeitherLearnedNorJudged() {
    float[] silence = vector(new float[RATE]);
    SoundAnomaly withSilence = SoundAnomaly.start(SETTINGS);
    SoundAnomaly without = SoundAnomaly.start(SETTINGS);
    for (int i = 0; i < LEARNED; i++) {
      float[] vector = vector(fan());
      assertThat(withSilence.accept(silence).learning()).contains(i + " of 60");
      withSilence.accept(vector.clone());
      without.accept(vector);
    }
    float[] whistle = vector(whistlingFan());
    SoundJudgement expected = without.accept(whistle);
    SoundJudgement silent = withSilence.accept(silence);

    assertThat(silent.judged()).isFalse();
    assertThat(silent.anomalous()).isFalse();
    assertThat(silent.learning()).contains("silence");
    assertThat(withSilence.accept(whistle)).isEqualTo(expected);
  }

  @Test
  void forgettingLearnsAnew() {
    SoundAnomaly anomaly = learned();
    anomaly.forget();
    for (int i = 1; i < LEARNED; i++) {
      assertThat(anomaly.accept(vector(whistlingFan())).learning()).contains(i + " of 60");
    }
    anomaly.accept(vector(whistlingFan()));

    SoundJudgement judgement = SoundJudgement.none("");
    for (int i = 0; i < 20; i++) {
      judgement = anomaly.accept(vector(whistlingFan()));
      assertThat(judgement.anomalous()).as("the whistle is normal now").isFalse();
    }
    assertThat(judgement.judged()).isTrue();
  }

  @Test
  void continuesFromASnapshotAsIfNothingHadHappened() {
    SoundAnomaly whole = SoundAnomaly.start(SETTINGS);
    SoundAnomaly interrupted = SoundAnomaly.start(SETTINGS);
    for (int i = 0; i < LEARNED + 40; i++) {
      if (i == 0 || i == LEARNED / 2 || i == LEARNED || i == LEARNED + 15) {
        interrupted = copy(interrupted);
      }
      float[] vector = vector(i > LEARNED + 10 ? whistlingFan() : fan());
      assertThat(interrupted.accept(vector.clone())).isEqualTo(whole.accept(vector));
    }
    assertThat(whole.accept(vector(whistlingFan())).anomalous()).isTrue();
  }

  @Test
  void aDamagedSnapshotIsRefusedAndChangesNothing() {
    SoundAnomaly anomaly = learned();
    SnapshotWriter out = new SnapshotWriter();
    anomaly.write(out);
    byte[] bytes = out.toBytes();
    float[] whistle = vector(whistlingFan());
    SoundJudgement expected = copy(anomaly).accept(whistle);

    byte[] newer = bytes.clone();
    newer[0]++;
    assertRefused(anomaly, newer, "version 2");
    for (int length : new int[] {0, 1, 8, 12, bytes.length / 2, bytes.length - 1}) {
      assertRefused(anomaly, Arrays.copyOf(bytes, length), "");
    }
    assertRefused(
        anomaly,
        new SnapshotWriter()
            .put((byte) 1)
            .put(0.0)
            .put(1)
            .put(new float[3]) // a vector of other features
            .put(new byte[0])
            .toBytes(),
        "damaged");

    assertThat(anomaly.accept(whistle)).isEqualTo(expected);
    SoundAnomaly learning = SoundAnomaly.start(SETTINGS);
    learning.accept(vector(fan()));
    assertRefused(learning, Arrays.copyOf(bytes, bytes.length - 1), "");
    assertThat(learning.accept(vector(fan())).learning()).contains("2 of 60");
  }

  private static void assertRefused(SoundAnomaly anomaly, byte[] bytes, String reason) {
    assertThatThrownBy(() -> anomaly.read(new SnapshotReader(bytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aModelTrainedElsewhereJudgesFromTheFirstFrame() {
    List<float[]> normal = new ArrayList<>();
    for (int i = 0; i < LEARNED; i++) {
      normal.add(vector(fan()));
    }
    SoundNovelty model = SoundNovelty.fit(normal, SETTINGS.novelty());
    float[] vector = vector(fan());

    SoundJudgement judgement = SoundAnomaly.trained(model, SETTINGS).accept(vector);

    assertThat(judgement.frameScore()).isEqualTo(model.score(vector));
    assertThat(judgement.score()).isEqualTo(0.2 * model.score(vector));
    assertThat(judgement.threshold()).isEqualTo(model.threshold());
    SoundNovelty other =
        SoundNovelty.fit(
            normal.stream().map(v -> Arrays.copyOf(v, 94)).toList(), SETTINGS.novelty());
    assertThatThrownBy(() -> SoundAnomaly.trained(other, SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("94 features");
  }

  /** As when a microphone is exchanged for a slower one in the middle of a short learning. */
  @Test
  void framesThatDoNotFitEachOtherAreLearnedAnew() {
    SoundAnomaly.Settings shortest =
        new SoundAnomaly.Settings(SoundNovelty.LEAST_NORMAL, 0.2, NoveltySettings.sound());
    SoundAnomaly anomaly = SoundAnomaly.start(shortest);
    SoundFeatures slow = new SoundFeatures(8000, 8000);
    for (int i = 1; i < SoundNovelty.LEAST_NORMAL; i++) {
      anomaly.accept(vector(fan()));
    }
    float[] slower = new float[SoundFeatures.SCHEMA.featureNames().size()];
    slow.extract(Arrays.copyOf(fan(), 8000), slower, 0);

    assertThat(anomaly.accept(slower).learning())
        .contains("learning begins anew")
        .contains("11 are usable");
    assertThat(anomaly.accept(slower).learning()).contains("1 of 12");
  }

  @Test
  void wrongUseIsRefused() {
    assertThatThrownBy(() -> SoundAnomaly.start(SETTINGS).accept(new float[92]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("92 features");
    assertThatThrownBy(() -> new SoundAnomaly.Settings(11, 0.2, NoveltySettings.sound()))
        .hasMessageContaining("11");
    assertThatThrownBy(() -> new SoundAnomaly.Settings(60, 0, NoveltySettings.sound()))
        .hasMessageContaining("smoothing");
  }
}
