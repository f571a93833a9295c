package io.millwright.dashboards.console;

import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.SparePart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Spare parts: how many to keep and to order, what is set aside, and which machines need them. */
final class PartsApi implements Api {
  private final Supplier<FleetSnapshot> fleet;

  PartsApi(Supplier<FleetSnapshot> fleet) {
    this.fleet = fleet;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.many(
            "/api/v1/parts",
            "Parts with their advice, reservations and the machines that need them",
            Part.class,
            r -> parts()),
        Operation.many(
            "/api/v1/spare-advice",
            "How many of each part to keep and to order",
            SpareAdvice.class,
            r -> fleet.get().plant(Topics.SPARE_ADVICE)),
        Operation.many(
            "/api/v1/part-reservations",
            "Parts that are or were set aside for work orders",
            PartReservation.class,
            r -> fleet.get().plant(Topics.PART_RESERVATIONS)));
  }

  /**
   * A part.
   *
   * @param advice how many to keep and to order
   * @param reservations pieces that are set aside now, the soonest needed first
   * @param places where it is built in, by the declarations
   */
  record Part(SpareAdvice advice, List<PartReservation> reservations, List<Place> places) {}

  /**
   * Where a part is built in.
   *
   * @param item name of the maintainable item; empty if only the machine names the part
   * @param pieces how many
   */
  record Place(AssetId assetId, String item, int pieces) {}

  /** Those to order first, then those in short supply, then by name. */
  List<Part> parts() {
    FleetSnapshot now = fleet.get();
    Map<String, List<Place>> places = places(now);
    List<PartReservation> reservations = now.plant(Topics.PART_RESERVATIONS);
    return now.plant(Topics.SPARE_ADVICE).stream()
        .sorted(
            Comparator.comparing((SpareAdvice a) -> a.shortages().isEmpty())
                .thenComparing(SpareAdvice::orderQuantity, Comparator.reverseOrder())
                .thenComparing(SpareAdvice::stockOutRisk, Comparator.reverseOrder())
                .thenComparing(SpareAdvice::partNumber))
        .map(
            advice ->
                new Part(
                    advice,
                    reservations.stream()
                        .filter(r -> !r.released() && r.partNumber().equals(advice.partNumber()))
                        .sorted(Comparator.comparing(PartReservation::neededBy))
                        .toList(),
                    places.getOrDefault(advice.partNumber(), List.of())))
        .toList();
  }

  private static Map<String, List<Place>> places(FleetSnapshot now) {
    Map<String, List<Place>> places = new TreeMap<>();
    now.assets().values().stream()
        .sorted(Comparator.comparing(AssetView::id))
        .forEach(
            view -> {
              Asset asset = view.declaration();
              if (asset != null) {
                placesOf(asset, places);
              }
            });
    return places;
  }

  private static void placesOf(Asset asset, Map<String, List<Place>> places) {
    List<String> ofItems = new ArrayList<>();
    for (MaintainableItem item : asset.items()) {
      Map<String, Integer> pieces = new TreeMap<>();
      item.partNumbers().forEach(part -> pieces.merge(part, 1, Integer::sum));
      pieces.forEach(
          (part, n) ->
              places
                  .computeIfAbsent(part, p -> new ArrayList<>())
                  .add(new Place(asset.id(), item.name(), n)));
      ofItems.addAll(item.partNumbers());
    }
    for (SparePart part : asset.parts()) {
      if (!ofItems.contains(part.partNumber())) {
        places
            .computeIfAbsent(part.partNumber(), p -> new ArrayList<>())
            .add(new Place(asset.id(), "", 1));
      }
    }
  }
}
