package io.millwright.contracts.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good the calls were and how often machines failed, over a window of event time; definitions
 * and their sources are in docs/kpis.md. The whole snapshot travels on {@code
 * millwright.performance}.
 *
 * @param scopeId kind and name of the scope: {@code plant}, {@code class/pump}, {@code
 *     item/pump/bearing}, {@code model/Millwright 0.1.0, …}
 * @param scope kind of scope
 * @param from begin of the window
 * @param to end of it: the plant's time now
 * @param planningTime that a lead must exceed to be actionable; null if none is declared
 * @param calls what became of the cases
 * @param leadTimes how long before failures the right calls came
 * @param reliability of the machines; null for a model, which no failure without call belongs to,
 *     and where no machine declares the item
 * @param calibration of the intervals of remaining life; null in reports written before it was
 *     counted
 */
public record PerformanceReport(
    String scopeId,
    Scope scope,
    Instant from,
    Instant to,
    @Nullable Duration planningTime,
    Calls calls,
    LeadTimes leadTimes,
    @Nullable Reliability reliability,
    @Nullable Calibration calibration) {

  /** What a report is about. */
  public enum Scope {
    PLANT,
    /** An equipment class. */
    CLASS,
    /** A maintainable item of an equipment class. */
    ITEM,
    /** The version of the platform and its models that opened the cases. */
    MODEL
  }

  /**
   * What became of the cases of the window. Right calls are those repaired in time, failed first
   * and confirmed; false ones found nothing or were accepted as normal; the others are neither, and
   * stand apart.
   *
   * @param repairedInTime repaired before a failure, with a report of what was found
   * @param failedFirst failed after the call, before a repair
   * @param confirmed a fault was found, the repair is still to come
   * @param nothingFound an inspection found nothing and no failure followed within the horizon
   * @param nothingFoundOpen those of them whose horizon has not ended yet
   * @param acceptedAsNormal accepted as normal and no failure followed within the horizon
   * @param contradicted nothing found or accepted, but the item failed within the horizon
   * @param late opened when the item had failed already
   * @param repairedUnsaid closed as repaired, without a report of what was found
   * @param unanswered open
   * @param precision right calls among right and false ones; null if there are none
   */
  public record Calls(
      int repairedInTime,
      int failedFirst,
      int confirmed,
      int nothingFound,
      int nothingFoundOpen,
      int acceptedAsNormal,
      int contradicted,
      int late,
      int repairedUnsaid,
      int unanswered,
      @Nullable Share precision) {}

  /**
   * From the opening of a right call to the failure. A repair hides when the failure would have
   * come: of such calls the lead is known to be at least the time to the repair.
   *
   * @param exact calls whose item failed
   * @param atLeast calls that were repaired or confirmed before a failure
   * @param medianExactHours of the former; null if there are none
   * @param medianAtLeastHours of the latter; null if there are none
   * @param quantiles of all, by the estimator of Kaplan and Meier
   * @param actionable leads above the planning time, among all: a share of at least; null if there
   *     are none or no planning time is declared
   * @param actionableUnknown of these, repaired within the planning time: nobody knows whether they
   *     were longer
   */
  public record LeadTimes(
      int exact,
      int atLeast,
      @Nullable Double medianExactHours,
      @Nullable Double medianAtLeastHours,
      List<Quantile> quantiles,
      @Nullable Share actionable,
      int actionableUnknown) {
    public LeadTimes {
      quantiles = List.copyOf(quantiles);
    }
  }

  /**
   * A quantile of the lead.
   *
   * @param share of calls with a shorter lead or this one
   * @param hours the lead; null if too many were repaired to tell
   */
  public record Quantile(double share, @Nullable Double hours) {}

  /**
   * Failures, and the time over which they were counted.
   *
   * @param assets machines under observation
   * @param assetYears observed time of all of them, of 365.25 days; calendar time, without silence
   * @param failures in the window
   * @param called with a case opened before and open at the failure
   * @param calledNotFound with a case that had been closed as nothing found or as normal
   * @param missed without either
   * @param missedShare missed among failures; null without failures
   * @param falseCallsPerAssetYear false calls over asset-years; null without observed time
   * @param mtbfHours observed calendar time over failures; null without failures
   * @param restored failures whose end was told
   * @param mttrHours mean time from a failure until it was restored; null if none was
   * @param acknowledged alarms of these machines that were acknowledged; 0 for an item
   * @param mttaSeconds mean time from an alarm until it was acknowledged; null if none was
   */
  public record Reliability(
      int assets,
      double assetYears,
      int failures,
      int called,
      int calledNotFound,
      int missed,
      @Nullable Share missedShare,
      @Nullable Double falseCallsPerAssetYear,
      @Nullable Double mtbfHours,
      int restored,
      @Nullable Double mttrHours,
      long acknowledged,
      @Nullable Double mttaSeconds) {}

  /**
   * Whether intervals of remaining life held what came. Of each right call the first interval in
   * hours that its case told is compared with the calendar time until the item failed: one a case,
   * for those of one case are nearly the same statement. Lives are hours of running, so a machine
   * that stood meanwhile counts as failed later than it did. Who repairs the worst first sees the
   * short lives only: a repair hides the failure.
   *
   * @param held failed within the interval
   * @param sooner failed before its lower bound
   * @param later failed after its upper bound
   * @param outlived repaired after its upper bound, so the interval did not hold either; not in
   *     {@code coverage}, since repairs within an interval are not
   * @param hidden repaired before its upper bound: nobody knows
   * @param promised mean coverage that the intervals of those that failed promised; null without
   * @param coverage held among held, sooner and later; null without failures
   */
  public record Calibration(
      int held,
      int sooner,
      int later,
      int outlived,
      int hidden,
      @Nullable Double promised,
      @Nullable Share coverage) {}
}
