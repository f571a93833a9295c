package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoundFeaturesTest {
  private static final int RATE = 16000;
  private static final List<String> SHAPE =
      List.of(
          "spectrum.centroidHz", "spectrum.bandwidthHz", "spectrum.rolloffHz", "spectrum.flatness");

  @Test
  void tellsASineByItsClosedForm() {
    float[] features = features(RATE, sine(RATE, RATE, 1000, 0.5));

    // 0.5²/2 is -9.03 dB.
    assertThat(value(features, "levelDb")).isCloseTo(-9.03f, within(0.01f));
    assertThat(value(features, "crest")).isCloseTo((float) Math.sqrt(2), within(1e-3f));
    assertThat(value(features, "kurtosis")).isCloseTo(1.5f, within(1e-3f));
    assertThat(value(features, "zeroCrossingRate")).isCloseTo(2 * 1000f / RATE, within(1e-4f));
    assertThat(value(features, "spectrum.centroidHz")).isCloseTo(1000, within(1f)); // on a line
    // A steady tone on a line has the same level in each short spectrum.
    assertThat(value(features, "levelVariationDb")).isLessThan(0.01f);
    int loudest = 0;
    for (int band = 0; band < SoundFeatureNames.BANDS; band++) {
      if (features[SoundFeatureNames.SPECTRUM + band]
          > features[SoundFeatureNames.SPECTRUM + loudest]) {
        loudest = band;
      }
    }
    // Bands are (mel(7000) - mel(50)) / 33 = 79.6 mel wide; 1000 Hz, 1000 mel, is 11.6 steps up:
    // the 12th peak.
    assertThat(loudest).isEqualTo(12 - 1);
  }

  @Test
  void whiteNoiseHasAFlatDensityOfOneOverItsBandwidth() {
    float[] features = features(RATE, noise(RATE, 0.1, 1));

    // 10 lg(1/8000 Hz) = -39 dB; the mean of the logarithm of a sum of a few powers is lower by
    // 1 dB and less, most for the narrow bands.
    for (int band = 0; band < SoundFeatureNames.BANDS; band++) {
      assertThat(features[SoundFeatureNames.SPECTRUM + band]).isBetween(-41.5f, -38.5f);
    }
    assertThat(value(features, "spectrum.flatness")).isCloseTo(0.56f, within(0.02f));
    assertThat(value(features, "kurtosis")).isCloseTo(3, within(0.1f));
  }

  @Test
  void loudnessMovesTheLevelAndNothingElse() {
    float[] quiet = noise(RATE, 0.01, 2);
    float[] loud = quiet.clone();
    for (int i = 0; i < loud.length; i++) {
      loud[i] *= 10;
    }

    float[] a = features(RATE, quiet);
    float[] b = features(RATE, loud);

    assertThat(b[0] - a[0]).isCloseTo(20, within(1e-3f));
    for (int i = 1; i < a.length; i++) {
      if (i < SoundFeatureNames.CONTRAST || i >= SoundFeatureNames.CEPSTRUM) {
        assertThat(b[i])
            .as(SoundFeatures.SCHEMA.featureNames().get(i))
            .isCloseTo(a[i], within(1e-3f * Math.max(1, Math.abs(a[i]))));
      }
    }
  }

  @Test
  void theSampleRateDoesNotDecide() {
    float[] at16 = features(16000, chord(16000));
    float[] at44 = features(44100, chord(44100));
    float[] at48 = features(48000, chord(48000));

    for (int band = 0; band < SoundFeatureNames.BANDS; band++) {
      int i = SoundFeatureNames.SPECTRUM + band;
      // Bands with a tone; between them is only leakage, and the resampled sound's silent ends.
      if (at16[i] > -50) {
        assertThat(at44[i]).as("band %d", band).isCloseTo(at16[i], within(0.1f));
        assertThat(at48[i]).as("band %d", band).isCloseTo(at16[i], within(0.1f));
      }
    }
  }

  @Test
  void whatASlowRateDoesNotReachIsNoNumber() {
    float[] features = features(8000, noise(8000, 0.1, 3));

    // 0.43 of 8 kHz is 3440 Hz; the 20th band ends at 3163 Hz, the 22nd at 3772 Hz.
    assertThat(features[SoundFeatureNames.SPECTRUM + 19]).isNotNaN();
    assertThat(features[SoundFeatureNames.SPECTRUM + 23]).isNaN();
    assertThat(value(features, "mfcc01")).isNaN();
    assertThat(value(features, "octave4.contrastDb")).as("to 3200 Hz").isNotNaN();
    assertThat(value(features, "octave5.contrastDb")).as("to 6400 Hz").isNaN();
    for (String name : SHAPE) {
      assertThat(value(features, name)).as(name).isNaN();
    }
  }

  @Test
  void whiteNoiseHasTheSameShapeAtEveryRateThatReaches() {
    float[] at16 = features(16000, noise(16000, 0.1, 8));
    for (int rate : new int[] {22050, 44100, 48000, 96000}) {
      float[] faster = features(rate, noise(rate, 0.1, 9));
      for (String name : SHAPE) {
        // Of a second of noise; not of the rate.
        assertThat(value(faster, name))
            .as("%s at %d Hz", name, rate)
            .isCloseTo(value(at16, name), within(0.03f * value(at16, name)));
      }
      assertThat(value(faster, "octave6.contrastDb"))
          .isCloseTo(value(at16, "octave6.contrastDb"), within(2f));
    }
    assertThat(value(at16, "spectrum.flatness")).isCloseTo(0.56f, within(0.02f));
  }

  @Test
  void anOffsetIsNoSound() {
    for (int rate : new int[] {16000, 48000}) {
      float[] sound = noise(rate, 0.1, 10);
      float[] plain = features(rate, sound);
      for (int i = 0; i < rate; i++) {
        sound[i] += 2;
      }
      float[] shifted = features(rate, sound);
      for (int i = 0; i < plain.length; i++) {
        if (!Float.isNaN(plain[i])) {
          assertThat(shifted[i])
              .as(SoundFeatures.SCHEMA.featureNames().get(i))
              .isCloseTo(plain[i], within(1e-2f * Math.max(1, Math.abs(plain[i]))));
        }
      }
    }
  }

  @Test
  void crookedRatesTakeNoMoreTapsThanUsualOnes() {
    for (int rate : new int[] {4001, 15_999, 44_099, 399_989}) {
      Resampler resampler = new Resampler(rate, 16_000, rate);
      // A second stays a second within 0.1 %, and a sample at its end.
      assertThat(resampler.length()).isCloseTo(16_000, within(17));
    }
    assertThatThrownBy(() -> new SoundFeatures(999_983, 999_983))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("400000 Hz");
    float[] features = features(399_989, sine(399_989, 399_989, 1000, 0.5));
    assertThat(value(features, "levelDb")).isCloseTo(-9.03f, within(0.01f));
  }

  @Test
  void aRattleFluctuatesMoreThanAHissOfTheSameColour() {
    float[] hiss = noise(RATE, 0.1, 4);
    float[] rattle = hiss.clone();
    for (int i = 0; i < rattle.length; i++) {
      rattle[i] *= (float) (1 + 0.9 * Math.sin(2 * Math.PI * 8 * i / RATE));
    }

    float[] steady = features(RATE, hiss);
    float[] beating = features(RATE, rattle);

    for (int i : SoundFeatures.fluctuation()) {
      assertThat(beating[i]).isGreaterThan(steady[i] + 0.1f);
    }
    assertThat(value(beating, "levelVariationDb"))
        .isGreaterThan(3 * value(steady, "levelVariationDb"));
  }

  @Test
  void silenceHasALevelOnly() {
    float[] features = features(RATE, new float[RATE]);

    assertThat(features[0]).isEqualTo(-100);
    assertThat(Arrays.copyOfRange(features, 1, features.length)).containsOnly(Float.NaN);
  }

  @Test
  void samplesThatAreNoNumberMakeNoFeatures() {
    float[] sound = noise(RATE, 0.1, 5);
    sound[77] = Float.NaN;

    assertThat(features(RATE, sound)).containsOnly(Float.NaN);
  }

  @Test
  void anInstanceRemembersNothing() {
    SoundFeatures extractor = new SoundFeatures(RATE, RATE);
    float[] first = new float[SoundFeatureNames.COUNT];
    float[] again = new float[SoundFeatureNames.COUNT];
    extractor.extract(noise(RATE, 0.1, 6), first, 0);
    extractor.extract(noise(RATE, 0.5, 7), again, 0);
    extractor.extract(noise(RATE, 0.1, 6), again, 0);

    assertThat(again).isEqualTo(first);
  }

  @Test
  void refusesWhatIsNoFrame() {
    assertThatThrownBy(() -> new SoundFeatures(0, RATE)).hasMessageContaining("above 0 Hz");
    assertThatThrownBy(() -> new SoundFeatures(1000, RATE)).hasMessageContaining("4000 Hz");
    assertThatThrownBy(() -> new SoundFeatures(RATE, 0)).hasMessageContaining("0.1 s");
    assertThatThrownBy(() -> new SoundFeatures(RATE, RATE).extract(new float[8], new float[200], 0))
        .hasMessageContaining("need 16000 samples");
  }

  @Test
  void schemaHasANameForEachFeature() {
    assertThat(SoundFeatures.SCHEMA.featureNames())
        .hasSize(SoundFeatureNames.COUNT)
        .doesNotHaveDuplicates();
    assertThat(SoundFeatures.SCHEMA.featureNames().get(SoundFeatureNames.FLUCTUATION))
        .isEqualTo("band00.fluctuation");
  }

  @Test
  void resamplingPassesWhatBothRatesHoldAndStopsTheRest() {
    Resampler resampler = new Resampler(44100, 16000, 44100);
    float[] out = new float[resampler.length()];
    assertThat(out).hasSize(16000);

    resampler.apply(sine(44100, 44100, 6000, 1), out);
    assertThat(out[8000])
        .isCloseTo((float) Math.sin(2 * Math.PI * 6000 * 8000 / 16000.0), within(0.002f));
    resampler.apply(sine(44100, 44100, 9500, 1), out); // would appear at 6500 Hz
    TimeStatistics middle = new TimeStatistics();
    middle.compute(out, 1000, 14000);
    assertThat(20 * Math.log10(middle.rms())).isLessThan(-75);
  }

  private static float[] features(int rate, float[] sound) {
    float[] features = new float[SoundFeatureNames.COUNT];
    new SoundFeatures(rate, sound.length).extract(sound, features, 0);
    return features;
  }

  private static float value(float[] features, String name) {
    return features[SoundFeatures.SCHEMA.featureNames().indexOf(name)];
  }

  private static float[] sine(int rate, int samples, double hz, double amplitude) {
    float[] sound = new float[samples];
    for (int i = 0; i < samples; i++) {
      sound[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return sound;
  }

  /** A second of tones at 500, 2000 and 5000 Hz. */
  private static float[] chord(int rate) {
    float[] sound = new float[rate];
    for (double hz : new double[] {500, 2000, 5000}) {
      float[] tone = sine(rate, rate, hz, 0.2);
      for (int i = 0; i < rate; i++) {
        sound[i] += tone[i];
      }
    }
    return sound;
  }

  private static float[] noise(int samples, double sigma, long seed) {
    Random random = new Random(seed);
    float[] sound = new float[samples];
    for (int i = 0; i < samples; i++) {
      sound[i] = (float) (sigma * random.nextGaussian());
    }
    return sound;
  }
}
