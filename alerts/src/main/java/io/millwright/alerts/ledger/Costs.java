package io.millwright.alerts.ledger;

import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Criticality;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the plant declares of costs. Nothing has a default: a figure that nobody stands for is no
 * figure.
 *
 * @param currency ISO 4217 code of all amounts; null: nothing is valued
 * @param declaredBy who stands for the figures, and since when; needed with any of them
 * @param platformPerMonth what the platform costs in a calendar month; null if not declared
 * @param inspectionHours of one inspection; null if not declared
 * @param inspectionRate cost of an hour of inspection; null if not declared
 * @param energyPerKwh price of energy; null if not declared
 * @param failureProbability that an item would have failed, had it not been repaired
 * @param failures consequences of failures; of the rows that fit a machine and declare a figure the
 *     most precise counts: class and criticality, class, criticality, any
 */
public record Costs(
    @Nullable String currency,
    @Nullable String declaredBy,
    @Nullable Double platformPerMonth,
    @Nullable Double inspectionHours,
    @Nullable Double inspectionRate,
    @Nullable Double energyPerKwh,
    ByPriority failureProbability,
    List<FailureCost> failures) {

  static final Costs NONE =
      new Costs(
          null, null, null, null, null, null, new ByPriority(null, null, null, null), List.of());

  /**
   * A probability by the priority of the case when it was closed: the severity that was found at
   * last, and the criticality. An assumption of the plant, in [0, 1].
   */
  public record ByPriority(
      @Nullable Double urgent,
      @Nullable Double high,
      @Nullable Double medium,
      @Nullable Double low) {
    public ByPriority {
      for (Double p : new @Nullable Double[] {urgent, high, medium, low}) {
        if (p != null && !(p >= 0 && p <= 1)) {
          throw new IllegalArgumentException("a probability of failure is between 0 and 1");
        }
      }
    }

    @Nullable Double of(Priority priority) {
      return switch (priority) {
        case URGENT -> urgent;
        case HIGH -> high;
        case MEDIUM -> medium;
        case LOW -> low;
      };
    }
  }

  /**
   * What a failure costs, for the machines of a class and criticality.
   *
   * @param equipmentClass class in lower case; null: of any
   * @param criticality null: of any
   * @param downtimeHours that a failure takes; where the end of a failure was told, the time it
   *     really took counts instead
   * @param costPerHour of downtime
   * @param correctiveRepair cost of the repair after a failure
   * @param plannedRepair cost of the repair before it
   */
  public record FailureCost(
      @Nullable String equipmentClass,
      @Nullable Criticality criticality,
      @Nullable Double downtimeHours,
      @Nullable Double costPerHour,
      @Nullable Double correctiveRepair,
      @Nullable Double plannedRepair) {
    public FailureCost {
      nonNegative("downtimeHours", downtimeHours);
      nonNegative("costPerHour", costPerHour);
      nonNegative("correctiveRepair", correctiveRepair);
      nonNegative("plannedRepair", plannedRepair);
    }

    private boolean fits(String ofClass, Criticality of) {
      return (equipmentClass == null
              || equipmentClass.toLowerCase(Locale.ROOT).equals(ofClass.toLowerCase(Locale.ROOT)))
          && (criticality == null || criticality == of);
    }

    private int precision() {
      return (equipmentClass == null ? 0 : 2) + (criticality == null ? 0 : 1);
    }
  }

  public Costs {
    failures = List.copyOf(failures);
    nonNegative("platformPerMonth", platformPerMonth);
    nonNegative("inspectionHours", inspectionHours);
    nonNegative("inspectionRate", inspectionRate);
    nonNegative("energyPerKwh", energyPerKwh);
    boolean any =
        platformPerMonth != null
            || inspectionHours != null
            || inspectionRate != null
            || energyPerKwh != null
            || !failures.isEmpty();
    if (any && (isBlank(currency) || isBlank(declaredBy))) {
      throw new IllegalArgumentException(
          "costs need their currency and declaredBy: who stands for them");
    }
  }

  /** The most precise row that fits and has the figure speaks for it; null if none has. */
  @Nullable Double failure(
      String equipmentClass,
      Criticality criticality,
      Function<FailureCost, @Nullable Double> figure) {
    return failures.stream()
        .filter(row -> row.fits(equipmentClass, criticality) && figure.apply(row) != null)
        .max(Comparator.comparingInt(FailureCost::precision))
        .map(figure)
        .orElse(null);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static void nonNegative(String name, @Nullable Double value) {
    if (value != null && !(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must not be negative");
    }
  }
}
