package io.millwright.models.signal;

import java.util.Random;

/** Signals whose spectra are known in closed form. */
final class Signals {
  private Signals() {}

  static float[] sine(int length, double sampleRateHz, double hz, double amplitude) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / sampleRateHz));
    }
    return x;
  }

  static float[] noise(int length, double standardDeviation, long seed) {
    Random random = new Random(seed);
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) (standardDeviation * random.nextGaussian());
    }
    return x;
  }

  /** {@code amplitude (1 + depth cos(2π modulationHz t)) cos(2π carrierHz t)}. */
  static float[] modulated(
      int length,
      double sampleRateHz,
      double carrierHz,
      double modulationHz,
      double depth,
      double amplitude) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      double t = 2 * Math.PI * i / sampleRateHz;
      x[i] =
          (float) (amplitude * (1 + depth * Math.cos(modulationHz * t)) * Math.cos(carrierHz * t));
    }
    return x;
  }

  static float[] sum(float[]... parts) {
    float[] x = parts[0].clone();
    for (int p = 1; p < parts.length; p++) {
      for (int i = 0; i < x.length; i++) {
        x[i] += parts[p][i];
      }
    }
    return x;
  }
}
