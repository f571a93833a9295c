package io.millwright.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millwright.models.ensemble.TreeEnsemble;
import io.millwright.models.ensemble.TreeEnsembleCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.regression.Regressor;

class TribuoTreesTest {
  private static final int FEATURES = 12;

  private final TribuoTrees trees = new TribuoTrees(FEATURES);
  private final List<float[]> rows = rows(2000, 1);
  private final MutableDataset<Regressor> dataset = trees.dataset(rows, targets(rows), "test");
  private final TreeOptions options = new TreeOptions(1, 60, 5, 0.1, 2, 0.7, 0.6, 1);

  @Test
  void flatArraysAgreeWithTribuo() {
    XGBoostModel<Regressor> one = trees.grow(dataset, options, 1);
    XGBoostModel<Regressor> two = trees.grow(dataset, options, 2);
    TreeEnsemble flat =
        TreeEnsembleCodec.decode(TreeEnsembleCodec.encode(trees.flatten(List.of(one, two))));
    List<float[]> unseen = rows(500, 9);

    for (float[] row : unseen) {
      double tribuo = (predict(one, row) + predict(two, row)) / 2;
      assertThat(flat.score(row)).isCloseTo(tribuo, within(1e-4));
    }
  }

  @Test
  void storedModelIsReadByTribuoAndPredictsTheSame() throws Exception {
    XGBoostModel<Regressor> model = trees.grow(dataset, options, 1);

    XGBoostModel<?> stored =
        (XGBoostModel<?>) Model.deserialize(ModelProto.parseFrom(TribuoBytes.of(model)));
    stored.setNumThreads(1);
    Model<Regressor> typed = stored.castModel(Regressor.class);

    float[] row = rows.get(3);
    assertThat(predict(typed, row)).isEqualTo(predict(model, row));
  }

  @Test
  void equalSeedsGiveEqualBytesAndOthersDoNot() {
    byte[] once = TribuoBytes.of(trees.grow(dataset, options, 5));

    assertThat(TribuoBytes.of(trees.grow(trees.dataset(rows, targets(rows), "test"), options, 5)))
        .isEqualTo(once);
    assertThat(TribuoBytes.of(trees.grow(dataset, options, 6))).isNotEqualTo(once);
  }

  private double predict(Model<Regressor> model, float[] row) {
    return model.predict(trees.example(row, 0)).getOutput().getValues()[0];
  }

  private static List<float[]> rows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[FEATURES];
      for (int f = 0; f < FEATURES; f++) {
        row[f] = (float) (random.nextDouble() * 2 - 1);
      }
      rows.add(row);
    }
    return rows;
  }

  private static double[] targets(List<float[]> rows) {
    return rows.stream()
        .mapToDouble(r -> 0.5 + 0.3 * r[0] * r[1] + 0.2 * Math.sin(3 * r[2]))
        .toArray();
  }
}
