package io.millwright.standalone.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Runs a candidate and its baseline in turn, in one thread, and takes medians, so that neither the
 * warm-up nor another process on the machine favours one of them. A second is one of processor time
 * of this thread; what the collector does for a baseline that allocates is not counted against it.
 */
final class PairedRuns {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int pairs;
  private final double seconds;

  /**
   * @param pairs pairs behind the medians
   * @param seconds how long one run takes at least; twice as long a run of either comes before
   */
  PairedRuns(int pairs, double seconds) {
    if (pairs < 1 || !(seconds > 0)) {
      throw new IllegalArgumentException("need pairs and seconds above 0");
    }
    this.pairs = pairs;
    this.seconds = seconds;
  }

  int pairs() {
    return pairs;
  }

  /**
   * Compares two that do the same.
   *
   * @param worth how many units one call of either is worth; the values are units per second
   */
  Benchmark compare(
      String name,
      String unit,
      double worth,
      Runnable candidate,
      String baselineName,
      Runnable baseline) {
    callsPerSecond(candidate, 2 * seconds);
    callsPerSecond(baseline, 2 * seconds);
    double[] values = new double[pairs];
    double[] baselineValues = new double[pairs];
    double[] ratios = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      values[pair] = worth * callsPerSecond(candidate, seconds);
      baselineValues[pair] = worth * callsPerSecond(baseline, seconds);
      ratios[pair] = values[pair] / baselineValues[pair];
    }
    return new Benchmark(
        name, unit, median(values), baselineName, median(baselineValues), median(ratios));
  }

  private static double callsPerSecond(Runnable work, double seconds) {
    long enough = (long) (seconds * 1e9);
    long start = THREADS.getCurrentThreadCpuTime();
    long spent = 0;
    long calls = 0;
    while (spent < enough) {
      work.run();
      calls++;
      spent = THREADS.getCurrentThreadCpuTime() - start;
    }
    return calls * 1e9 / spent;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
