package io.millwright.ingest.template;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.PointKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type of machine with the facts of one filled in.
 *
 * @param asset sound as it is; its id is the type's name, its place and names are to be replaced
 * @param limitSources where the limits come from, by id of the point; one for each that has limits
 */
public record MachineTemplate(Asset asset, Map<String, LimitSource> limitSources) {
  /** Items of these ids are rolling-element bearings, whose designation is asked for. */
  private static final String BEARING = "bearing";

  public MachineTemplate {
    limitSources = Map.copyOf(limitSources);
  }

  /** A failure mode that would show in a measurement point. */
  public enum Mode {
    /** Vibration. */
    VIB,
    /** Overheating. */
    OHE,
    /** Parameter deviation. */
    PDE,
    /** Noise. */
    NOI
  }

  /**
   * What the points of an item can show, as failure modes of ISO 14224:2016, annex B, for rotating
   * equipment.
   *
   * @param item id of the maintainable item
   * @param mode the mode
   * @param points ids of the points and signals that show it
   */
  public record Watched(String item, Mode mode, List<String> points) {
    public Watched {
      points = List.copyOf(points);
    }
  }

  /** Ids of the items that are rolling-element bearings. */
  public List<String> bearings() {
    return asset.items().stream()
        .map(MaintainableItem::id)
        .filter(id -> id.startsWith(BEARING))
        .toList();
  }

  /** Which failure modes are watched, item by item. */
  public List<Watched> watched() {
    List<Watched> watched = new ArrayList<>();
    for (MaintainableItem item : asset.items()) {
      Map<Mode, List<String>> points = new EnumMap<>(Mode.class);
      for (MeasurementPoint point : asset.points()) {
        if (item.id().equals(point.itemId())) {
          mode(point.kind())
              .ifPresent(m -> points.computeIfAbsent(m, x -> new ArrayList<>()).add(point.id()));
        }
      }
      points.forEach((mode, ids) -> watched.add(new Watched(item.id(), mode, ids)));
    }
    return watched;
  }

  private static Optional<Mode> mode(PointKind kind) {
    return switch (kind) {
      case VIBRATION -> Optional.of(Mode.VIB);
      case TEMPERATURE -> Optional.of(Mode.OHE);
      case PROCESS, POWER -> Optional.of(Mode.PDE);
      case SETTING, SPEED, LOAD, OTHER -> Optional.empty();
    };
  }
}
