package io.millwright.models.training;

import io.millwright.models.prognosis.LifeInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Locally weighted split conformal intervals, calibrated by machine.
 *
 * <p>V. Vovk, A. Gammerman, G. Shafer, "Algorithmic Learning in a Random World", 2005; local
 * weights after J. Lei et al., "Distribution-Free Predictive Inference for Regression", JASA 2018,
 * doi:10.1080/01621459.2017.1307116. Rows of one machine are not exchangeable with those of
 * another, so a machine has one vote: the chance that its interval holds at a reading drawn, with
 * even odds, from its whole life or from the part below the cap. (The easy readings at the cap are
 * about half of a life and would otherwise pay for the rest.) Two steps: around each estimate the
 * shortest interval of signed residuals that holds 90 %, then one factor on all of them that brings
 * the coverage over machines to 90 %. The usual (n + 1)/n is left out: the residuals are of models
 * that saw fewer machines than the one served, and wide enough for that.
 */
final class IntervalCalibration {
  static final double COVERAGE = 0.9;

  private static final int KNOTS = 21;
  private static final double HALF_WIDTH = 0.08;

  /** Fewer machines near an estimate than this and the neighbourhood grows. */
  private static final int MIN_MACHINES = 20;

  /**
   * No more than this share of lives may end before the lower bound: maintenance is planned by it.
   */
  private static final double MAX_LOWER_TAIL = 0.05;

  private static final int TAIL_STEPS = 10;
  private static final double MAX_FACTOR = 5;

  private IntervalCalibration() {}

  /**
   * What a model that never saw a machine said about it.
   *
   * @param estimates by reading, as a share of the cap
   * @param truths min(life, cap) as a share of the cap
   */
  @SuppressWarnings("ArrayRecordComponent") // read only
  record HeldOut(double[] estimates, double[] truths) {
    /** The chance that a reading is drawn; they sum to one. */
    double[] votes() {
      return EvenOdds.votes(truths, 1);
    }
  }

  private record Residual(int machine, double estimate, double residual, double vote) {}

  static LifeInterval calibrate(List<HeldOut> machines) {
    List<Residual> residuals = new ArrayList<>();
    for (int m = 0; m < machines.size(); m++) {
      HeldOut machine = machines.get(m);
      double[] votes = machine.votes();
      for (int i = 0; i < votes.length; i++) {
        double estimate = machine.estimates()[i];
        residuals.add(new Residual(m, estimate, machine.truths()[i] - estimate, votes[i]));
      }
    }
    residuals.sort(Comparator.comparingDouble(Residual::residual));
    double[] knots = new double[KNOTS];
    double[] below = new double[KNOTS];
    double[] above = new double[KNOTS];
    for (int k = 0; k < KNOTS; k++) {
      knots[k] = (double) k / (KNOTS - 1);
      shortest(
          near(residuals, knots[k], Math.min(MIN_MACHINES, machines.size())),
          k,
          knots[k],
          below,
          above);
    }
    return scaled(new LifeInterval(knots, below, above), machines);
  }

  /** Neighbours by estimate, their votes fading with distance; in the order of the residuals. */
  private static List<Residual> near(List<Residual> residuals, double knot, int minMachines) {
    for (double width = HALF_WIDTH; ; width *= 1.5) {
      List<Residual> near = new ArrayList<>();
      Set<Integer> machines = new HashSet<>();
      for (Residual r : residuals) {
        double closeness = 1 - Math.abs(r.estimate() - knot) / width;
        if (closeness > 0) {
          near.add(new Residual(r.machine(), r.estimate(), r.residual(), r.vote() * closeness));
          machines.add(r.machine());
        }
      }
      if (machines.size() >= minMachines || width > 1) {
        return near;
      }
    }
  }

  private static void shortest(
      List<Residual> sorted, int k, double knot, double[] below, double[] above) {
    double bestWidth = Double.POSITIVE_INFINITY;
    for (int step = TAIL_STEPS; step >= 0; step--) {
      double tail = MAX_LOWER_TAIL * step / TAIL_STEPS;
      // Clamped to what can be served: nothing below 0, nothing above the cap.
      double low = Math.min(0, Math.max(-knot, quantile(sorted, tail)));
      double high = Math.max(0, Math.min(1 - knot, quantile(sorted, COVERAGE + tail)));
      if (high - low < bestWidth - 1e-9) {
        bestWidth = high - low;
        below[k] = low;
        above[k] = high;
      }
    }
  }

  private static double quantile(List<Residual> sorted, double q) {
    double total = 0;
    for (Residual r : sorted) {
      total += r.vote();
    }
    double sum = 0;
    for (Residual r : sorted) {
      sum += r.vote();
      if (sum >= q * total) {
        return r.residual();
      }
    }
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1).residual();
  }

  private static LifeInterval scaled(LifeInterval local, List<HeldOut> machines) {
    double low = 0;
    double high = MAX_FACTOR;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (coverage(times(local, middle), machines) >= COVERAGE) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return times(local, high);
  }

  private static LifeInterval times(LifeInterval interval, double factor) {
    double[] below = interval.below().clone();
    double[] above = interval.above().clone();
    for (int i = 0; i < below.length; i++) {
      below[i] *= factor;
      above[i] *= factor;
    }
    return new LifeInterval(interval.knots(), below, above);
  }

  /** Mean over machines of the chance that the interval holds at a reading drawn as above. */
  static double coverage(LifeInterval interval, List<HeldOut> machines) {
    double sum = 0;
    for (HeldOut machine : machines) {
      double[] votes = machine.votes();
      for (int i = 0; i < votes.length; i++) {
        double estimate = machine.estimates()[i];
        double truth = machine.truths()[i];
        if (interval.lower(estimate) <= truth && truth <= interval.upper(estimate)) {
          sum += votes[i];
        }
      }
    }
    return sum / machines.size();
  }
}
