package io.millwright.models.training;

import io.millwright.models.ensemble.TreeEnsemble;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One tree of XGBoost's text dump with statistics: {@code 0:[f12<0.5]
 * yes=1,no=2,missing=1,gain=…,cover=7} and {@code 3:leaf=0.1,cover=4}.
 */
final class XgboostDump {
  private static final Pattern INNER =
      Pattern.compile(
          "(\\d+):\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=(\\d+),.*cover=([^,]+)");
  private static final Pattern LEAF = Pattern.compile("(\\d+):leaf=([^,]+),cover=([^,]+)");

  private final Map<Integer, Node> nodes = new HashMap<>();

  private sealed interface Node {
    double cover();
  }

  private record Inner(
      int feature, float threshold, int yes, int no, boolean absentYes, double cover)
      implements Node {}

  private record Leaf(float value, double cover) implements Node {}

  XgboostDump(String text) {
    for (String line : text.split("\n", -1)) {
      String stripped = line.strip();
      if (stripped.isEmpty()) {
        continue;
      }
      Matcher inner = INNER.matcher(stripped);
      Matcher leaf = LEAF.matcher(stripped);
      if (inner.matches()) {
        int yes = Integer.parseInt(inner.group(4));
        nodes.put(
            Integer.parseInt(inner.group(1)),
            new Inner(
                Integer.parseInt(inner.group(2)),
                Float.parseFloat(inner.group(3)),
                yes,
                Integer.parseInt(inner.group(5)),
                Integer.parseInt(inner.group(6)) == yes,
                Double.parseDouble(inner.group(7))));
      } else if (leaf.matches()) {
        nodes.put(
            Integer.parseInt(leaf.group(1)),
            new Leaf(Float.parseFloat(leaf.group(2)), Double.parseDouble(leaf.group(3))));
      } else {
        throw new IllegalStateException("unexpected line in XGBoost's dump: " + stripped);
      }
    }
  }

  /** Appends the tree with its values multiplied by a factor. */
  void append(TreeEnsemble.Builder builder, float factor) {
    builder.beginTree();
    append(0, builder, factor);
  }

  private void append(int id, TreeEnsemble.Builder builder, float factor) {
    Node node = node(id);
    if (node instanceof Inner inner) {
      int at =
          builder.inner(
              inner.feature(), inner.threshold(), inner.absentYes(), (float) (mean(id) * factor));
      append(inner.yes(), builder, factor);
      builder.rightOf(at);
      append(inner.no(), builder, factor);
    } else if (node instanceof Leaf leaf) {
      builder.leaf(leaf.value() * factor);
    }
  }

  /** Mean of the leaves below, by the training rows that reached them. */
  private double mean(int id) {
    Node node = node(id);
    if (node instanceof Inner inner) {
      double yes = node(inner.yes()).cover();
      double no = node(inner.no()).cover();
      return (yes * mean(inner.yes()) + no * mean(inner.no())) / (yes + no);
    }
    return ((Leaf) node).value();
  }

  private Node node(int id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw new IllegalStateException("XGBoost's dump has no node " + id);
    }
    return node;
  }
}
