package io.millwright.contracts.asset;

import java.util.regex.Pattern;

/**
 * Identity of an asset: the Kafka key of everything that concerns one machine.
 *
 * @param value 1 to 200 letters, digits and {@code . _ - : /}; stable for the life of the asset
 */
public record AssetId(String value) implements Comparable<AssetId> {
  private static final Pattern VALID = Pattern.compile("[\\p{L}\\p{N}._:/-]{1,200}");

  public AssetId {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "asset id '" + value + "' is not 1 to 200 letters, digits or . _ - : /");
    }
  }

  @Override
  public int compareTo(AssetId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
