package io.millwright.models.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoundPrimitivesTest {
  private static final double RATE = 16_000;

  @Test
  void mirrorsTheEnds() {
    ShortTimeSpectrum frames = new ShortTimeSpectrum(4, 2, true);
    float[] sound = {9, 0, 1, 2, 3, 4, 9};
    float[] frame = new float[4];
    assertThat(frames.frames(5)).isEqualTo(3);
    frames.frame(sound, 1, 5, 0, frame);
    assertThat(frame).containsExactly(2, 1, 0, 1);
    frames.frame(sound, 1, 5, 2, frame);
    assertThat(frame).containsExactly(2, 3, 4, 3);
  }

  @Test
  void scalesAsMagnitude() {
    ShortTimeSpectrum frames = new ShortTimeSpectrum(1024, 512, false);
    frames.compute(Signals.sine(1024, RATE, 1000, 1), 0, 1024, 0);
    assertThat((double) frames.magnitude()[64]).isCloseTo(256, within(1e-3));
  }

  @Test
  void scalesMelsAsTheirSourcesDo() {
    assertThat(MelScale.SLANEY.mel(60)).isCloseTo(0.9, within(1e-12));
    assertThat(MelScale.SLANEY.mel(6400)).isCloseTo(15 + 27, within(1e-9));
    assertThat(MelScale.HTK.mel(1000)).isCloseTo(999.99, within(0.01));
    for (MelScale scale : MelScale.values()) {
      assertThat(scale.hz(scale.mel(440))).isCloseTo(440, within(1e-9));
      assertThat(scale.hz(scale.mel(4400))).isCloseTo(4400, within(1e-9));
    }
  }

  @Test
  void bandsOfAFlatSpectrumAreFlat() {
    MelFilterBank bank = new MelFilterBank(40, 16_384, RATE, 0, 8000, MelScale.HTK);
    float[] flat = new float[8193];
    Arrays.fill(flat, 1);
    float[] bands = new float[40];
    bank.apply(flat, bands);
    for (float band : bands) {
      // Area one over frequency, sampled each RATE / 16384 Hz.
      assertThat(band * RATE / 16_384).isCloseTo(1, within(0.01));
    }
  }

  @Test
  void cosineTransformIsOrthonormal() {
    Mfcc all = new Mfcc(8, 8);
    float[] x = Signals.noise(8, 1, 4);
    float[] y = new float[8];
    all.apply(x, y);
    double before = 0;
    double after = 0;
    for (int i = 0; i < 8; i++) {
      before += x[i] * x[i];
      after += y[i] * y[i];
    }
    assertThat(after).isCloseTo(before, within(1e-5));
    all.apply(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, y);
    assertThat((double) y[0]).isCloseTo(Math.sqrt(8), within(1e-6));
    assertThat((double) y[3]).isCloseTo(0, within(1e-6));
  }

  @Test
  void describesTheShapeOfASpectrum() {
    SpectralShape shape = new SpectralShape(10);
    float[] twoLines = new float[101];
    twoLines[20] = 1;
    twoLines[40] = 3;
    shape.compute(twoLines);
    assertThat(shape.centroidHz()).isCloseTo(350, within(1e-9));
    assertThat(shape.bandwidthHz()).isCloseTo(Math.sqrt(0.25 * 0.75) * 200, within(1e-9));
    assertThat(shape.rolloffHz()).isCloseTo(400, within(1e-9));
    // (1e-10)^(99/101) (9)^(1/101) / (10/101), the floor of the empty lines counted
    assertThat(shape.flatness())
        .isCloseTo(
            Math.exp((99 * Math.log(1e-10) + Math.log(9)) / 101) / (10 / 101.0), within(1e-12));

    float[] flat = new float[101];
    Arrays.fill(flat, 1e4f);
    shape.compute(flat);
    assertThat(shape.flatness()).isCloseTo(1, within(1e-12));
    assertThat(shape.centroidHz()).isCloseTo(500, within(1e-9));
    assertThat(shape.rolloffHz()).isCloseTo(850, within(1e-9));
  }

  @Test
  void contrastIsPeakOverValley() {
    SpectralContrast contrast = new SpectralContrast(2048, RATE);
    float[] magnitude = new float[1025];
    for (int k = 0; k < magnitude.length; k++) {
      magnitude[k] = k % 2 == 0 ? 1 : 100;
    }
    float[] bands = new float[contrast.bands()];
    contrast.apply(magnitude, bands);
    for (float band : bands) {
      assertThat((double) band).isCloseTo(20, within(1e-5));
    }
  }

  @Test
  void countsCrossings() {
    assertThat(ZeroCrossings.rate(new float[] {1, -1, 0, 2, -3}, 0, 5)).isEqualTo(0.6);
    assertThat(ZeroCrossings.rate(Signals.sine(16_000, RATE, 440.5, 1), 0, 16_000))
        .isCloseTo(2 * 440.5 / RATE, within(1 / RATE));
  }
}
