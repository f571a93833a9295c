package io.millwright.alerts.parts;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.MaintainableItem;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which parts a failure of a machine asks for. A remaining life is that of the machine, not of an
 * item, so somebody has to say what fails:
 *
 * <ul>
 *   <li>with open cases on known items, those: a failure asks for the parts of all of them;
 *   <li>else one item, each as likely as the others: a failure asks for the parts of item i with
 *       probability 1/n. Items without parts take their share and ask for nothing.
 * </ul>
 *
 * A part that the machine names and none of its items, such as a set of gaskets, is asked for by
 * every failure. A number that an item names twice means two pieces. Immutable.
 */
final class PartsOfAsset {
  private final AssetId id;
  private final String equipmentClass;
  private final Duration cycle;
  private final List<String> itemIds;

  /** Pieces by part and item, for the parts of items. */
  private final Map<String, int[]> pieces;

  private final Set<String> partNumbers;

  private PartsOfAsset(Asset asset) {
    id = asset.id();
    equipmentClass = asset.equipmentClass();
    cycle = asset.cycleDuration();
    itemIds = asset.items().stream().map(MaintainableItem::id).toList();
    pieces = new HashMap<>();
    for (int i = 0; i < itemIds.size(); i++) {
      for (String number : asset.items().get(i).partNumbers()) {
        pieces.computeIfAbsent(number, n -> new int[itemIds.size()])[i]++;
      }
    }
    partNumbers = new TreeSet<>(pieces.keySet());
    asset.parts().forEach(part -> partNumbers.add(part.partNumber()));
  }

  static PartsOfAsset of(Asset asset) {
    return new PartsOfAsset(asset);
  }

  AssetId id() {
    return id;
  }

  String equipmentClass() {
    return equipmentClass;
  }

  Duration cycle() {
    return cycle;
  }

  /** Every part that it may ask for. */
  Set<String> partNumbers() {
    return partNumbers;
  }

  /** Of some items, those that it has. */
  Set<String> known(Collection<String> items) {
    return items.stream().filter(itemIds::contains).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Pieces of a part that the machine asks for: element k is the probability of k pieces.
   *
   * @param failure probability that the machine fails
   * @param suspected items of it that have an open case; empty if none
   */
  double[] demand(String partNumber, double failure, Set<String> suspected) {
    int[] perItem = pieces.get(partNumber);
    if (perItem == null) {
      return new double[] {1 - failure, failure};
    }
    if (suspected.isEmpty()) {
      double[] mass = new double[Arrays.stream(perItem).max().orElse(0) + 1];
      mass[0] = 1 - failure;
      for (int n : perItem) {
        mass[n] += failure / perItem.length;
      }
      return mass;
    }
    int all = 0;
    for (int i = 0; i < perItem.length; i++) {
      all += suspected.contains(itemIds.get(i)) ? perItem[i] : 0;
    }
    double[] mass = new double[all + 1];
    mass[0] = 1 - failure;
    mass[all] += failure;
    return mass;
  }
}
