package io.millwright.ingest.plant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.Limits;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.PhysicalRange;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.asset.SparePart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Plant} as YAML text; the same plant always gives the same text. */
final class PlantWriter {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(YAMLFactory.builder().stringQuotingChecker(new Quoting()).build())
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  /** Quotes what would be read as something else than the text. */
  private static final class Quoting extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;

    /** Beside the line feed; each is folded or lost where it is not escaped. */
    private static final String BREAKS = "\r\u0085\u2028\u2029\uFEFF";

    @Override
    public boolean needToQuoteName(String name) {
      return super.needToQuoteName(name) || misread(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return super.needToQuoteValue(value) || misread(value);
    }

    private static boolean misread(String text) {
      return !LocatedYaml.isText(text) || text.chars().anyMatch(c -> BREAKS.indexOf(c) >= 0);
    }
  }

  private PlantWriter() {}

  static String yaml(Plant plant) {
    ObjectNode root = object();
    root.put("version", 1).put("plant", plant.name());
    Map<String, SparePart> parts = new LinkedHashMap<>();
    plant.assets().forEach(a -> a.parts().forEach(p -> parts.put(p.partNumber(), p)));
    if (!parts.isEmpty()) {
      ArrayNode list = root.putArray("parts");
      for (SparePart part : parts.values()) {
        list.add(part(part));
      }
    }
    ArrayNode assets = root.putArray("assets");
    plant.assets().forEach(asset -> assets.add(asset(asset)));
    return text(root);
  }

  /** A list of one. */
  static String fragment(Asset asset) {
    return text(JsonNodeFactory.instance.arrayNode().add(asset(asset)));
  }

  private static String text(JsonNode node) {
    try {
      return YAML.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plant could not be written as YAML", e);
    }
  }

  static ObjectNode asset(Asset asset) {
    ObjectNode node = object();
    node.put("id", asset.id().value()).put("name", asset.name());
    texts(node.putArray("path"), asset.path());
    node.put("equipmentClass", asset.equipmentClass());
    node.put("criticality", asset.criticality().name());
    if (!asset.externalIds().isEmpty()) {
      ObjectNode ids = node.putObject("externalIds");
      new TreeMap<>(asset.externalIds()).forEach(ids::put);
    }
    ArrayNode items = node.putArray("items");
    asset.items().forEach(item -> items.add(item(item)));
    ArrayNode points = node.putArray("points");
    asset.points().forEach(point -> points.add(point(point)));
    if (!asset.signals().isEmpty()) {
      ArrayNode signals = node.putArray("signals");
      asset.signals().forEach(signal -> signals.add(signal(signal)));
    }
    if (!asset.kinematics().equals(Kinematics.UNKNOWN)) {
      node.set("kinematics", kinematics(asset.kinematics()));
    }
    node.set("state", state(asset.stateRule()));
    node.putObject("vibration")
        .put("group", word(asset.vibration().group()))
        .put("support", word(asset.vibration().support()));
    if (!asset.parts().isEmpty()) {
      texts(node.putArray("parts"), asset.parts().stream().map(SparePart::partNumber).toList());
    }
    node.put("cycleDuration", asset.cycleDuration().toString());
    node.put("origin", word(asset.origin()));
    return node;
  }

  private static ObjectNode part(SparePart part) {
    ObjectNode node =
        object()
            .put("partNumber", part.partNumber())
            .put("name", part.name())
            .put("stock", part.stock())
            .put("leadTime", part.leadTime().toString());
    if (part.onOrder() > 0) {
      node.put("onOrder", part.onOrder());
    }
    put(node, "unitCost", part.unitCost());
    put(node, "holdingRate", part.holdingRate());
    put(node, "shortageCostPerDay", part.shortageCostPerDay());
    put(node, "serviceLevel", part.serviceLevel());
    return node;
  }

  private static ObjectNode item(MaintainableItem item) {
    ObjectNode node = object().put("id", item.id()).put("name", item.name());
    if (item.serial() != null) {
      node.put("serial", item.serial());
    }
    BearingGeometry bearing = item.bearing();
    if (bearing != null) {
      ObjectNode geometry = node.putObject("bearing");
      if (bearing.designation() != null) {
        geometry.put("designation", bearing.designation());
      }
      geometry
          .put("rollingElements", bearing.rollingElements())
          .put("elementDiameterMm", bearing.elementDiameterMm())
          .put("pitchDiameterMm", bearing.pitchDiameterMm())
          .put("contactAngleDeg", bearing.contactAngleDeg());
    }
    if (!item.partNumbers().isEmpty()) {
      texts(node.putArray("parts"), item.partNumbers());
    }
    return node;
  }

  private static ObjectNode point(MeasurementPoint point) {
    ObjectNode node =
        object()
            .put("id", point.id())
            .put("name", point.name())
            .put("unit", point.unit())
            .put("kind", word(point.kind()));
    PhysicalRange range = point.range();
    if (!range.equals(PhysicalRange.UNBOUNDED)) {
      ObjectNode bounds = node.putObject("range");
      if (range.minimum() != PhysicalRange.UNBOUNDED.minimum()) {
        bounds.put("min", range.minimum());
      }
      if (range.maximum() != PhysicalRange.UNBOUNDED.maximum()) {
        bounds.put("max", range.maximum());
      }
    }
    Limits limits = point.limits();
    if (limits != null) {
      ObjectNode levels = node.putObject("limits");
      put(levels, "lowAlarm", limits.lowAlarm());
      put(levels, "lowWarning", limits.lowWarning());
      put(levels, "highWarning", limits.highWarning());
      put(levels, "highAlarm", limits.highAlarm());
      levels
          .put("deadband", limits.deadband())
          .put("onDelay", limits.onDelay().toString())
          .put("offDelay", limits.offDelay().toString());
    }
    if (point.itemId() != null) {
      node.put("item", point.itemId());
    }
    return node;
  }

  private static ObjectNode signal(SignalPoint signal) {
    ObjectNode node =
        object().put("id", signal.id()).put("name", signal.name()).put("kind", word(signal.kind()));
    ArrayNode channels = node.putArray("channels");
    for (SignalChannel channel : signal.channels()) {
      channels.addObject().put("name", channel.name()).put("direction", word(channel.direction()));
    }
    if (signal.itemId() != null) {
      node.put("item", signal.itemId());
    }
    return node;
  }

  private static ObjectNode kinematics(Kinematics kinematics) {
    ObjectNode node = object();
    put(node, "nominalSpeedRpm", kinematics.nominalSpeedRpm());
    put(node, "lineFrequencyHz", kinematics.lineFrequencyHz());
    put(node, "motorPoles", kinematics.motorPoles());
    put(node, "vanes", kinematics.vanes());
    put(node, "gearTeeth", kinematics.gearTeeth());
    return node;
  }

  private static ObjectNode state(OperatingStateRule rule) {
    ObjectNode node = object().put("source", word(rule.source()));
    if (rule.pointId() != null) {
      node.put("point", rule.pointId());
    }
    return node.put("runningAbove", rule.runningAbove())
        .put("standbyAbove", rule.standbyAbove())
        .put("steadyAfter", rule.steadyAfter().toString())
        .put("steadyBand", rule.steadyBand());
  }

  private static void put(ObjectNode node, String key, @Nullable Double value) {
    if (value != null) {
      node.put(key, value);
    }
  }

  private static void put(ObjectNode node, String key, @Nullable Integer value) {
    if (value != null) {
      node.put(key, value);
    }
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  /** How the file spells a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
