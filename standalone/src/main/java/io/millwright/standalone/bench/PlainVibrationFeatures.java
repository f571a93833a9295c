package io.millwright.standalone.bench;

import io.millwright.contracts.asset.Kinematics;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.EnvelopeBand;
import io.millwright.models.signal.EnvelopeLine;
import io.millwright.models.signal.MachineLine;
import io.millwright.models.signal.VelocityBand;
import io.millwright.models.signal.VibrationFeatures;
import java.util.Objects;

/**
 * The features of {@link VibrationFeatures}, each computed by itself from the samples as a library
 * of such functions would do it: what the shared transform, the decimating demodulation and the
 * kept buffers are measured against. Same numbers, for frames that are long enough for the shaft's
 * orders and of machines of which everything is known.
 */
final class PlainVibrationFeatures {
  private static final double SPEED_TOLERANCE = 0.005;
  private static final double LINE_TOLERANCE = 0.002;
  private static final double RESOLVED_BINS = 3;
  private static final double SLIP = 0.015;
  private static final double NEIGHBOURHOOD_HZ = 8;
  private static final int NEIGHBOURHOOD_BINS = 6;
  private static final double LEVELLING_HZ = 400;
  private static final int NARROWEST_PARTS = 12; // of half the sample rate
  private static final int LEVEL_BANDS = 16;
  private static final double[] SHAFT_ORDERS = {0.5, 1, 1.5, 2, 2.5, 3};

  private final float[] samples;
  private final double sampleRateHz;
  private final int neighbourhood;

  private PlainVibrationFeatures(float[] samples, double sampleRateHz) {
    this.samples = samples;
    this.sampleRateHz = sampleRateHz;
    this.neighbourhood =
        Math.max(
            NEIGHBOURHOOD_BINS, (int) Math.round(NEIGHBOURHOOD_HZ * samples.length / sampleRateHz));
  }

  /** Features in the order of {@link VibrationFeatures#SCHEMA}. */
  static double[] extract(
      float[] samples,
      double sampleRateHz,
      double shaftHz,
      BearingFrequencies bearing,
      Kinematics kinematics) {
    PlainVibrationFeatures plain = new PlainVibrationFeatures(samples, sampleRateHz);
    double[] target = new double[VibrationFeatures.SCHEMA.featureNames().size()];
    plain.time(target);
    target[5] = plain.velocity(VelocityBand.at(shaftHz));
    int next = plain.shape(target, 6);
    next = plain.levels(target, next);
    next = plain.shaft(shaftHz, kinematics, target, next);
    next = plain.envelopes(shaftHz, bearing, target, next);
    plain.machine(shaftHz, kinematics, target, next);
    return target;
  }

  private double binHz() {
    return sampleRateHz / samples.length;
  }

  private void time(double[] target) {
    double deviation = Math.sqrt(moment(2));
    double mean = mean();
    double peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample - mean));
    }
    target[0] = deviation;
    target[1] = peak;
    target[2] = peak / deviation;
    target[3] = moment(4) / Math.pow(deviation, 4);
    target[4] = moment(3) / Math.pow(deviation, 3);
  }

  private double mean() {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    return sum / samples.length;
  }

  private double moment(int order) {
    double mean = mean();
    double sum = 0;
    for (float sample : samples) {
      sum += Math.pow(sample - mean, order);
    }
    return sum / samples.length;
  }

  /** Tapered spectrum of the velocity, which is the integral of the frame about its mean. */
  private double velocity(VelocityBand band) {
    float[] spectrum = PlainSpectra.complex(PlainSpectra.withoutMean(samples));
    int n = samples.length;
    double sum = 0;
    for (int k = 2; k < n / 2; k++) {
      double hz = k * binHz();
      if (hz >= band.fromHz() - 1e-9 && hz <= band.toHz() + 1e-9) {
        for (int part = 0; part < 2; part++) {
          double tapered = 0.5 * spectrum[2 * k + part] / k;
          tapered -= 0.25 * spectrum[2 * (k - 1) + part] / (k - 1);
          tapered -= 0.25 * spectrum[2 * (k + 1) + part] / (k + 1);
          sum += Math.pow(tapered / (2 * Math.PI * binHz()), 2);
        }
      }
    }
    return 1000 * Math.sqrt(2 * sum / 0.375) / n;
  }

  private int shape(double[] target, int at) {
    double[] power = PlainSpectra.taperedPower(samples);
    int last = power.length - 1;
    double total = 0;
    double first = 0;
    double logs = 0;
    for (int k = 1; k <= last; k++) {
      total += power[k];
      first += power[k] * k / last;
      logs += Math.log(power[k] + Float.MIN_NORMAL);
    }
    double second = 0;
    for (int k = 1; k <= last; k++) {
      second += power[k] * Math.pow((double) k / last - first / total, 2);
    }
    double below = 0;
    int k = 0;
    while (k < last && below < 0.85 * total) {
      below += power[++k];
    }
    target[at] = first / total;
    target[at + 1] = Math.sqrt(second / total);
    target[at + 2] = (double) k / last;
    target[at + 3] = Math.exp(logs / last) / (total / last);
    return at + 4;
  }

  private int levels(double[] target, int at) {
    double[] power = PlainSpectra.taperedPower(samples);
    double total = 0;
    for (int k = 1; k < power.length; k++) {
      total += power[k];
    }
    for (int band = 0; band < LEVEL_BANDS; band++) {
      double sum = 0;
      for (int k = Math.max(1, power.length * band / LEVEL_BANDS);
          k < power.length * (band + 1) / LEVEL_BANDS;
          k++) {
        sum += power[k];
      }
      target[at + band] = 10 * Math.log10((sum + Float.MIN_NORMAL) / total);
    }
    return at + LEVEL_BANDS;
  }

  private int shaft(double shaftHz, Kinematics kinematics, double[] target, int at) {
    int next = at;
    double[] amplitude = PlainSpectra.taperedAmplitude(samples);
    for (double order : SHAFT_ORDERS) {
      PlainProminence lines = ofShaft(amplitude, kinematics);
      double prominence = lines.lineDb(order * shaftHz);
      target[next++] = velocityOfLine(amplitude, lines.foundHz());
      target[next++] = prominence;
    }
    return next;
  }

  private PlainProminence ofShaft(double[] amplitude, Kinematics kinematics) {
    double mainsHz = 2 * Objects.requireNonNull(kinematics.lineFrequencyHz());
    return new PlainProminence(amplitude, binHz(), SPEED_TOLERANCE, neighbourhood)
        .avoiding(mainsHz, RESOLVED_BINS * binHz(), LINE_TOLERANCE);
  }

  /** Twice line frequency, vane pass and gear mesh, all of them known. */
  private void machine(double shaftHz, Kinematics kinematics, double[] target, int at) {
    int next = at;
    for (MachineLine line : MachineLine.values()) {
      double[] amplitude = PlainSpectra.taperedAmplitude(samples);
      PlainProminence lines =
          line == MachineLine.TWICE_LINE
              ? new PlainProminence(amplitude, binHz(), LINE_TOLERANCE, neighbourhood)
                  .avoiding(shaftHz, RESOLVED_BINS * binHz(), SPEED_TOLERANCE)
              : ofShaft(amplitude, kinematics);
      double hz = line.hz(kinematics, shaftHz);
      double db = lines.lineDb(hz);
      double sidebandHz = line.sidebandHz(kinematics, shaftHz);
      target[next++] = Double.isNaN(db) ? Double.NaN : velocityOfLine(amplitude, lines.foundHz());
      target[next++] = db;
      target[next++] =
          sidebandHz < RESOLVED_BINS * binHz() ? Double.NaN : lines.sidebandsDb(hz, sidebandHz);
    }
  }

  private double velocityOfLine(double[] amplitude, double hz) {
    int middle = (int) Math.round(hz / binHz());
    double squares = 0;
    double moment = 0;
    for (int k = middle - 1; k <= middle + 1; k++) {
      squares += Math.pow(amplitude[k], 2);
      moment += Math.pow(amplitude[k], 2) * k;
    }
    return 1000 * Math.sqrt(squares / 1.5) / (2 * Math.PI * moment / squares * binHz());
  }

  private int envelopes(double shaftHz, BearingFrequencies bearing, double[] target, int at) {
    int next = at;
    int[] band = kurtogram(target, next);
    next += 3;
    for (EnvelopeBand which : EnvelopeBand.values()) {
      float[] spectrum = PlainSpectra.complex(PlainSpectra.withoutMean(samples));
      int half = samples.length / 2;
      int first = Math.max(1, (int) (which.low() * half));
      int count = (int) (which.high() * half) - first;
      if (which == EnvelopeBand.KURTOGRAM) {
        first = band[0];
        count = Math.min(band[1] - 1, wholeBins());
      } else if (which == EnvelopeBand.LEVELLED) {
        spectrum = levelled(spectrum, (int) (LEVELLING_HZ / 2 / binHz()));
      } else if (which == EnvelopeBand.PREWHITENED) {
        spectrum = levelled(spectrum, 0);
      }
      double[] lines =
          PlainSpectra.taperedAmplitude(PlainSpectra.squaredEnvelope(spectrum, first, count));
      for (EnvelopeLine line : EnvelopeLine.values()) {
        target[next++] = lineDb(line, lines, shaftHz, bearing);
      }
    }
    return next;
  }

  private int wholeBins() {
    int half = samples.length / 2;
    return (int) (EnvelopeBand.WHOLE.high() * half) - (int) (EnvelopeBand.WHOLE.low() * half);
  }

  private double lineDb(
      EnvelopeLine line, double[] amplitude, double shaftHz, BearingFrequencies bearing) {
    PlainProminence lines = new PlainProminence(amplitude, binHz(), SLIP, neighbourhood);
    if (line.family() != EnvelopeLine.Family.SHAFT) {
      lines = lines.avoiding(shaftHz, RESOLVED_BINS * binHz(), SPEED_TOLERANCE);
    }
    double hz = line.order(bearing) * shaftHz;
    if (!line.name().endsWith("_SIDEBANDS")) {
      return lines.lineDb(hz);
    }
    boolean ofCage = line.family() == EnvelopeLine.Family.ROLLING_ELEMENT;
    return lines.sidebandsDb(hz, ofCage ? bearing.cage() * shaftHz : shaftHz);
  }

  /** Each line over the root mean square of those up to {@code half} away. */
  private float[] levelled(float[] spectrum, int half) {
    float[] levelled = new float[spectrum.length];
    int last = samples.length / 2;
    double[] cumulated = new double[last + 1];
    for (int k = 1; k < last; k++) {
      cumulated[k + 1] =
          cumulated[k] + Math.pow(spectrum[2 * k], 2) + Math.pow(spectrum[2 * k + 1], 2);
    }
    for (int k = 1; k < last; k++) {
      int from = Math.max(1, k - half);
      int to = Math.min(last, k + half + 1);
      double level =
          half == 0
              ? Math.hypot(spectrum[2 * k], spectrum[2 * k + 1])
              : Math.sqrt((cumulated[to] - cumulated[from]) / (to - from));
      levelled[2 * k] = (float) (spectrum[2 * k] / level);
      levelled[2 * k + 1] = (float) (spectrum[2 * k + 1] / level);
    }
    return levelled;
  }

  /** First bin and number of bins of the most impulsive band, whose kurtosis is written. */
  private int[] kurtogram(double[] target, int at) {
    float[] spectrum = PlainSpectra.complex(PlainSpectra.withoutMean(samples));
    int[] best = {0, 0};
    double score = Double.NEGATIVE_INFINITY;
    for (int parts : new int[] {1, 2, 3, 4, 6, 8, NARROWEST_PARTS}) {
      for (int i = 0; i < parts; i++) {
        int first = Math.max(1, (int) Math.round((double) i / parts * samples.length / 2));
        int count = (int) Math.round((i + 1.0) / parts * samples.length / 2) - first;
        double kurtosis = kurtosis(spectrum, first, count);
        double lower = kurtosis - 4 / Math.sqrt(count * 0.875);
        if (lower > score) {
          score = lower;
          best = new int[] {first, count};
          int used = Math.min(count - 1, wholeBins());
          target[at] = (first + used / 2.0) * binHz();
          target[at + 1] = used * binHz();
          target[at + 2] = kurtosis;
        }
      }
    }
    return best;
  }

  private static double kurtosis(float[] spectrum, int first, int count) {
    int points = Math.max(2, Integer.highestOneBit(count - 1) * 2);
    float[] envelope = new float[2 * points];
    System.arraycopy(spectrum, 2 * first, envelope, 0, 2 * count);
    PlainSpectra.plan(points).complexInverse(envelope, true);
    double second = 0;
    double fourth = 0;
    for (int i = points / 16; i < points - points / 16; i++) {
      double magnitude = Math.hypot(envelope[2 * i], envelope[2 * i + 1]);
      second += Math.pow(magnitude, 2);
      fourth += Math.pow(magnitude, 4);
    }
    int used = points - 2 * (points / 16);
    return fourth / used / Math.pow(second / used, 2) - 2;
  }
}
