package io.millwright.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.models.detection.NoveltySettings.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoundNoveltyTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  private static NoveltySettings settings(double probability, List<List<Integer>> views) {
    return new NoveltySettings(views, Scaling.STANDARDISED, 2, 512, 0, probability);
  }

  private static final NoveltySettings TWO_VIEWS =
      settings(0.001, List.of(List.of(0, 1), List.of(2, 3)));

  private static List<float[]> noise(int count, long seed) {
    Random random = new Random(seed);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] vector = new float[4];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = (float) random.nextGaussian();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  /**
   * 0, 1 … 10 and 12.1 with two neighbours. Mean distances to them are 1.5 (0 and 10), 2.6 (12.1)
   * and 1, so own scores are L = ln 1.5 at 0 and 10, −L/2 at 1 and 9, ln 2.6 − L/2 at 12.1, and 0.
   */
  @Test
  void thresholdExtendsTheTailOfNormalScores() {
    List<float[]> line = new ArrayList<>();
    IntStream.rangeClosed(0, 10).forEach(i -> line.add(new float[] {i}));
    line.add(new float[] {12.1f});
    double l = Math.log(1.5);
    double last = Math.log(2.6) - l / 2;
    double[] own = {l, -l / 2, 0, 0, 0, 0, 0, 0, 0, -l / 2, l, last};
    double mean = Arrays.stream(own).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(own).map(o -> (o - mean) * (o - mean)).average().orElseThrow());

    SoundNovelty novelty = SoundNovelty.fit(line, settings(0.01, List.of(List.of(0))));

    // The greatest is the tail of a tenth; its excess over the next is the mean excess, and to a
    // hundredth it is ln 10 mean excesses.
    assertThat(novelty.threshold())
        .isCloseTo((l - mean + (last - l) * Math.log(10)) / deviation, within(1e-5));
    // 5.25 is 0.5 from its neighbours in the mean, 20.1 is 9.05 from 12.1 and 10.
    assertThat(novelty.score(new float[] {5.25f}))
        .isCloseTo((Math.log(0.5) - mean) / deviation, within(1e-5));
    assertThat(novelty.score(new float[] {20.1f}))
        .isCloseTo((Math.log(9.05) - (Math.log(2.6) + l) / 2 - mean) / deviation, within(1e-5));
  }

  @Test
  void falseAlarmsAreAsRareAsAskedFor() {
    NoveltySettings settings = settings(0.01, List.of(List.of(0, 1), List.of(2, 3)));
    SoundNovelty novelty = SoundNovelty.fit(noise(500, 1), settings);

    long alarms =
        noise(20_000, 2).stream().filter(v -> novelty.score(v) >= novelty.threshold()).count();

    // 200 are expected; the tail of 50 scores is known to a seventh, its logarithm doubles that.
    assertThat(alarms).isBetween(80L, 450L);
  }

  @Test
  void whatIsScoredChangesNothing() {
    SoundNovelty novelty = SoundNovelty.fit(noise(100, 3), TWO_VIEWS);
    byte[] before = novelty.toBytes();
    double near = novelty.score(new float[4]);

    for (int i = 0; i < 100; i++) {
      assertThat(novelty.score(new float[] {9, 9, 9, i})).isGreaterThan(novelty.threshold());
    }

    assertThat(novelty.toBytes()).isEqualTo(before);
    assertThat(novelty.score(new float[4])).isEqualTo(near).isLessThan(novelty.threshold());
  }

  @Test
  void featuresMostlyAbsentAreLeftOutAndSoAreVectorsThatLackAnother() {
    List<float[]> normal = noise(100, 4);
    List<float[]> complete = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      if (i % 10 != 0) {
        normal.get(i)[3] = Float.NaN; // there in a tenth
      }
      if (i % 5 == 1) {
        normal.get(i)[0] = Float.NaN; // there in four fifths
      } else {
        complete.add(normal.get(i));
      }
    }
    SoundNovelty novelty = SoundNovelty.fit(normal, TWO_VIEWS);
    SoundNovelty withoutThem =
        SoundNovelty.fit(complete, settings(0.001, List.of(List.of(0, 1), List.of(2))));

    assertThat(novelty.toBytes()).isEqualTo(withoutThem.toBytes());
    assertThat(novelty.score(new float[] {0, 0, 0, Float.NaN})).isFinite();
    assertThat(novelty.score(new float[] {Float.NaN, 0, 0, 0})).isNaN();
  }

  @Test
  void silenceDoesNotDecideWhichFeaturesAreThere() {
    List<float[]> normal = noise(40, 5);
    SoundNovelty sound = SoundNovelty.fit(noise(40, 5), TWO_VIEWS);
    for (int i = 0; i < 60; i++) {
      normal.add(new float[] {Float.NaN, Float.NaN, Float.NaN, Float.NaN});
    }

    assertThat(SoundNovelty.fit(normal, TWO_VIEWS).toBytes()).isEqualTo(sound.toBytes());
  }

  @Test
  void tooFewVectorsTeachNothing() {
    assertThat(SoundNovelty.fit(noise(12, 6), TWO_VIEWS).threshold()).isPositive();
    assertThatThrownBy(() -> SoundNovelty.fit(noise(11, 6), TWO_VIEWS))
        .isInstanceOf(TooLittleSoundException.class)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 12")
        .hasMessageContaining("11 are usable");
    assertThatThrownBy(() -> SoundNovelty.fit(List.of(), TWO_VIEWS))
        .isInstanceOf(TooLittleSoundException.class);
    NoveltySettings manyNeighbours =
        new NoveltySettings(List.of(List.of(0)), Scaling.WHITENED, 20, 512, 0, 0.001);
    assertThatThrownBy(() -> SoundNovelty.fit(noise(21, 6), manyNeighbours))
        .isInstanceOf(TooLittleSoundException.class)
        .hasMessageContaining("at least 22");
  }

  @Test
  void keepsNoMoreVectorsThanAllowedEvenlySpread() {
    List<float[]> normal = noise(400, 7);
    NoveltySettings bounded =
        new NoveltySettings(TWO_VIEWS.views(), Scaling.STANDARDISED, 2, 100, 0, 0.001);
    List<float[]> everyFourth = IntStream.range(0, 100).mapToObj(i -> normal.get(4 * i)).toList();

    assertThat(SoundNovelty.fit(normal, bounded).toBytes())
        .isEqualTo(SoundNovelty.fit(everyFourth, bounded).toBytes());
  }

  @Test
  void readFromBytesItScoresTheSame() {
    for (Scaling scaling : Scaling.values()) {
      NoveltySettings settings = new NoveltySettings(TWO_VIEWS.views(), scaling, 8, 512, 3, 0.001);
      SoundNovelty novelty = SoundNovelty.fit(noise(100, 8), settings);
      SoundNovelty read = SoundNovelty.fromBytes(novelty.toBytes());

      assertThat(read.threshold()).isEqualTo(novelty.threshold());
      assertThat(read.length()).isEqualTo(4);
      for (float[] vector : noise(50, 9)) {
        assertThat(read.score(vector)).isEqualTo(novelty.score(vector));
        assertThat(read.contributions(vector, NAMES, 4))
            .isEqualTo(novelty.contributions(vector, NAMES, 4));
      }
    }
  }

  @Test
  void bytesThatAreDamagedOrOfAnotherVersionAreRefused() {
    byte[] bytes = SoundNovelty.fit(noise(12, 10), TWO_VIEWS).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SoundNovelty.fromBytes(cut))
          .as("cut to %d bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
    byte[] newer = bytes.clone();
    newer[0]++;
    assertThatThrownBy(() -> SoundNovelty.fromBytes(newer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2");
    byte[] shorterVectors = bytes.clone();
    shorterVectors[4] = 3; // version, length
    assertRefused(shorterVectors);
    byte[] noThreshold = bytes.clone();
    Arrays.fill(noThreshold, 5, 13, (byte) 0xff); // NaN
    assertRefused(noThreshold);
    byte[] noNeighbours = bytes.clone();
    Arrays.fill(noNeighbours, bytes.length - 4, bytes.length, (byte) 0);
    assertRefused(noNeighbours);
    byte[] noSpread = bytes.clone();
    Arrays.fill(noSpread, bytes.length - 12, bytes.length - 4, (byte) 0);
    assertRefused(noSpread);
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> SoundNovelty.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheFeatureThatChangedFirst() {
    for (Scaling scaling : Scaling.values()) {
      NoveltySettings settings = new NoveltySettings(TWO_VIEWS.views(), scaling, 8, 512, 0, 0.001);
      SoundNovelty novelty = SoundNovelty.fit(noise(200, 11), settings);

      List<ChannelContribution> contributions =
          novelty.contributions(new float[] {0, 0, 0.1f, -8}, NAMES, 2);

      assertThat(contributions).hasSize(2);
      assertThat(contributions.get(0).pointId()).isEqualTo("d");
      // The views count the same; nearest normal vectors are about two sigmas down.
      assertThat(contributions.get(0).share()).isBetween(0.45, 0.5);
      assertThat(contributions.get(0).deviation()).isBetween(-7.0, -5.0);
    }
  }

  @Test
  void vectorsOfAnotherLengthAreRefused() {
    SoundNovelty novelty = SoundNovelty.fit(noise(20, 12), TWO_VIEWS);

    assertThatThrownBy(() -> novelty.score(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 features, 4 were learned");
  }

  @Test
  void settingsThatCannotBeMeantAreRefused() {
    List<List<Integer>> view = List.of(List.of(0));
    assertThatThrownBy(() -> settings(0.1, view)).hasMessageContaining("was 0.1");
    assertThatThrownBy(() -> settings(0, view)).hasMessageContaining("was 0");
    assertThatThrownBy(() -> settings(0.01, List.of())).hasMessageContaining("views");
    assertThatThrownBy(() -> settings(0.01, List.of(List.of()))).hasMessageContaining("views");
    assertThatThrownBy(() -> new NoveltySettings(view, Scaling.WHITENED, 1, 512, 0, 0.01))
        .hasMessageContaining("neighbours 1");
  }
}
