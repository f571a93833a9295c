package io.millwright.alerts.energy;

import java.util.ArrayList;
import java.util.List;

/**
 * Power of healthy running, from the means of whole hours of it. The median of the hours is the
 * power: a few odd hours do not move it. Hours instead of readings, because readings that follow
 * each other say nearly the same, and an error made of them would look far too small (batch means:
 * Schmeiser 1982, Batch size effects in the analysis of simulation output,
 * doi:10.1287/opre.30.3.556). The newest hours count, so that a slow drift is not called waste.
 * Immutable.
 *
 * @param hours means in kW, newest last
 */
public record Baseline(List<Double> hours) {
  /** Hours of which a spread can be told. */
  static final int FEWEST = 3;

  /** A week. */
  static final int MOST = 168;

  public static final Baseline NONE = new Baseline(List.of());

  public Baseline {
    hours = List.copyOf(hours);
  }

  Baseline plus(double kilowatts) {
    List<Double> more = new ArrayList<>(hours);
    more.add(kilowatts);
    return new Baseline(more.size() > MOST ? more.subList(1, more.size()) : more);
  }

  /** In kW; NaN without hours. */
  double median() {
    double[] sorted = hours.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** Standard deviation of the hours in kW; odd hours widen it, which books less. */
  double deviation() {
    double mean = hours.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = hours.stream().mapToDouble(h -> (h - mean) * (h - mean)).sum();
    return Math.sqrt(squares / Math.max(1, hours.size() - 1));
  }
}
