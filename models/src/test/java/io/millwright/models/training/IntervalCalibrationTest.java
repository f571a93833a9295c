package io.millwright.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.models.prognosis.LifeInterval;
import io.millwright.models.training.IntervalCalibration.HeldOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalCalibrationTest {
  /** Machines whose estimates are off by an error of their own that grows with the life left. */
  private static List<HeldOut> machines(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<HeldOut> machines = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      double bias = random.nextDouble() - 0.5;
      int rows = 100 + random.nextInt(200);
      double[] estimates = new double[rows];
      double[] truths = new double[rows];
      for (int i = 0; i < rows; i++) {
        truths[i] = Math.min(1, (rows - 1 - i) / 125.0);
        double error = (0.05 + 0.3 * truths[i]) * (bias + 0.3 * (random.nextDouble() - 0.5));
        estimates[i] = Math.max(0, Math.min(1, truths[i] + error));
      }
      machines.add(new HeldOut(estimates, truths));
    }
    return machines;
  }

  @Test
  void holdsNineInTenOfMachinesItNeverSaw() {
    LifeInterval interval = IntervalCalibration.calibrate(machines(100, 1));

    // Standard error over 400 machines, with a machine's readings nearly all right or all wrong:
    // 1.5 %.
    assertThat(IntervalCalibration.coverage(interval, machines(400, 2))).isBetween(0.86, 0.94);
  }

  @Test
  void isNarrowerWhereErrorsAreSmaller() {
    LifeInterval interval = IntervalCalibration.calibrate(machines(100, 1));

    double nearTheEnd = interval.upper(0.1) - interval.lower(0.1);
    double farFromIt = interval.upper(0.7) - interval.lower(0.7);
    assertThat(nearTheEnd).isLessThan(0.6 * farFromIt);
  }

  @Test
  void aLongLivedMachineHasNoMoreVotesThanAShortLivedOne() {
    HeldOut shortLife = new HeldOut(new double[] {0.5, 0.4}, new double[] {0.5, 0.4});
    HeldOut longLife = new HeldOut(new double[400], filled(400, 0.9));
    LifeInterval narrow = new LifeInterval(new double[] {0, 1}, new double[2], new double[2]);

    assertThat(IntervalCalibration.coverage(narrow, List.of(shortLife, longLife))).isEqualTo(0.5);
  }

  private static double[] filled(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }
}
