package io.millwright.models.signal;

import java.util.SplittableRandom;

/**
 * Vibration of a bearing with a local fault: each impact rings a resonance that dies away, the
 * distance of impacts wanders by slip, the load modulates them, and there is noise (P. McFadden, J.
 * Smith, 1984, doi:10.1016/0022-460X(84)90595-9; slip after J. Antoni, R. B. Randall, 2003).
 */
public final class SimulatedBearing {
  /** SKF 6205: 9 balls of 7.94 mm on a pitch circle of 39.04 mm. */
  public static final BearingFrequencies ORDERS =
      new BearingFrequencies(3.5848, 5.4152, 0.39828, 2.35675);

  private SimulatedBearing() {}

  /**
   * @param impactsPerRevolution of the shaft; 0 for a sound bearing
   * @param modulationOrder at which the load zone is passed, in orders of the shaft; 0 for a fault
   *     that stands still
   * @param amplitude of an impact in m/s² over noise of 1 m/s² RMS
   */
  public static float[] acceleration(
      double sampleRateHz,
      int samples,
      double shaftHz,
      double impactsPerRevolution,
      double modulationOrder,
      double amplitude,
      long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sum = new double[samples];
    for (int i = 0; i < samples; i++) {
      sum[i] = gaussian(random);
    }
    double resonanceHz = sampleRateHz / 4;
    if (impactsPerRevolution > 0) {
      double period = 1 / (impactsPerRevolution * shaftHz);
      for (double t = period * random.nextDouble();
          t < samples / sampleRateHz;
          t += period * (1 + 0.01 * gaussian(random))) {
        double load =
            modulationOrder > 0
                ? 0.5 + 0.5 * Math.cos(2 * Math.PI * modulationOrder * shaftHz * t)
                : 1;
        ring(sum, sampleRateHz, t, amplitude * load, resonanceHz);
      }
    }
    float[] acceleration = new float[samples];
    for (int i = 0; i < samples; i++) {
      acceleration[i] = (float) sum[i];
    }
    return acceleration;
  }

  private static void ring(
      double[] sum, double sampleRateHz, double start, double amplitude, double resonanceHz) {
    double decay = 1500; // a second; gone after some 3 ms
    for (int i = (int) Math.ceil(start * sampleRateHz); i < sum.length; i++) {
      double age = i / sampleRateHz - start;
      if (age * decay > 8) {
        return;
      }
      sum[i] += amplitude * Math.exp(-decay * age) * Math.sin(2 * Math.PI * resonanceHz * age);
    }
  }

  private static double gaussian(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
