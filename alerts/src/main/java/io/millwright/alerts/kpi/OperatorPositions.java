package io.millwright.alerts.kpi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who answers for what: the figures of ISA-18.2 hold for one operator position. A machine belongs
 * to the position with the longest prefix of its place; one position answers for a place.
 *
 * @param positions name → places, each a path joined by {@code /} or empty for the whole plant; no
 *     entry: one position for everything
 */
public record OperatorPositions(Map<String, List<String>> positions) {
  /** One position for everything. */
  public static final OperatorPositions ONE = new OperatorPositions(Map.of());

  /** Name of the only position. */
  public static final String PLANT = "plant";

  /** Name of the position of all places that no declared one answers for. */
  public static final String OTHER = "other";

  /** Each position has meters of its own. */
  private static final int MOST = 50;

  public OperatorPositions {
    Map<String, List<String>> ordered = new TreeMap<>();
    positions.forEach((name, places) -> ordered.put(name, List.copyOf(places)));
    positions = Map.copyOf(ordered);
    if (positions.size() > MOST) {
      throw new IllegalArgumentException("positions: " + MOST + " at most");
    }
    Map<String, String> answering = new HashMap<>();
    ordered.forEach(
        (name, places) -> {
          if (name.isBlank() || name.equals(OTHER) || places.isEmpty()) {
            throw new IllegalArgumentException(
                "positions: '" + name + "' needs places, and a name that is not " + OTHER);
          }
          for (String place : places) {
            String other = answering.putIfAbsent(place, name);
            if (other != null) {
              throw new IllegalArgumentException(
                  "positions: " + other + " and " + name + " both answer for '" + place + "'");
            }
          }
        });
  }

  /** All names, in order. */
  List<String> names() {
    if (positions.isEmpty()) {
      return List.of(PLANT);
    }
    List<String> names = new ArrayList<>(positions.keySet());
    names.sort(null);
    names.add(OTHER);
    return names;
  }

  /**
   * Who answers for a machine.
   *
   * @param path its place; empty if that is not known
   */
  String of(List<String> path) {
    if (positions.isEmpty()) {
      return PLANT;
    }
    for (int depth = path.size(); depth >= 0; depth--) {
      String place = String.join("/", path.subList(0, depth));
      for (Map.Entry<String, List<String>> position : positions.entrySet()) {
        if (position.getValue().contains(place)) {
          return position.getKey();
        }
      }
    }
    return OTHER;
  }
}
