package io.millwright.models.evaluation;

import io.millwright.models.prognosis.LifeEstimate;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.LifeMemory;
import io.millwright.models.training.RunToFailureTable.History;
import java.util.ArrayList;
import java.util.List;

/** Feeds recorded lives to an estimator as a job would. */
final class LifeReplay {
  private LifeReplay() {}

  /** The estimate after every reading of a life. */
  static List<LifeEstimate> estimates(LifeEstimator estimator, History history) {
    LifeMemory memory = estimator.newMemory();
    List<LifeEstimate> estimates = new ArrayList<>(history.rows());
    for (int i = 0; i < history.rows(); i++) {
      estimates.add(estimator.update(memory, history.elapsed()[i], history.values()[i]));
    }
    return estimates;
  }

  static LifeEstimate last(LifeEstimator estimator, History history) {
    List<LifeEstimate> estimates = estimates(estimator, history);
    return estimates.get(estimates.size() - 1);
  }
}
