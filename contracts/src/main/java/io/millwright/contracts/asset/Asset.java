package io.millwright.contracts.asset;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A machine, as {@code plant.yaml} declares it; the whole snapshot travels on {@code
 * millwright.assets}.
 *
 * @param id identity and Kafka key
 * @param name for people; any text
 * @param path site, area, line … from the top
 * @param equipmentClass ISO 14224 class in lower case, for example {@code pump}; chooses the model
 * @param criticality what its loss means
 * @param externalIds id of this asset in other systems, by system name (the CMMS)
 * @param items maintainable items, at least one
 * @param points scalar points in the order of the values in a scan; may be empty if there are
 *     signals
 * @param stateRule how its operating state is told
 * @param vibration ISO 20816 group and support
 * @param parts spare parts it may need
 * @param cycleDuration how long one duty cycle lasts, for lives counted in cycles
 * @param origin whether it is real
 * @param signals where waveforms and sound are taken
 * @param kinematics where its own lines lie in a spectrum
 */
public record Asset(
    AssetId id,
    String name,
    List<String> path,
    String equipmentClass,
    Criticality criticality,
    Map<String, String> externalIds,
    List<MaintainableItem> items,
    List<MeasurementPoint> points,
    OperatingStateRule stateRule,
    VibrationClass vibration,
    List<SparePart> parts,
    Duration cycleDuration,
    Origin origin,
    List<SignalPoint> signals,
    Kinematics kinematics) {

  /** An asset without waveforms and sound. */
  public Asset(
      AssetId id,
      String name,
      List<String> path,
      String equipmentClass,
      Criticality criticality,
      Map<String, String> externalIds,
      List<MaintainableItem> items,
      List<MeasurementPoint> points,
      OperatingStateRule stateRule,
      VibrationClass vibration,
      List<SparePart> parts,
      Duration cycleDuration,
      Origin origin) {
    this(
        id,
        name,
        path,
        equipmentClass,
        criticality,
        externalIds,
        items,
        points,
        stateRule,
        vibration,
        parts,
        cycleDuration,
        origin,
        List.of(),
        Kinematics.UNKNOWN);
  }

  public Asset {
    path = List.copyOf(path);
    externalIds = Map.copyOf(externalIds);
    items = List.copyOf(items);
    points = List.copyOf(points);
    parts = List.copyOf(parts);
    signals = List.copyOf(signals);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("asset " + id + " needs a maintainable item");
    }
    if (points.isEmpty() && signals.isEmpty()) {
      throw new IllegalArgumentException("asset " + id + " needs a measurement point");
    }
    if (cycleDuration.isNegative() || cycleDuration.isZero()) {
      throw new IllegalArgumentException("asset " + id + ": cycleDuration must be positive");
    }
    Set<String> itemIds = new HashSet<>();
    for (MaintainableItem item : items) {
      if (!itemIds.add(item.id())) {
        throw new IllegalArgumentException("asset " + id + " has item " + item.id() + " twice");
      }
    }
    Set<String> pointIds = new HashSet<>();
    for (MeasurementPoint point : points) {
      if (!pointIds.add(point.id())) {
        throw new IllegalArgumentException("asset " + id + " has point " + point.id() + " twice");
      }
      if (point.itemId() != null && !itemIds.contains(point.itemId())) {
        throw new IllegalArgumentException(
            "asset " + id + ", point " + point.id() + ": no item " + point.itemId());
      }
    }
    for (SignalPoint signal : signals) {
      if (!pointIds.add(signal.id())) {
        throw new IllegalArgumentException("asset " + id + " has point " + signal.id() + " twice");
      }
      if (signal.itemId() != null && !itemIds.contains(signal.itemId())) {
        throw new IllegalArgumentException(
            "asset " + id + ", signal " + signal.id() + ": no item " + signal.itemId());
      }
    }
    if (stateRule.pointId() != null && indexOf(stateRule.pointId(), points) < 0) {
      throw new IllegalArgumentException(
          "asset " + id + ": stateRule names no point of it: " + stateRule.pointId());
    }
  }

  /**
   * Fingerprint of the ordered point ids. Every scan carries it, so that values are never read
   * against another list.
   */
  public int channelSet() {
    return channelSet(points.stream().map(MeasurementPoint::id).toList());
  }

  /** As {@link #channelSet()}, for a list of point ids. */
  public static int channelSet(List<String> pointIds) {
    return pointIds.hashCode();
  }

  /** Index of a point in a scan's values, or -1. */
  public int indexOf(@Nullable String pointId) {
    return indexOf(pointId, points);
  }

  private static int indexOf(@Nullable String pointId, List<MeasurementPoint> points) {
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).id().equals(pointId)) {
        return i;
      }
    }
    return -1;
  }

  /** The signal point of that id; null if there is none. */
  public @Nullable SignalPoint signal(String pointId) {
    for (SignalPoint signal : signals) {
      if (signal.id().equals(pointId)) {
        return signal;
      }
    }
    return null;
  }

  /** The maintainable item of that id; null if there is none. */
  public @Nullable MaintainableItem item(@Nullable String itemId) {
    for (MaintainableItem item : items) {
      if (item.id().equals(itemId)) {
        return item;
      }
    }
    return null;
  }
}
