package io.millwright.ingest.plant;

import io.millwright.contracts.asset.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Adds an asset to the text of a plant file behind the last one. Everything else stays as people
 * wrote it, to the character: comments, anchors, order, line ends.
 */
final class AssetInsertion {
  private AssetInsertion() {}

  /**
   * The new text, which is proven to read as the old plant and the asset.
   *
   * @param name what messages call the file
   * @param note one line about it, written above it as a comment
   * @throws InvalidPlantException if the old text is no plant
   * @throws IllegalArgumentException if it declares an asset of this id
   * @throws UneditablePlantException if the text is sound and yet has no place for a further asset
   */
  static String insert(String name, String text, Asset asset, String note)
      throws UneditablePlantException {
    Plant before = PlantFile.parse(name, text);
    Plant wanted = with(before, asset);
    SequenceNode assets = assets(text);
    if (assets == null || assets.getFlowStyle() != FlowStyle.BLOCK) {
      throw new UneditablePlantException(
          "its assets are not written one below the other with '- '; add the machine by hand");
    }
    Node last = assets.getValue().get(assets.getValue().size() - 1);
    int end = lineEnd(text, index(text, lastLeaf(last)));
    String lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
    String indent = " ".repeat(assets.getStartMark().getColumn());
    String added =
        (text.charAt(end - 1) == '\n' ? "" : lineBreak) // a last line without an end
            + lineBreak
            + indent
            + "# "
            + printable(note)
            + lineBreak
            + PlantFile.fragment(asset)
                .lines()
                .map(line -> line.isEmpty() ? line : indent + line)
                .collect(Collectors.joining(lineBreak))
            + lineBreak;
    String after = text.substring(0, end) + added + text.substring(end);
    demandSame(name, wanted, after);
    return after;
  }

  private static Plant with(Plant plant, Asset asset) {
    List<Asset> assets = new ArrayList<>(plant.assets());
    assets.add(asset);
    return new Plant(plant.name(), assets);
  }

  /**
   * Proves that a text reads as a plant.
   *
   * @param name what messages call the file
   * @throws UneditablePlantException if it does not
   */
  static void demandSame(String name, Plant wanted, String text) throws UneditablePlantException {
    try {
      if (PlantFile.parse(name, text).equals(wanted)) {
        return;
      }
    } catch (InvalidPlantException e) {
      throw new UneditablePlantException(
          "its assets are written in a form that the machine does not fit behind; add it by hand");
    }
    throw new UneditablePlantException(
        "its parts or assets are written in a form that would read differently; add it by hand");
  }

  private static @Nullable SequenceNode assets(String text) {
    Node root = LocatedYaml.compose(text);
    if (root instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("assets")
            && tuple.getValueNode() instanceof SequenceNode sequence) {
          return sequence;
        }
      }
    }
    return null;
  }

  /**
   * Where the last of what is written of a node ends. A block's own end mark stands at what comes
   * next, behind comments; what an alias stands for was written further up.
   */
  private static Mark lastLeaf(Node node) {
    if (!(node instanceof CollectionNode<?> collection)
        || collection.getFlowStyle() != FlowStyle.BLOCK) {
      return node.getEndMark();
    }
    Mark last = node.getStartMark();
    List<Node> children =
        node instanceof MappingNode mapping
            ? mapping.getValue().stream()
                .flatMap(t -> List.of(t.getKeyNode(), t.getValueNode()).stream())
                .toList()
            : ((SequenceNode) node).getValue();
    for (Node child : children) {
      Mark mark = lastLeaf(child);
      last = mark.getIndex() > last.getIndex() ? mark : last;
    }
    return last;
  }

  private static int index(String text, Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  /** Just behind the end of the line; a block of text ends at the start of the next already. */
  private static int lineEnd(String text, int index) {
    if (index > 0 && text.charAt(index - 1) == '\n') {
      return index;
    }
    int end = text.indexOf('\n', index);
    return end < 0 ? text.length() : end + 1;
  }

  /** On one line, and of characters that YAML takes. */
  private static String printable(String note) {
    return note.codePoints()
        .map(c -> Character.isISOControl(c) || Character.isSpaceChar(c) || !yaml(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  private static boolean yaml(int c) {
    return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c < 0xFEFF) || (c > 0xFEFF && c <= 0xFFFD);
  }
}
