package io.millwright.models.training;

import io.millwright.models.training.RunToFailureTable.History;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Simulated lives of pumps, in hours: load wanders, wear begins at a random time and shows in
 * vibration and temperature, which depend on the load too; the current only depends on the load.
 */
public final class WearingPumps {
  public static final List<String> CHANNELS =
      List.of("load", "vibration", "temperature", "current");

  private WearingPumps() {}

  public static RunToFailureTable table(int pumps, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<History> histories = new ArrayList<>();
    for (int p = 0; p < pumps; p++) {
      int hours = 150 + random.nextInt(150);
      double wearSpan = 70 + random.nextInt(60);
      double[] elapsed = new double[hours];
      double[][] values = new double[hours][];
      for (int h = 0; h < hours; h++) {
        double load = 0.6 + 0.4 * random.nextDouble();
        double wear = Math.max(0, 1 - (hours - 1 - h) / wearSpan);
        double vibration = 1 + load + 4 * wear * wear + 0.1 * gauss(random);
        double temperature = 40 + 20 * load + 15 * wear + 0.5 * gauss(random);
        elapsed[h] = h + 1;
        values[h] = new double[] {load, vibration, temperature, 10 * load + 0.05 * gauss(random)};
      }
      histories.add(new History("pump-" + (p + 1), elapsed, values));
    }
    return new RunToFailureTable(CHANNELS, List.of("load"), histories);
  }

  /** A normal deviate, near enough: twelve uniform ones. */
  private static double gauss(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
