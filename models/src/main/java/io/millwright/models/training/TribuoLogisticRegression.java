package io.millwright.models.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Multinomial logistic regression with a penalty on the size of the weights, trained by Tribuo's
 * XGBoost and turned into flat arrays. The booster is the linear one, whose rounds each pass once
 * over all weights by coordinate descent; of Tribuo's own linear trainers none takes this penalty,
 * and with tens of lines and a dozen bearings the penalty is what generalises. Deterministic.
 */
final class TribuoLogisticRegression {
  /** After these no gradient of any fit on CWRU's bearings is above 1e-6. */
  private static final int MOST_ROUNDS = 500;

  /** Weights stay when none moves further in a round: far below what any probability shows. */
  private static final double STILL = 1e-6;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TribuoLogisticRegression() {}

  /**
   * Weights that minimise the mean weighted loss plus half the penalty times their squares. The
   * intercepts go free.
   *
   * @param rows standardised features, all of one length
   * @param labels class of each row, 0 to {@code classes - 1}; every class has a row
   * @param rowWeights positive
   * @param penalty above 0
   * @return for each class the intercept and then a weight for each feature
   */
  static double[][] fit(
      double[][] rows, int[] labels, double[] rowWeights, int classes, double penalty) {
    XGBoostModel<Label> model =
        new XGBoostClassificationTrainer(MOST_ROUNDS, parameters(penalty))
            .train(dataset(rows, labels, rowWeights), Map.of());
    return weights(model, classes, rows[0].length);
  }

  private static MutableDataset<Label> dataset(double[][] rows, int[] labels, double[] rowWeights) {
    String[] names = new String[rows[0].length];
    Arrays.setAll(names, TribuoLogisticRegression::featureName);
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory), factory);
    // Of mean 1, because XGBoost skips a weight whose curvature, a sum over rows, is below 1e-5.
    double mean = Arrays.stream(rowWeights).average().orElseThrow();
    for (int r = 0; r < rows.length; r++) {
      ArrayExample<Label> example = new ArrayExample<>(label(labels[r]), names, rows[r]);
      example.setWeight((float) (rowWeights[r] / mean));
      dataset.add(example);
    }
    return dataset;
  }

  private static SortedMap<String, Object> parameters(double penalty) {
    SortedMap<String, Object> parameters = new TreeMap<>();
    parameters.put("objective", "multi:softprob");
    parameters.put("booster", "gblinear");
    parameters.put("updater", "coord_descent");
    parameters.put("feature_selector", "cyclic");
    parameters.put("eta", 1);
    // XGBoost multiplies it by the sum of the rows' weights, which makes the loss beside it a mean.
    parameters.put("lambda", penalty);
    parameters.put("alpha", 0);
    parameters.put("base_score", 0);
    parameters.put("tolerance", STILL);
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    return parameters;
  }

  /** XGBoost's text dump rounds; its JSON holds every digit, by feature and then by class. */
  private static double[][] weights(XGBoostModel<Label> model, int classes, int features) {
    JsonNode flat;
    try {
      flat =
          JSON.readTree(model.getInnerModels().get(0).toByteArray("json"))
              .at("/learner/gradient_booster/model/weights");
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("XGBoost cannot tell its weights", e);
    }
    // Tribuo numbers features and classes as it likes.
    ImmutableFeatureMap featureIds = model.getFeatureIDMap();
    ImmutableOutputInfo<Label> classIds = model.getOutputIDInfo();
    if (classIds.size() != classes || flat.size() != (featureIds.size() + 1) * classes) {
      throw new IllegalStateException(
          flat.size() + " weights of " + classIds.size() + " classes, not " + classes);
    }
    double[][] weights = new double[classes][features + 1];
    for (int c = 0; c < classes; c++) {
      int classId = classIds.getID(label(c));
      weights[c][0] = flat.get(featureIds.size() * classes + classId).doubleValue();
      for (int i = 0; i < features; i++) {
        int featureId = featureIds.getID(featureName(i));
        weights[c][i + 1] = flat.get(featureId * classes + classId).doubleValue();
      }
    }
    return weights;
  }

  private static String featureName(int feature) {
    return Integer.toString(feature);
  }

  private static Label label(int c) {
    return new Label(Integer.toString(c));
  }
}
