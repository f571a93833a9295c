package io.millwright.alerts.rootcase;

import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.asset.AssetId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the hierarchy of the plant: the plant, an area, a line …, or one machine.
 *
 * @param path from the top; empty for the plant
 * @param asset the machine; null for a place that holds machines
 */
public record Place(List<String> path, @Nullable AssetId asset) {
  static final Place PLANT = new Place(List.of(), null);

  public Place {
    path = List.copyOf(path);
  }

  /** From the plant down to this place. */
  List<Place> fromTheTop() {
    List<Place> places = new ArrayList<>(path.size() + 2);
    for (int depth = 0; depth <= path.size(); depth++) {
      places.add(new Place(path.subList(0, depth), null));
    }
    if (asset != null) {
      places.add(this);
    }
    return places;
  }

  boolean contains(Place other) {
    return asset != null
        ? asset.equals(other.asset)
        : other.path.size() >= path.size() && other.path.subList(0, path.size()).equals(path);
  }

  /** The part of this place that a place in it belongs to; itself for its own machines. */
  Place part(Place within) {
    return within.path.size() > path.size()
        ? new Place(within.path.subList(0, path.size() + 1), null)
        : this;
  }

  /** The deepest place that holds both. */
  Place common(Place other) {
    if (equals(other)) {
      return this;
    }
    int same = 0;
    while (same < Math.min(path.size(), other.path.size())
        && path.get(same).equals(other.path.get(same))) {
      same++;
    }
    return new Place(path.subList(0, same), null);
  }

  /** As {@link ScopeAction#scope()} writes places. */
  String scope() {
    return asset != null ? ScopeAction.ofAsset(asset) : String.join("/", path);
  }

  /** For people. */
  String words() {
    return asset != null ? asset.value() : path.isEmpty() ? "the plant" : String.join("/", path);
  }
}
