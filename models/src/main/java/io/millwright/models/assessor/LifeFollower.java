package io.millwright.models.assessor;

import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.models.prognosis.Guardrail;
import io.millwright.models.prognosis.LifeEstimate;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.prognosis.LifeMemory;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the remaining life of one asset with a model, and stands between the model and the
 * assessment: whatever the model does, the assessment is finite, ordered and explained. Mutable,
 * one owner thread.
 */
final class LifeFollower {
  /** Interval that the estimators promise. */
  private static final double COVERAGE = 0.9;

  private final @Nullable LifeEstimator model;
  private final AssessorSettings settings;
  private int[] channels = new int[0];
  private double[] values = new double[0];
  private String missing = "";
  private @Nullable LifeMemory memory;
  private @Nullable RemainingLife last;
  private @Nullable Instant lastAt;
  private float @Nullable [] features;
  private PrognosticAssessment now = PrognosticAssessment.notAssessed("no steady running yet");
  private long failures;
  private int warnedInARow;
  private int alarmedInARow;

  LifeFollower(@Nullable LifeEstimator model, AssessorSettings settings) {
    this.model = model;
    this.settings = settings;
    if (model != null) {
      memory = model.newMemory();
    }
  }

  /** Finds the model's channels among the asset's points. */
  void read(Asset asset) {
    if (model == null) {
      return;
    }
    List<String> wanted = model.channels();
    channels = wanted.stream().mapToInt(asset::indexOf).toArray();
    values = new double[channels.length];
    missing = wanted.stream().filter(c -> asset.indexOf(c) < 0).collect(Collectors.joining(", "));
  }

  /** Takes a scan of steady running. */
  void update(double[] scan, double elapsed, Instant time) {
    features = null;
    LifeEstimator estimator = model;
    LifeMemory owned = memory;
    if (estimator == null || owned == null) {
      now = PrognosticAssessment.notAssessed("no life model for this equipment class");
      return;
    }
    if (!missing.isEmpty()) {
      now =
          PrognosticAssessment.notAssessed(
              "life model " + estimator.modelId() + " needs points this asset lacks: " + missing);
      return;
    }
    for (int i = 0; i < channels.length; i++) {
      values[i] = scan[channels[i]];
    }
    try {
      LifeEstimate estimate = estimator.update(owned, elapsed, values);
      RemainingLife life =
          new RemainingLife(
              estimate.lower(), estimate.median(), estimate.upper(), COVERAGE, estimator.unit());
      last = life;
      lastAt = time;
      features = estimate.features();
      now = new PrognosticAssessment(life, words(estimate));
      count(life, estimator.cap());
    } catch (RuntimeException e) {
      // A model that fails must not stop the asset's assessment; it is visible and counted. Its
      // memory may be half
      // updated, so that life begins anew for it.
      failures++;
      memory = estimator.newMemory();
      now =
          PrognosticAssessment.notAssessed(
              "life model " + estimator.modelId() + " failed: " + e.getMessage());
    }
  }

  private static String words(LifeEstimate estimate) {
    if (estimate.guardrails().isEmpty()) {
      return "";
    }
    return "guardrail: "
        + estimate.guardrails().stream()
            .sorted()
            .map(LifeFollower::words)
            .collect(Collectors.joining(", "));
  }

  private static String words(Guardrail guardrail) {
    return switch (guardrail) {
      case NOT_FINITE -> "model gave no finite number";
      case JUMP_LIMITED -> "jump limited";
      case OUTSIDE_OPERATING_ENVELOPE -> "outside of the model's operating envelope";
      case CHANNELS_ABSENT -> "too many channels absent";
    };
  }

  private void count(RemainingLife life, double cap) {
    warnedInARow = life.lower() < settings.lifeWarningShare() * cap ? warnedInARow + 1 : 0;
    alarmedInARow = life.median() < settings.lifeAlarmShare() * cap ? alarmedInARow + 1 : 0;
  }

  /** Keeps the last estimate through a scan that was not steady running. */
  void keep(String reason) {
    features = null;
    RemainingLife kept = last;
    now =
        kept == null
            ? PrognosticAssessment.notAssessed(
                model == null ? "no life model for this equipment class" : reason)
            : new PrognosticAssessment(kept, "kept from " + lastAt + ": " + reason);
  }

  /** A new life. */
  void restart() {
    LifeEstimator estimator = model;
    memory = estimator == null ? null : estimator.newMemory();
    last = null;
    lastAt = null;
    features = null;
    warnedInARow = 0;
    alarmedInARow = 0;
    now = PrognosticAssessment.notAssessed("a new life has begun");
  }

  PrognosticAssessment assessment() {
    return now;
  }

  @Nullable RemainingLife last() {
    return last;
  }

  /** What the model read of the last scan; null if it read none. */
  float @Nullable [] features() {
    return features;
  }

  @Nullable LifeEstimator model() {
    return model;
  }

  boolean warns() {
    return warnedInARow >= settings.lifeAfterScans();
  }

  boolean alarms() {
    return alarmedInARow >= settings.lifeAfterScans();
  }

  /** Share of the model's cap that is left; NaN without an estimate. */
  double shareLeft() {
    RemainingLife life = last;
    LifeEstimator estimator = model;
    return life == null || estimator == null
        ? Double.NaN
        : Math.min(1, life.median() / estimator.cap());
  }

  /** Estimates that failed. */
  long failures() {
    return failures;
  }

  /** What it has seen, for the same model version to go on from. */
  LifeState state() {
    LifeEstimator estimator = model;
    LifeMemory owned = memory;
    return new LifeState(
        estimator == null ? "" : LifeState.name(estimator),
        owned == null ? new byte[0] : owned.toBytes(),
        last,
        lastAt,
        failures,
        warnedInARow,
        alarmedInARow);
  }

  /** Takes over the state of this model version; of another one only the count of failures. */
  void adopt(LifeState state) {
    failures = state.failures();
    LifeEstimator estimator = model;
    if (estimator == null || !state.isOf(estimator)) {
      return;
    }
    try {
      memory = estimator.restore(state.memory());
    } catch (IllegalArgumentException e) {
      failures++;
      return;
    }
    last = state.last();
    lastAt = state.lastAt();
    warnedInARow = state.warnedInARow();
    alarmedInARow = state.alarmedInARow();
  }

  /**
   * Follows another model version that knows nothing of this life yet: what the former one warned
   * of stands until it has spoken itself.
   */
  void follow(LifeFollower former) {
    failures = former.failures;
    warnedInARow = former.warnedInARow;
    alarmedInARow = former.alarmedInARow;
  }

  /** The interval's promise. */
  static double coverage() {
    return COVERAGE;
  }
}
