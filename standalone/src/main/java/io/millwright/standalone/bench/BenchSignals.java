package io.millwright.standalone.bench;

import java.util.Random;

/** Signals to measure on: contents do not matter to the time, but no shortcut must be taken. */
final class BenchSignals {
  private final Random random;

  BenchSignals(long seed) {
    this.random = new Random(seed);
  }

  /** A bearing with a damaged outer race: strikes that excite a resonance, the shaft, noise. */
  float[] vibration(int samples, double sampleRateHz, double shaftHz, double strikesHz) {
    float[] x = noise(samples, 0.3);
    for (int i = 0; i < samples; i++) {
      x[i] += (float) (2 * Math.sin(2 * Math.PI * shaftHz * i / sampleRateHz));
    }
    for (double strike = 0.003; strike < samples / sampleRateHz; strike += 1 / strikesHz) {
      int first = (int) Math.ceil(strike * sampleRateHz);
      for (int i = first; i < Math.min(samples, first + (int) (0.01 * sampleRateHz)); i++) {
        double t = i / sampleRateHz - strike;
        x[i] += (float) (3 * Math.exp(-t / 0.001) * Math.sin(2 * Math.PI * 4700 * t));
      }
    }
    return x;
  }

  /** A fan: tones at the harmonics of a blade pass over noise, full scale 1. */
  float[] sound(int samples, double sampleRateHz) {
    float[] x = noise(samples, 0.02);
    for (int harmonic = 1; harmonic <= 8; harmonic++) {
      for (int i = 0; i < samples; i++) {
        x[i] +=
            (float) (0.05 / harmonic * Math.sin(2 * Math.PI * 147.3 * harmonic * i / sampleRateHz));
      }
    }
    return x;
  }

  float[] noise(int samples, double standardDeviation) {
    float[] x = new float[samples];
    for (int i = 0; i < samples; i++) {
      x[i] = (float) (standardDeviation * random.nextGaussian());
    }
    return x;
  }
}
