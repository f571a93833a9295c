package io.millwright.contracts.advisory;

import io.millwright.contracts.asset.AssetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many pieces of a spare part to keep and to order, from the remaining lives of the machines
 * that may need it. A machine calculated it; nothing is ordered by it. The whole snapshot travels
 * on {@code millwright.spare-advice}. Figures are rounded to four digits.
 *
 * @param partNumber the part
 * @param revision counts the snapshots of this part from 1
 * @param name for people
 * @param declared whether the plant declares the part; if not, nothing is known of its stock and
 *     lead time, and it is here because orders need it
 * @param stock pieces on the shelf as declared
 * @param used pieces that completed orders took since the declaration
 * @param onOrder pieces on their way, as declared
 * @param reserved pieces set aside for approved orders
 * @param leadTime from order to shelf
 * @param expectedDemand mean number of pieces that failures ask for within the lead time, beyond
 *     what is reserved
 * @param serviceLevel probability that the base stock is to last through a lead time
 * @param baseStock pieces to have on the shelf and on order, beyond what is reserved: the least
 *     number that reaches the service level
 * @param orderQuantity pieces to order now
 * @param orderBy latest time at which the next piece can be ordered without falling below the
 *     service level; null if not within two years
 * @param stockOutRisk probability that failures within the lead time ask for more than there is, if
 *     nothing is ordered
 * @param advisedStockOutRisk the same once the advice is followed
 * @param expectedShortage mean number of pieces that are missing at the end of the lead time, if
 *     nothing is ordered
 * @param advisedExpectedShortage the same once the advice is followed
 * @param costPerYear of holding and of being short at this rate, if nothing is ordered; null if
 *     costs are not declared
 * @param advisedCostPerYear the same once the advice is followed
 * @param orderCost price of what to order; null if not declared
 * @param coveredAssets machines whose failure is counted
 * @param uncoveredAssets machines that may need the part and of which nothing is known
 * @param needs the machines most likely to need it, at most twenty
 * @param uncovered machines that are not counted, at most twenty
 * @param shortages approved orders that will not have it in time
 * @param basis in words: how it was calculated, with which models, and that a machine did
 * @param updatedAt wall-clock time of this snapshot
 */
public record SpareAdvice(
    String partNumber,
    int revision,
    String name,
    boolean declared,
    int stock,
    int used,
    int onOrder,
    int reserved,
    Duration leadTime,
    double expectedDemand,
    double serviceLevel,
    int baseStock,
    int orderQuantity,
    @Nullable Instant orderBy,
    double stockOutRisk,
    double advisedStockOutRisk,
    double expectedShortage,
    double advisedExpectedShortage,
    @Nullable Double costPerYear,
    @Nullable Double advisedCostPerYear,
    @Nullable Double orderCost,
    int coveredAssets,
    int uncoveredAssets,
    List<Need> needs,
    List<Uncovered> uncovered,
    List<Shortage> shortages,
    String basis,
    Instant updatedAt) {

  /**
   * A machine that may need the part.
   *
   * @param assetId the machine
   * @param probability that it needs a piece within the lead time
   * @param pieces mean number of pieces
   * @param reason where the probability comes from, in words
   */
  public record Need(AssetId assetId, double probability, double pieces, String reason) {}

  /**
   * A machine that may need the part and is not counted.
   *
   * @param assetId the machine
   * @param reason why it is not counted
   */
  public record Uncovered(AssetId assetId, String reason) {}

  /**
   * An approved order that will not have its pieces in time.
   *
   * @param workOrderId the order
   * @param assetId the machine
   * @param missing pieces
   * @param neededBy when they must be there
   * @param earliest when they can be there if they are ordered now; null if the lead time is not
   *     known
   */
  public record Shortage(
      String workOrderId,
      AssetId assetId,
      int missing,
      Instant neededBy,
      @Nullable Instant earliest) {}

  public SpareAdvice {
    needs = List.copyOf(needs);
    uncovered = List.copyOf(uncovered);
    shortages = List.copyOf(shortages);
  }

  /** Whether another snapshot says the same, whatever its revision and time. */
  public boolean saysTheSameAs(SpareAdvice other) {
    return at(0, Instant.EPOCH).equals(other.at(0, Instant.EPOCH));
  }

  /** The same advice as another snapshot. */
  public SpareAdvice at(int ofRevision, Instant time) {
    return new SpareAdvice(
        partNumber,
        ofRevision,
        name,
        declared,
        stock,
        used,
        onOrder,
        reserved,
        leadTime,
        expectedDemand,
        serviceLevel,
        baseStock,
        orderQuantity,
        orderBy,
        stockOutRisk,
        advisedStockOutRisk,
        expectedShortage,
        advisedExpectedShortage,
        costPerYear,
        advisedCostPerYear,
        orderCost,
        coveredAssets,
        uncoveredAssets,
        needs,
        uncovered,
        shortages,
        basis,
        time);
  }
}
