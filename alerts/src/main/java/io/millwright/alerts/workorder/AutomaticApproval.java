package io.millwright.alerts.workorder;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.runtime.config.Default;

/**
 * When a request is approved without a person. Nothing is unless a plant declares it.
 *
 * @param confidence least probability of the foremost finding of the case, in (0, 1]
 * @param mostAtOnce orders of one asset that may stand approved without a person; ≥ 1
 */
public record AutomaticApproval(double confidence, @Default("1") int mostAtOnce) {
  public AutomaticApproval {
    if (!(confidence > 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in (0, 1]");
    }
    if (mostAtOnce < 1) {
      throw new IllegalArgumentException("mostAtOnce must be 1 or more");
    }
  }

  boolean trusts(Advisory c) {
    return !c.findings().isEmpty() && c.findings().get(0).probability() >= confidence;
  }
}
