package io.millwright.alerts.parts;

import io.millwright.contracts.asset.SparePart;
import org.jspecify.annotations.Nullable;

/**
 * What stock of a part is to achieve, and what it costs.
 *
 * <p>The policy is base stock with one-for-one replenishment, (S − 1, S): whatever is taken is
 * ordered again, so that shelf and orders together hold S. What is ordered now is there after the
 * lead time L; by then everything that was on order is there, too, so the pieces left are the
 * position less the demand D within L, and missing pieces wait for the next arrival. Hence
 *
 * <ul>
 *   <li>with a service level α, S is the least number with P(D ≤ S) ≥ α;
 *   <li>with a holding cost h and a shortage cost b, both a piece and day, the cost rate is h·E[(S
 *       − D)⁺] + b·E[(D − S)⁺], and the least S with P(D ≤ S) ≥ b/(b + h) makes it smallest.
 * </ul>
 *
 * <p>The ratio is that of the newsvendor, but D is the demand within a lead time and nothing is
 * thrown away at its end: pieces that are left stay. If both are declared, the higher target holds.
 * See E. A. Silver, D. F. Pyke and R. Peterson, Inventory Management and Production Planning and
 * Scheduling, 3rd ed., Wiley 1998, ch. 7 and 8; C. C. Sherbrooke, Optimal Inventory Modeling of
 * Systems, 2nd ed., Kluwer 2004, ch. 2; P. H. Zipkin, Foundations of Inventory Management,
 * McGraw-Hill 2000, ch. 6. That S follows the state of the machines is J.-S. Song and P. Zipkin,
 * "Inventory control in a fluctuating demand environment", Operations Research 41 (1993) 351–370,
 * doi:10.1287/opre.41.2.351.
 *
 * @param serviceLevel α, 0 to 1, both excluded
 * @param holdingPerDay h, money a piece and day; null if not declared
 * @param shortagePerDay b, money a missing piece and day; null if not declared
 * @param words where the level comes from
 */
record StockTarget(
    double serviceLevel,
    @Nullable Double holdingPerDay,
    @Nullable Double shortagePerDay,
    String words) {
  private static final double DAYS_PER_YEAR = 365.25;

  /** The target of a part. */
  static StockTarget of(SparePart part, PartsRule rule) {
    Double price = part.unitCost();
    Double rate = part.holdingRate();
    Double holding = price == null || rate == null ? null : price * rate / DAYS_PER_YEAR;
    Double shortage = part.shortageCostPerDay();
    Double declared = part.serviceLevel();
    if (holding == null || shortage == null) {
      return declared == null
          ? new StockTarget(rule.serviceLevel(), holding, null, "the plant's service level")
          : new StockTarget(declared, holding, null, "the part's service level");
    }
    // Kept below one: a shortage that costs beyond all measure still asks for a finite stock.
    double ratio = Math.min(shortage / (shortage + holding), Math.nextDown(1.0));
    return declared != null && declared > ratio
        ? new StockTarget(declared, holding, shortage, "the part's service level")
        : new StockTarget(ratio, holding, shortage, "the least cost of holding and being short");
  }

  /** S. */
  int baseStock(PoissonBinomial demand) {
    return demand.quantile(serviceLevel);
  }

  /**
   * Mean cost of holding and being short, in a year at this rate; null if not declared.
   *
   * @param position pieces on the shelf and on order, less those reserved
   */
  @Nullable Double costPerYear(PoissonBinomial demand, int position) {
    if (holdingPerDay == null || shortagePerDay == null) {
      return null;
    }
    double missing = demand.expectedAbove(position);
    double left = Math.max(0, position - demand.mean() + missing);
    return DAYS_PER_YEAR * (holdingPerDay * left + shortagePerDay * missing);
  }
}
