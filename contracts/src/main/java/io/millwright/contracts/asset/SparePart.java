package io.millwright.contracts.asset;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A spare part as the plant declares it. Money is in whatever currency the plant uses for all of
 * its parts.
 *
 * @param partNumber unique in the plant
 * @param name for people
 * @param stock pieces on the shelf, those set aside for orders among them; ≥ 0
 * @param leadTime from order to shelf
 * @param onOrder pieces ordered and not arrived yet; ≥ 0
 * @param unitCost price of a piece, &gt; 0; null if not declared
 * @param holdingRate what keeping a piece for a year costs, as a share of its price, &gt; 0; null
 *     if not declared
 * @param shortageCostPerDay what a day costs on which a piece is needed and not there, &gt; 0; null
 *     if not declared. Needs price and holding rate: alone it says nothing
 * @param serviceLevel probability with which the stock is to last through a lead time, 0 to 1, both
 *     excluded; null if not declared
 */
public record SparePart(
    String partNumber,
    String name,
    int stock,
    Duration leadTime,
    int onOrder,
    @Nullable Double unitCost,
    @Nullable Double holdingRate,
    @Nullable Double shortageCostPerDay,
    @Nullable Double serviceLevel) {

  /** More money than any part costs; sums and products of it stay finite. */
  private static final double MOST = 1e12;

  /** A part of which stock and lead time are known. */
  public SparePart(String partNumber, String name, int stock, Duration leadTime) {
    this(partNumber, name, stock, leadTime, 0, null, null, null, null);
  }

  public SparePart {
    if (stock < 0 || leadTime.isNegative()) {
      throw new IllegalArgumentException("stock and leadTime must be zero or more");
    }
    if (onOrder < 0) {
      throw new IllegalArgumentException("onOrder must be zero or more");
    }
    positive("unitCost", unitCost);
    positive("holdingRate", holdingRate);
    positive("shortageCostPerDay", shortageCostPerDay);
    if (shortageCostPerDay != null && (unitCost == null || holdingRate == null)) {
      throw new IllegalArgumentException("shortageCostPerDay needs unitCost and holdingRate, too");
    }
    if (serviceLevel != null && !(serviceLevel > 0 && serviceLevel < 1)) {
      throw new IllegalArgumentException("serviceLevel must lie between 0 and 1");
    }
  }

  private static void positive(String name, @Nullable Double value) {
    if (value != null && !(value > 0 && value <= MOST)) {
      throw new IllegalArgumentException(name + " must be above zero and at most 1e12");
    }
  }
}
