package io.millwright.standalone.bench;

import io.millwright.models.signal.MelScale;
import io.millwright.models.signal.SoundFeatures;
import java.util.Arrays;

/**
 * The features of {@link SoundFeatures} of a sound of 16 kHz, each computed by itself from the
 * samples, over whole spectrograms and with a full mel matrix: what the shared spectra, the
 * triangles' bounds and the kept buffers are measured against. Same numbers.
 */
final class PlainSoundFeatures {
  private static final double RATE_HZ = 16_000;
  private static final int N = 1024;
  private static final int BINS = N / 2 + 1;
  private static final int SHAPE_BINS = (int) (0.43 * N) + 1;
  private static final int BANDS = 32;
  private static final int COEFFICIENTS = 13;
  private static final int OCTAVES = 7;
  private static final double LEAST_POWER = 1e-10;

  private final float[] samples;
  private final double deviation;

  private PlainSoundFeatures(float[] samples) {
    this.samples = PlainSpectra.withoutMean(samples);
    this.deviation = Math.sqrt(moment(2));
  }

  /** Features in the order of {@link SoundFeatures#SCHEMA}. */
  static double[] extract(float[] samples) {
    PlainSoundFeatures plain = new PlainSoundFeatures(samples);
    double[] target = new double[SoundFeatures.SCHEMA.featureNames().size()];
    target[0] = db(plain.moment(2));
    target[1] = plain.peak() / plain.deviation;
    target[2] = plain.moment(4) / Math.pow(plain.deviation, 4);
    target[3] = plain.zeroCrossingRate();
    target[4] = mean(plain.centroids());
    target[5] = mean(plain.bandwidths());
    target[6] = mean(plain.rolloffs());
    target[7] = mean(plain.flatnesses());
    target[8] = plain.levelVariation();
    int next = 9;
    double[][] spectrogram = plain.spectrogram();
    for (int octave = 0; octave < OCTAVES; octave++) {
      target[next++] = mean(contrasts(spectrogram, octave));
    }
    double[] cepstrum = cosineTransform(meanOfRows(plain.melLevels()));
    for (int c = 1; c <= COEFFICIENTS; c++) {
      target[next++] = cepstrum[c];
    }
    for (double level : meanOfRows(plain.melLevels())) {
      target[next++] = level;
    }
    for (double change : plain.fluctuations()) {
      target[next++] = change;
    }
    return target;
  }

  private double moment(int order) {
    double sum = 0;
    for (float sample : samples) {
      sum += Math.pow(sample, order);
    }
    return sum / samples.length;
  }

  private double peak() {
    double peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  private double zeroCrossingRate() {
    int crossings = 0;
    for (int i = 1; i < samples.length; i++) {
      crossings += samples[i] < -1e-10 == samples[i - 1] < -1e-10 ? 0 : 1;
    }
    return (double) crossings / samples.length;
  }

  /** Magnitudes, a row for each short spectrum. */
  private double[][] spectrogram() {
    double[][] rows = new double[1 + (samples.length - N) / (N / 2)][BINS];
    for (int t = 0; t < rows.length; t++) {
      float[] spectrum = new float[2 * N];
      for (int i = 0; i < N; i++) {
        spectrum[2 * i] =
            (float) (samples[t * N / 2 + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / N)));
      }
      PlainSpectra.plan(N).complexForward(spectrum);
      for (int k = 0; k < BINS; k++) {
        rows[t][k] = Math.sqrt(Math.pow(spectrum[2 * k], 2) + Math.pow(spectrum[2 * k + 1], 2));
      }
    }
    return rows;
  }

  /** The part of each spectrum that sound of any rate reaches. */
  private double[][] shapes() {
    return Arrays.stream(spectrogram())
        .map(magnitude -> Arrays.copyOf(magnitude, SHAPE_BINS))
        .toArray(double[][]::new);
  }

  private double[] centroids() {
    return Arrays.stream(shapes()).mapToDouble(PlainSoundFeatures::centroid).toArray();
  }

  private static double centroid(double[] magnitude) {
    double sum = 0;
    double moment = 0;
    for (int k = 0; k < SHAPE_BINS; k++) {
      sum += magnitude[k];
      moment += magnitude[k] * k * RATE_HZ / N;
    }
    return moment / sum;
  }

  private double[] bandwidths() {
    return Arrays.stream(shapes())
        .mapToDouble(
            magnitude -> {
              double centroid = centroid(magnitude);
              double sum = 0;
              double moment = 0;
              for (int k = 0; k < SHAPE_BINS; k++) {
                sum += magnitude[k];
                moment += magnitude[k] * Math.pow(k * RATE_HZ / N - centroid, 2);
              }
              return Math.sqrt(moment / sum);
            })
        .toArray();
  }

  private double[] rolloffs() {
    return Arrays.stream(shapes())
        .mapToDouble(
            magnitude -> {
              double threshold = 0.85 * Arrays.stream(magnitude).sum();
              double sum = 0;
              int k = 0;
              for (sum = magnitude[0]; sum < threshold; sum += magnitude[k]) {
                k++;
              }
              return k * RATE_HZ / N;
            })
        .toArray();
  }

  private double[] flatnesses() {
    return Arrays.stream(shapes())
        .mapToDouble(
            magnitude -> {
              double logs = 0;
              double sum = 0;
              for (double m : magnitude) {
                double power = Math.max(LEAST_POWER, m * m);
                logs += Math.log(power);
                sum += power;
              }
              return Math.exp(logs / SHAPE_BINS) / (sum / SHAPE_BINS);
            })
        .toArray();
  }

  private static double[] contrasts(double[][] spectrogram, int octave) {
    double low = octave == 0 ? 0 : 200 * Math.pow(2, octave - 1);
    double high = 200 * Math.pow(2, octave);
    int first = (int) Math.ceil(low * N / RATE_HZ) - (octave == 0 ? 0 : 1);
    boolean isLast = octave == OCTAVES - 1;
    int last = isLast ? SHAPE_BINS : (int) Math.floor(high * N / RATE_HZ);
    int count = (int) Math.max(1, Math.rint(0.02 * (isLast ? last - first : last + 1 - first)));
    return Arrays.stream(spectrogram)
        .mapToDouble(
            magnitude -> {
              double[] band = Arrays.copyOfRange(magnitude, first, last);
              Arrays.sort(band);
              double valley = Arrays.stream(band, 0, count).average().orElseThrow();
              double peak =
                  Arrays.stream(band, band.length - count, band.length).average().orElseThrow();
              return db(peak) - db(valley);
            })
        .toArray();
  }

  /** Power densities relative to the mean square, dB re 1/Hz: a row for each short spectrum. */
  private double[][] melLevels() {
    double[][] mel = melMatrix();
    double[][] spectrogram = spectrogram();
    double[][] levels = new double[spectrogram.length][BANDS];
    for (int t = 0; t < levels.length; t++) {
      for (int b = 0; b < BANDS; b++) {
        double sum = 0;
        for (int k = 0; k < BINS; k++) {
          sum += mel[b][k] * power(spectrogram[t][k]);
        }
        levels[t][b] = db(sum);
      }
    }
    return levels;
  }

  private double power(double magnitude) {
    return 2 * magnitude * magnitude / (N * N * 0.375 * deviation * deviation);
  }

  private static double[][] melMatrix() {
    double from = MelScale.HTK.mel(50);
    double step = (MelScale.HTK.mel(7000) - from) / (BANDS + 1);
    double[][] matrix = new double[BANDS][BINS];
    for (int b = 0; b < BANDS; b++) {
      double low = MelScale.HTK.hz(from + b * step);
      double peak = MelScale.HTK.hz(from + (b + 1) * step);
      double high = MelScale.HTK.hz(from + (b + 2) * step);
      for (int k = 0; k < BINS; k++) {
        double hz = k * RATE_HZ / N;
        double height = Math.min((hz - low) / (peak - low), (high - hz) / (high - peak));
        matrix[b][k] = Math.max(0, height) * 2 / (high - low);
      }
    }
    return matrix;
  }

  private double levelVariation() {
    double[] levels =
        Arrays.stream(spectrogram())
            .mapToDouble(magnitude -> db(Arrays.stream(magnitude).map(this::power).sum()))
            .toArray();
    double mean = mean(levels);
    return Math.sqrt(
        Arrays.stream(levels).map(level -> Math.pow(level - mean, 2)).sum() / levels.length);
  }

  private double[] fluctuations() {
    double[][] levels = melLevels();
    double[] fluctuations = new double[BANDS];
    for (int b = 0; b < BANDS; b++) {
      double sum = 0;
      for (int t = 1; t < levels.length; t++) {
        sum += Math.abs(levels[t][b] - levels[t - 1][b]);
      }
      fluctuations[b] = Math.log(Math.max(1e-3, sum / (levels.length - 1)));
    }
    return fluctuations;
  }

  private static double[] cosineTransform(double[] values) {
    double[] result = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      for (int b = 0; b < values.length; b++) {
        result[k] += values[b] * Math.cos(Math.PI * k * (b + 0.5) / values.length);
      }
      result[k] *= Math.sqrt((k == 0 ? 1.0 : 2.0) / values.length);
    }
    return result;
  }

  private static double[] meanOfRows(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    return mean;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double db(double power) {
    return 10 * Math.log10(Math.max(LEAST_POWER, power));
  }
}
