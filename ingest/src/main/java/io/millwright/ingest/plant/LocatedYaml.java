package io.millwright.ingest.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML text as a JSON tree that remembers where each value stands. Anchors, aliases and merge keys
 * are resolved; numbers are those that JSON also calls numbers, so that {@code 007}, {@code 12:30}
 * and {@code off} stay the text that was typed.
 */
final class LocatedYaml {
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private static final Resolver RESOLVER = new Resolver();

  /** Bounds what nested aliases can expand to. */
  private static final int MAX_VALUES = 2_000_000;

  private final Map<String, Mark> values = new HashMap<>();
  private final Map<String, Mark> keys = new HashMap<>();
  private final List<PlantProblem> problems = new ArrayList<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final JsonNode root;
  private int count;

  private LocatedYaml(@Nullable Node document) {
    root = document == null ? JsonNodeFactory.instance.nullNode() : convert(document, "");
  }

  /**
   * Parses one document.
   *
   * @throws InvalidPlantException where the text is no YAML
   */
  static LocatedYaml parse(String file, String text) {
    try {
      return new LocatedYaml(compose(text));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      String message = "is no YAML: " + e.getProblem() + "; mind indentation, quotes and colons";
      throw new InvalidPlantException(file, List.of(at(mark, "", message)));
    } catch (YAMLException e) {
      throw new InvalidPlantException(
          file, List.of(new PlantProblem(0, 0, "", "is no YAML: " + e.getMessage())));
    }
  }

  /**
   * The nodes of one document, as large as {@link #parse} takes it.
   *
   * @throws YAMLException where the text is no YAML
   */
  static @Nullable Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(100_000);
    options.setCodePointLimit(64 << 20);
    return new Yaml(options).compose(new StringReader(text));
  }

  /** Whether a value written so, without quotes, is text and not a number, a boolean or null. */
  static boolean isText(String written) {
    return value(RESOLVER.resolve(NodeId.scalar, written, true), written).isTextual();
  }

  JsonNode root() {
    return root;
  }

  /** What was wrong with the YAML itself: keys given twice, tags, cycles. */
  List<PlantProblem> problems() {
    return problems;
  }

  /** A problem of the value at a JSON pointer; its nearest known ancestor gives the line. */
  PlantProblem problem(String pointer, String message) {
    String known = pointer;
    while (!known.isEmpty() && !values.containsKey(known)) {
      known = known.substring(0, known.lastIndexOf('/'));
    }
    return at(values.get(known), pointer, message);
  }

  /** A problem of a key rather than of its value. */
  PlantProblem keyProblem(String pointer, String message) {
    Mark mark = keys.get(pointer);
    return mark == null ? problem(pointer, message) : at(mark, pointer, message);
  }

  static String child(String pointer, String key) {
    return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  private static PlantProblem at(@Nullable Mark mark, String pointer, String message) {
    return mark == null
        ? new PlantProblem(0, 0, pointer, message)
        : new PlantProblem(mark.getLine() + 1, mark.getColumn() + 1, pointer, message);
  }

  private JsonNode convert(Node node, String pointer) {
    values.put(pointer, node.getStartMark());
    if (++count > MAX_VALUES) {
      throw new YAMLException("its aliases expand to more than " + MAX_VALUES + " values");
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, pointer);
    }
    if (!open.add(node)) {
      problems.add(problem(pointer, "contains itself through an alias; remove the alias"));
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      return node instanceof MappingNode mapping
          ? mapping(mapping, pointer)
          : sequence((SequenceNode) node, pointer);
    } finally {
      open.remove(node);
    }
  }

  private ArrayNode sequence(SequenceNode node, String pointer) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Node element : node.getValue()) {
      array.add(convert(element, pointer + "/" + array.size()));
    }
    return array;
  }

  private ObjectNode mapping(MappingNode node, String pointer) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        continue;
      }
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(at(tuple.getKeyNode().getStartMark(), pointer, "a key must be plain text"));
        continue;
      }
      String path = child(pointer, key.getValue());
      if (object.has(key.getValue())) {
        problems.add(
            at(
                key.getStartMark(),
                path,
                "key '" + key.getValue() + "' is given twice; remove one"));
        continue;
      }
      keys.put(path, key.getStartMark());
      object.set(key.getValue(), convert(tuple.getValueNode(), path));
    }
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merge(object, tuple.getValueNode(), pointer);
      }
    }
    return object;
  }

  /** YAML merge key: what the mapping itself does not say comes from the merged ones, in order. */
  private void merge(ObjectNode into, Node from, String pointer) {
    List<Node> sources = from instanceof SequenceNode many ? many.getValue() : List.of(from);
    for (Node source : sources) {
      if (!(source instanceof MappingNode mapping)) {
        problems.add(at(source.getStartMark(), pointer, "'<<' needs a mapping (an alias to one)"));
        continue;
      }
      if (!open.add(mapping)) {
        problems.add(at(source.getStartMark(), pointer, "'<<' merges a mapping into itself"));
        continue;
      }
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
          merge(into, tuple.getValueNode(), pointer);
        } else if (tuple.getKeyNode() instanceof ScalarNode key && !into.has(key.getValue())) {
          String path = child(pointer, key.getValue());
          keys.put(path, key.getStartMark());
          into.set(key.getValue(), convert(tuple.getValueNode(), path));
        }
      }
      open.remove(mapping);
    }
  }

  private JsonNode scalar(ScalarNode node, String pointer) {
    Tag tag = node.getTag();
    if (!tag.getValue().startsWith(Tag.PREFIX)) {
      problems.add(problem(pointer, "YAML tag " + tag.getValue() + " is not supported; remove it"));
    }
    return value(tag, node.getValue());
  }

  private static JsonNode value(Tag tag, String text) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (tag.equals(Tag.NULL)) {
      return json.nullNode();
    }
    if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
      return json.booleanNode(text.equals("true"));
    }
    if (tag.equals(Tag.INT) && INTEGER.matcher(text).matches()) {
      return json.numberNode(Long.parseLong(text));
    }
    if ((tag.equals(Tag.FLOAT) || tag.equals(Tag.INT)) && DECIMAL.matcher(text).matches()) {
      return tag.equals(Tag.INT) && text.length() > 1 && text.matches("[-+]?0[0-9]+")
          ? json.textNode(text)
          : json.numberNode(Double.parseDouble(text));
    }
    return json.textNode(text);
  }
}
