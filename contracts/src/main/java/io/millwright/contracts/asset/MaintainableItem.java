package io.millwright.contracts.asset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A maintainable item (ISO 14224 level 8): what a work order is about.
 *
 * @param id unique within the asset
 * @param name for people
 * @param serial serial number of the part now installed; null if not tracked
 * @param bearing geometry if it is a rolling-element bearing
 * @param partNumbers spare parts that it needs when replaced
 */
public record MaintainableItem(
    String id,
    String name,
    @Nullable String serial,
    @Nullable BearingGeometry bearing,
    List<String> partNumbers) {

  public MaintainableItem {
    partNumbers = List.copyOf(partNumbers);
  }
}
