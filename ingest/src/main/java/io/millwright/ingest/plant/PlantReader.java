package io.millwright.ingest.plant;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.SparePart;
import io.millwright.contracts.asset.VibrationClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a document into a {@link Plant} and judges what a schema cannot: references, duplicates,
 * orders, units. It carries on after a problem, so that one reading finds all of them; a part that
 * the schema already refused is left out silently.
 */
final class PlantReader {
  private final LocatedYaml yaml;
  private final List<PlantProblem> problems;
  private final Set<String> refused = new LinkedHashSet<>();

  PlantReader(LocatedYaml yaml, List<PlantProblem> problems) {
    this.yaml = yaml;
    this.problems = problems;
    for (PlantProblem problem : problems) {
      refused.add(problem.path());
    }
  }

  @Nullable Plant read() {
    JsonNode root = yaml.root();
    Map<String, SparePart> parts = parts(root.path("parts"));
    List<Asset> assets = new ArrayList<>();
    Map<String, Integer> ids = new HashMap<>();
    JsonNode nodes = root.path("assets");
    for (int i = 0; i < nodes.size(); i++) {
      String at = "/assets/" + i;
      unique(ids, nodes.get(i).path("id"), i, at + "/id", "asset");
      Asset asset = asset(nodes.get(i), at, parts);
      if (asset != null) {
        assets.add(asset);
      }
    }
    return problems.isEmpty() ? new Plant(root.path("plant").asText(), assets) : null;
  }

  private Map<String, SparePart> parts(JsonNode nodes) {
    Map<String, SparePart> parts = new HashMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String at = "/parts/" + i;
      unique(numbers, node.path("partNumber"), i, at + "/partNumber", "part");
      SparePart part =
          attempt(
              at,
              () ->
                  new SparePart(
                      node.path("partNumber").asText(),
                      nameOf(node, "partNumber"),
                      node.path("stock").asInt(0),
                      duration(node, "leadTime", at, Duration.ZERO),
                      node.path("onOrder").asInt(0),
                      number(node.path("unitCost")),
                      number(node.path("holdingRate")),
                      number(node.path("shortageCostPerDay")),
                      number(node.path("serviceLevel"))));
      // A part with problems still exists, so that references to it are not reported as well.
      String number = node.path("partNumber").asText();
      parts.put(number, part == null ? new SparePart(number, number, 0, Duration.ZERO) : part);
    }
    return parts;
  }

  private @Nullable Asset asset(JsonNode node, String at, Map<String, SparePart> parts) {
    Map<String, SparePart> needed = new LinkedHashMap<>();
    references(node.path("parts"), at + "/parts", parts, needed);
    Map<String, Integer> itemIds = new LinkedHashMap<>();
    List<MaintainableItem> items = new ArrayList<>();
    for (int i = 0; i < node.path("items").size(); i++) {
      JsonNode item = node.path("items").get(i);
      String itemAt = at + "/items/" + i;
      unique(itemIds, item.path("id"), i, itemAt + "/id", "item");
      references(item.path("parts"), itemAt + "/parts", parts, needed);
      MaintainableItem read = attempt(itemAt, () -> item(item, itemAt));
      if (read != null) {
        items.add(read);
      }
    }
    Map<String, Integer> pointIds = new LinkedHashMap<>();
    List<MeasurementPoint> points = new ArrayList<>();
    for (int i = 0; i < node.path("points").size(); i++) {
      JsonNode point = node.path("points").get(i);
      String pointAt = at + "/points/" + i;
      unique(pointIds, point.path("id"), i, pointAt + "/id", "point");
      known(itemIds.keySet(), point.path("item"), pointAt + "/item", "item");
      MeasurementPoint read = attempt(pointAt, () -> point(point, pointAt));
      if (read != null) {
        points.add(read);
      }
    }
    Set<String> scalarIds = new LinkedHashSet<>(pointIds.keySet());
    List<SignalPoint> signals = new ArrayList<>();
    for (int i = 0; i < node.path("signals").size(); i++) {
      JsonNode signal = node.path("signals").get(i);
      String signalAt = at + "/signals/" + i;
      signalUnique(pointIds, signal.path("id"), node.path("points").size() + i, signalAt + "/id");
      known(itemIds.keySet(), signal.path("item"), signalAt + "/item", "item");
      SignalPoint read = attempt(signalAt, () -> SignalNodes.signal(signal));
      if (read != null) {
        signals.add(read);
      }
    }
    if (node.path("points").isEmpty() && node.path("signals").isEmpty()) {
      report(
          node.has("points") ? at + "/points" : at,
          "the asset has neither points nor signals; add one");
    }
    Kinematics kinematics =
        attempt(at + "/kinematics", () -> SignalNodes.kinematics(node.path("kinematics")));
    JsonNode state = node.path("state");
    known(scalarIds, state.path("point"), at + "/state/point", "point");
    OperatingStateRule rule = attempt(at + "/state", () -> state(state, at + "/state"));
    Duration cycle = duration(node, "cycleDuration", at, Duration.ofHours(1));
    if (cycle.isZero() || cycle.isNegative()) {
      report(at + "/cycleDuration", "must be longer than zero");
    }
    if (!problems.isEmpty() || rule == null || kinematics == null) {
      return null;
    }
    JsonNode vibration = node.path("vibration");
    return attempt(
        at,
        () ->
            new Asset(
                new AssetId(node.path("id").asText()),
                nameOf(node, "id"),
                texts(node.path("path")),
                node.path("equipmentClass").asText(),
                choice(Criticality.class, node.path("criticality"), Criticality.B),
                externalIds(node.path("externalIds")),
                items,
                points,
                rule,
                new VibrationClass(
                    choice(
                        VibrationClass.Group.class,
                        vibration.path("group"),
                        VibrationClass.Group.UNKNOWN),
                    choice(
                        VibrationClass.Support.class,
                        vibration.path("support"),
                        VibrationClass.Support.UNKNOWN)),
                List.copyOf(needed.values()),
                cycle,
                choice(Origin.class, node.path("origin"), Origin.MEASURED),
                signals,
                kinematics));
  }

  private MaintainableItem item(JsonNode node, String at) {
    JsonNode bearing = node.path("bearing");
    BearingGeometry geometry =
        bearing.isObject() ? attempt(at + "/bearing", () -> SignalNodes.bearing(bearing)) : null;
    return new MaintainableItem(
        node.path("id").asText(),
        nameOf(node, "id"),
        node.path("serial").asText(null),
        geometry,
        texts(node.path("parts")));
  }

  private MeasurementPoint point(JsonNode node, String at) {
    String unit = node.path("unit").asText();
    if (node.has("unit") && !Ucum.isCode(unit)) {
      report(
          at + "/unit",
          "'"
              + unit
              + "' is no UCUM unit; write for example mm/s, Cel, bar, m3/h, kW, rpm, % or 1");
    }
    JsonNode range = node.path("range");
    PhysicalRange physical =
        range.isObject()
            ? attempt(
                at + "/range",
                () ->
                    new PhysicalRange(
                        range.path("min").asDouble(PhysicalRange.UNBOUNDED.minimum()),
                        range.path("max").asDouble(PhysicalRange.UNBOUNDED.maximum())))
            : null;
    PhysicalRange bounds = physical == null ? PhysicalRange.UNBOUNDED : physical;
    JsonNode limits = node.path("limits");
    Limits alarms =
        limits.isObject() ? attempt(at + "/limits", () -> limits(limits, at + "/limits")) : null;
    for (String name : List.of("lowAlarm", "lowWarning", "highWarning", "highAlarm")) {
      JsonNode limit = limits.path(name);
      if (limit.isNumber() && !bounds.contains(limit.asDouble())) {
        report(
            at + "/limits/" + name,
            limit.asText() + " lies outside the range of the point and can never be reached");
      }
    }
    return new MeasurementPoint(
        node.path("id").asText(),
        nameOf(node, "id"),
        unit,
        choice(PointKind.class, node.path("kind"), PointKind.OTHER),
        bounds,
        alarms,
        node.path("item").asText(null));
  }

  private Limits limits(JsonNode node, String at) {
    return new Limits(
        number(node.path("lowAlarm")),
        number(node.path("lowWarning")),
        number(node.path("highWarning")),
        number(node.path("highAlarm")),
        node.path("deadband").asDouble(0),
        duration(node, "onDelay", at, Duration.ZERO),
        duration(node, "offDelay", at, Duration.ZERO));
  }

  private OperatingStateRule state(JsonNode node, String at) {
    double runningAbove = node.path("runningAbove").asDouble(0);
    return new OperatingStateRule(
        switch (node.path("source").asText()) {
          case "point" -> OperatingStateRule.Source.POINT;
          case "event" -> OperatingStateRule.Source.EVENT;
          default -> OperatingStateRule.Source.ALWAYS_RUNNING;
        },
        node.path("point").asText(null),
        runningAbove,
        node.path("standbyAbove").asDouble(runningAbove),
        duration(node, "steadyAfter", at, Duration.ZERO),
        node.path("steadyBand").asDouble(0.1));
  }

  private void references(
      JsonNode numbers, String at, Map<String, SparePart> parts, Map<String, SparePart> needed) {
    for (int i = 0; i < numbers.size(); i++) {
      String number = numbers.get(i).asText();
      SparePart part = parts.get(number);
      if (part == null) {
        report(at + "/" + i, "no part '" + number + "'; declare it under parts");
      } else {
        needed.put(number, part);
      }
    }
  }

  private void unique(Map<String, Integer> seen, JsonNode id, int index, String at, String what) {
    if (!id.isTextual()) {
      return;
    }
    Integer before = seen.putIfAbsent(id.asText(), index);
    if (before != null) {
      String other = at.replaceFirst("/" + index + "/([^/]*)$", "/" + before + "/$1");
      int line = yaml.problem(other, "").line();
      report(
          at,
          what + " '" + id.asText() + "' is declared twice, first in line " + line + "; rename");
    }
  }

  /** Ids of signals and scalar points are one set; their places in the file are two lists. */
  private void signalUnique(Map<String, Integer> seen, JsonNode id, int index, String at) {
    if (id.isTextual() && seen.putIfAbsent(id.asText(), index) != null) {
      report(at, "point '" + id.asText() + "' is declared twice; rename");
    }
  }

  private void known(Set<String> ids, JsonNode reference, String at, String what) {
    if (reference.isTextual() && !ids.contains(reference.asText())) {
      report(at, "the asset has no " + what + " '" + reference.asText() + "'; it has " + ids);
    }
  }

  private Duration duration(JsonNode node, String key, String at, Duration otherwise) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      return otherwise;
    }
    try {
      Duration duration = DurationText.parse(value.asText());
      if (!duration.isNegative()) {
        return duration;
      }
      report(at + "/" + key, "must be zero or more");
    } catch (IllegalArgumentException e) {
      report(at + "/" + key, String.valueOf(e.getMessage()));
    }
    return otherwise;
  }

  /** What a record's own checks refuse becomes a problem of the value it was made from. */
  private <T> @Nullable T attempt(String at, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      boolean alreadySaid =
          refused.stream().anyMatch(path -> path.equals(at) || path.startsWith(at + "/"));
      if (!alreadySaid) {
        report(at, String.valueOf(e.getMessage()));
      }
      return null;
    }
  }

  private void report(String at, String message) {
    problems.add(yaml.problem(at, message));
  }

  static String nameOf(JsonNode node, String otherwise) {
    return node.path("name").asText(node.path(otherwise).asText());
  }

  static @Nullable Double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : null;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static Map<String, String> externalIds(JsonNode node) {
    Map<String, String> ids = new LinkedHashMap<>();
    node.properties().forEach(entry -> ids.put(entry.getKey(), entry.getValue().asText()));
    return ids;
  }

  /** The constant whose {@link PlantWriter#word} is the text. */
  static <E extends Enum<E>> E choice(Class<E> type, JsonNode node, E otherwise) {
    Function<String, E> constant = text -> Enum.valueOf(type, text);
    return node.isTextual()
        ? attemptChoice(
            constant, node.asText().replace('-', '_').toUpperCase(Locale.ROOT), otherwise)
        : otherwise;
  }

  private static <E> E attemptChoice(Function<String, E> constant, String name, E otherwise) {
    try {
      return constant.apply(name);
    } catch (IllegalArgumentException e) {
      return otherwise; // the schema has named it
    }
  }
}
