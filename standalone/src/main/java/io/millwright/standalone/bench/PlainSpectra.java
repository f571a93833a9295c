package io.millwright.standalone.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Spectra as one writes them first: new arrays for each, complex transforms of real samples. The
 * transforms themselves are of the same library as the candidate's, and their plans are kept, as
 * anyone would. One thread.
 */
final class PlainSpectra {
  private static final Map<Integer, FloatFFT_1D> PLANS = new HashMap<>();

  private PlainSpectra() {}

  static FloatFFT_1D plan(int size) {
    return PLANS.computeIfAbsent(size, FloatFFT_1D::new);
  }

  /** The whole complex spectrum, interleaved. */
  static float[] complex(float[] samples) {
    float[] spectrum = new float[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      spectrum[2 * i] = samples[i];
    }
    plan(samples.length).complexForward(spectrum);
    return spectrum;
  }

  /** |X|² from zero to half the sample rate, Hann-tapered, the mean removed. */
  static double[] taperedPower(float[] samples) {
    float[] spectrum = complex(tapered(samples));
    double[] power = new double[samples.length / 2 + 1];
    for (int k = 0; k < power.length; k++) {
      power[k] = Math.pow(spectrum[2 * k], 2) + Math.pow(spectrum[2 * k + 1], 2);
    }
    return power;
  }

  /** Peak amplitudes from zero to half the sample rate, Hann-tapered, the mean removed. */
  static double[] taperedAmplitude(float[] samples) {
    double[] amplitude = taperedPower(samples);
    for (int k = 0; k < amplitude.length; k++) {
      double sides = k == 0 || k == amplitude.length - 1 ? 1 : 2;
      amplitude[k] = Math.sqrt(amplitude[k]) * sides / (0.5 * samples.length);
    }
    return amplitude;
  }

  static float[] withoutMean(float[] samples) {
    double mean = 0;
    for (float sample : samples) {
      mean += sample;
    }
    mean /= samples.length;
    float[] centred = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      centred[i] = (float) (samples[i] - mean);
    }
    return centred;
  }

  private static float[] tapered(float[] samples) {
    float[] tapered = withoutMean(samples);
    for (int i = 0; i < tapered.length; i++) {
      tapered[i] *= (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / tapered.length));
    }
    return tapered;
  }

  /** Squared envelope at the full sample rate, of bins of a complex spectrum. */
  static float[] squaredEnvelope(float[] spectrum, int first, int count) {
    int n = spectrum.length / 2;
    float[] analytic = new float[2 * n];
    for (int k = first; k < first + count; k++) {
      analytic[2 * k] = 2 * spectrum[2 * k];
      analytic[2 * k + 1] = 2 * spectrum[2 * k + 1];
    }
    plan(n).complexInverse(analytic, true);
    float[] squared = new float[n];
    for (int i = 0; i < n; i++) {
      squared[i] = analytic[2 * i] * analytic[2 * i] + analytic[2 * i + 1] * analytic[2 * i + 1];
    }
    return squared;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
