package io.millwright.models.training;

import io.millwright.models.ensemble.TreeEnsemble;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.MutableDataset;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/** Boosted regression trees grown by Tribuo's XGBoost and turned into flat arrays. */
final class TribuoTrees {
  /** Provenance carries a time; a fixed one keeps equal input and seed at equal bytes. */
  private static final OffsetDateTime NO_TIME =
      OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final double BASE_SCORE = 0.5;

  private final int featureCount;
  private final String[] names;

  TribuoTrees(int featureCount) {
    this.featureCount = featureCount;
    this.names = new String[featureCount];
    for (int i = 0; i < featureCount; i++) {
      // Tribuo numbers features in the order of their names.
      names[i] = String.format(Locale.ROOT, "f%05d", i);
    }
  }

  /** Rows for {@link #grow}; targets should be of the order of one. */
  MutableDataset<Regressor> dataset(List<float[]> rows, double[] targets, String description) {
    RegressionFactory factory = new RegressionFactory();
    MutableDataset<Regressor> dataset =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(description, NO_TIME, factory), factory);
    for (int r = 0; r < targets.length; r++) {
      dataset.add(example(rows.get(r), targets[r]));
    }
    return dataset;
  }

  ArrayExample<Regressor> example(float[] features, double target) {
    double[] values = new double[featureCount];
    for (int i = 0; i < featureCount; i++) {
      values[i] = features[i];
    }
    return new ArrayExample<>(new Regressor("life", target), names, values);
  }

  XGBoostModel<Regressor> grow(MutableDataset<Regressor> dataset, TreeOptions options, long seed) {
    // One thread: the sum of a histogram depends on the number of threads, and members are grown
    // side by side anyway.
    // Sorted, because the provenance keeps their order.
    SortedMap<String, Object> parameters = new TreeMap<>();
    parameters.put("objective", "reg:squarederror");
    parameters.put("booster", "gbtree");
    parameters.put("tree_method", "hist");
    parameters.put("base_score", BASE_SCORE);
    parameters.put("max_depth", options.depth());
    parameters.put("eta", options.eta());
    parameters.put("min_child_weight", options.minChildWeight());
    parameters.put("subsample", options.subsample());
    parameters.put("colsample_bytree", options.featureSubsample());
    parameters.put("lambda", options.lambda());
    parameters.put("max_bin", 128);
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    parameters.put("seed", (int) (seed & 0x7fffffff));
    XGBoostModel<Regressor> model =
        new XGBoostRegressionTrainer(RegressionType.LINEAR, options.treesPerMember(), parameters)
            .train(dataset, Map.of());
    model.setNumThreads(1);
    return model;
  }

  /** The mean of these models as one ensemble. */
  TreeEnsemble flatten(List<XGBoostModel<Regressor>> models) {
    TreeEnsemble.Builder builder = new TreeEnsemble.Builder(featureCount).addToBase(BASE_SCORE);
    for (XGBoostModel<Regressor> model : models) {
      for (Booster booster : model.getInnerModels()) {
        try {
          for (String tree : booster.getModelDump("", true)) {
            new XgboostDump(tree).append(builder, 1f / models.size());
          }
        } catch (XGBoostError e) {
          throw new IllegalStateException("XGBoost cannot dump its trees", e);
        }
      }
    }
    return builder.build();
  }

  static List<Regressor> predict(XGBoostModel<Regressor> model, MutableDataset<Regressor> dataset) {
    List<Regressor> out = new ArrayList<>();
    model.predict(dataset).forEach(prediction -> out.add(prediction.getOutput()));
    return out;
  }
}
