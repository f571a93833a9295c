package io.millwright.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TreeEnsembleTest {
  /**
   * f0 < 1 ? (f1 < 5 ? 10 : 20) : 30, and a stump on f1 that adds 1 above 0; absent goes left, then
   * right.
   */
  private static TreeEnsemble twoTrees() {
    TreeEnsemble.Builder builder = new TreeEnsemble.Builder(2).addToBase(0.5);
    builder.beginTree();
    int root = builder.inner(0, 1f, true, 22.5f);
    int inner = builder.inner(1, 5f, false, 15f);
    builder.leaf(10);
    builder.rightOf(inner);
    builder.leaf(20);
    builder.rightOf(root);
    builder.leaf(30);
    builder.beginTree();
    int stump = builder.inner(1, 0f, false, 0.5f);
    builder.leaf(0);
    builder.rightOf(stump);
    builder.leaf(1);
    return builder.build();
  }

  @Test
  void sumsTheLeavesThatAVectorReaches() {
    TreeEnsemble trees = twoTrees();

    assertThat(trees.score(new float[] {0, 4})).isEqualTo(11.5);
    assertThat(trees.score(new float[] {0, 5})).isEqualTo(21.5);
    assertThat(trees.score(new float[] {1, -1})).isEqualTo(30.5);
  }

  @Test
  void sendsAbsentValuesWhereTrainingSentThem() {
    assertThat(twoTrees().score(new float[] {Float.NaN, Float.NaN})).isEqualTo(0.5 + 20 + 1);
  }

  @Test
  void contributionsAddUpToTheScore() {
    TreeEnsemble trees = twoTrees();
    double[] contributions = new double[2];

    double mean = trees.explain(new float[] {0, 4}, contributions);

    assertThat(mean).isEqualTo(0.5 + 22.5 + 0.5);
    assertThat(contributions).containsExactly(-7.5, -5 + 0.5);
    assertThat(mean + Arrays.stream(contributions).sum())
        .isCloseTo(trees.score(new float[] {0, 4}), within(1e-9));
  }

  @Test
  void survivesItsCodec() {
    byte[] bytes = TreeEnsembleCodec.encode(twoTrees());
    TreeEnsemble decoded = TreeEnsembleCodec.decode(bytes);

    assertThat(decoded.score(new float[] {0, 5})).isEqualTo(21.5);
    assertThat(TreeEnsembleCodec.encode(decoded)).isEqualTo(bytes);
  }

  @Test
  void refusesBytesThatAreNoEnsemble() {
    byte[] bytes = TreeEnsembleCodec.encode(twoTrees());

    assertThatThrownBy(() -> TreeEnsembleCodec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("truncated");
    assertThatThrownBy(() -> TreeEnsembleCodec.decode(new byte[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] later = bytes.clone();
    later[0] = 9;
    assertThatThrownBy(() -> TreeEnsembleCodec.decode(later)).hasMessageContaining("version 9");
  }

  @Test
  void refusesTreesThatWouldRunInCircles() {
    assertThatThrownBy(
            () ->
                new TreeEnsemble(
                    1,
                    0,
                    new int[] {0},
                    new short[] {0, -1},
                    new float[2],
                    new int[] {0, 0},
                    new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("node 0 is impossible");
  }
}
