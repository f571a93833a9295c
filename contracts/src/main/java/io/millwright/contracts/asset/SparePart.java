package io.millwright.contracts.asset;

import java.time.Duration;

/**
 * A spare part as the plant declares it.
 *
 * @param partNumber unique in the plant
 * @param name for people
 * @param stock pieces on the shelf; ≥ 0
 * @param leadTime from order to shelf
 */
public record SparePart(String partNumber, String name, int stock, Duration leadTime) {
  public SparePart {
    if (stock < 0 || leadTime.isNegative()) {
      throw new IllegalArgumentException("stock and leadTime must be zero or more");
    }
  }
}
