package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogMelSpectrogramTest {
  @Test
  void agreesWithTheFeaturesOfASteadySound() {
    for (double rate : new double[] {16_000, 44_100}) {
      float[] sound = Signals.noise((int) rate * 4, 0.1, 3);
      SoundFeatures features = new SoundFeatures(rate, sound.length);
      float[] vector = new float[SoundFeatures.SCHEMA.featureNames().size()];
      features.extract(sound, vector, 0);
      LogMelSpectrogram spectrogram = new LogMelSpectrogram(rate, sound.length);

      float[] levels = spectrogram.compute(sound);

      int bands = LogMelSpectrogram.BANDS;
      int first = SoundFeatures.spectrum()[0];
      double worst = 0;
      for (int b = 0; b < bands; b++) {
        double power = 0;
        for (int c = 0; c < spectrogram.columns(); c++) {
          power += Math.pow(10, levels[c * bands + b] / 10) / spectrogram.columns();
        }
        double relative = 10 * Math.log10(power) - vector[0];
        worst = Math.max(worst, Math.abs(relative - vector[first + b]));
      }
      // Features average decibels, columns powers: of noise with few lines in a band, the mean of
      // logarithms lies up to 2.5 dB below (10/ln 10 times Euler's constant) and less with more.
      assertThat(worst).as("at %s Hz", rate).isBetween(0.1, 2.5);
    }
  }

  @Test
  void findsAToneInItsBandAtItsLevel() {
    double[] centres = LogMelSpectrogram.centresHz();
    int band = 12;
    double bin = Math.rint(centres[band] / 15.625) * 15.625;
    float[] sound = Signals.sine(16_000, 16_000, bin, 0.5);

    float[] levels = new LogMelSpectrogram(16_000, 16_000).compute(sound);

    int bands = LogMelSpectrogram.BANDS;
    for (int column = 0; column < levels.length / bands; column++) {
      int loudest = 0;
      for (int b = 1; b < bands; b++) {
        loudest = levels[column * bands + b] > levels[column * bands + loudest] ? b : loudest;
      }
      assertThat(loudest).isEqualTo(band);
    }
    // Mean square 1/8, weighed by a triangle of unit area: between its peak and its half.
    double peak = 10 * Math.log10(0.125 * 2 / (centres[band + 1] - centres[band - 1]));
    assertThat((double) levels[band]).isCloseTo(peak, within(3.0));
  }

  @Test
  void saysWhatItCannotTake() {
    assertThatThrownBy(() -> new LogMelSpectrogram(3_000, 3_000)).hasMessageContaining("3000");
    assertThatThrownBy(() -> new LogMelSpectrogram(16_000, 500)).hasMessageContaining("64 ms");
    assertThat(new LogMelSpectrogram(16_000, 1_024).columns()).isEqualTo(1);
  }
}
