package io.millwright.models.release;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.model.ModelEvaluation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a shadow and the live model said of the same scans over a window of event time, as sums, so
 * that windows of single scans add up in any order.
 *
 * <p>It says how far the two are apart, not which is right: that only the end of a life tells.
 *
 * @param modelId the shadow
 * @param version of the shadow
 * @param baselineVersion of the live model; {@code none} if there is none
 * @param equipmentClass for which the shadow was released; null in what was summed up before
 *     classes were told apart
 * @param from start of the window
 * @param length of the window
 * @param scans that both assessed
 * @param sameState of them with the same state of health
 * @param onlyLive of them with a remaining life by the live model alone
 * @param onlyShadow by the shadow alone
 * @param both by both, in one unit; the sums below are over these
 * @param difference sum of |median − median|, in the unit of the life
 * @param inside how often the live median lies within the shadow's interval
 * @param liveWidth sum of the widths of the live intervals
 * @param shadowWidth sum of the widths of the shadow's
 */
public record ModelComparison(
    String modelId,
    String version,
    String baselineVersion,
    @Nullable String equipmentClass,
    Instant from,
    Duration length,
    long scans,
    long sameState,
    long onlyLive,
    long onlyShadow,
    long both,
    double difference,
    long inside,
    double liveWidth,
    double shadowWidth) {
  /** Version of a live model that does not exist. */
  public static final String NONE = "none";

  /** Names of the figures in {@link ModelEvaluation#metrics()}. */
  public static final String SAME_STATE_SHARE = "sameStateShare",
      BOTH_ESTIMATE_SHARE = "bothEstimateShare",
      ONLY_LIVE_SHARE = "onlyLiveShare",
      ONLY_SHADOW_SHARE = "onlyShadowShare",
      MEAN_ABSOLUTE_DIFFERENCE = "meanAbsoluteDifference",
      LIVE_INSIDE_SHADOW_SHARE = "liveInsideShadowShare",
      LIVE_MEAN_WIDTH = "liveMeanWidth",
      SHADOW_MEAN_WIDTH = "shadowMeanWidth";

  public ModelComparison {
    if (scans < 1 || length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("a comparison is of one scan at least, over some time");
    }
  }

  /**
   * One scan that both assessed.
   *
   * @param shadowId model and version that judged in the dark, which need not be a life model
   * @param equipmentClass for which it was released
   * @param window length of the windows, which begin at multiples of it since 1970
   */
  public static ModelComparison of(
      Assessment live,
      Assessment shadow,
      Named shadowId,
      Named liveId,
      String equipmentClass,
      Duration window) {
    RemainingLife a = live.prognosis().remainingLife();
    RemainingLife b = shadow.prognosis().remainingLife();
    long start = Math.floorDiv(live.time().toEpochMilli(), window.toMillis()) * window.toMillis();
    ModelComparison counted =
        new ModelComparison(
            shadowId.modelId(),
            shadowId.version(),
            liveId.version(),
            equipmentClass,
            Instant.ofEpochMilli(start),
            window,
            1,
            live.health().state() == shadow.health().state() ? 1 : 0,
            a != null && b == null ? 1 : 0,
            a == null && b != null ? 1 : 0,
            0,
            0,
            0,
            0,
            0);
    return a != null && b != null && a.unit() == b.unit() ? counted.withLives(a, b) : counted;
  }

  private ModelComparison withLives(RemainingLife live, RemainingLife shadow) {
    double median = live.median();
    return new ModelComparison(
        modelId,
        version,
        baselineVersion,
        equipmentClass,
        from,
        length,
        scans,
        sameState,
        onlyLive,
        onlyShadow,
        1,
        Math.abs(median - shadow.median()),
        shadow.lower() <= median && median <= shadow.upper() ? 1 : 0,
        live.upper() - live.lower(),
        shadow.upper() - shadow.lower());
  }

  /** Whether both are of the same models and window, so that they add up. */
  public boolean fits(ModelComparison other) {
    return pair().equals(other.pair()) && from.equals(other.from) && length.equals(other.length);
  }

  /** Both together, which must {@linkplain #fits fit}. */
  public ModelComparison plus(ModelComparison other) {
    if (!fits(other)) {
      throw new IllegalArgumentException("two comparisons of different things");
    }
    return new ModelComparison(
        modelId,
        version,
        baselineVersion,
        equipmentClass,
        from,
        length,
        scans + other.scans,
        sameState + other.sameState,
        onlyLive + other.onlyLive,
        onlyShadow + other.onlyShadow,
        both + other.both,
        difference + other.difference,
        inside + other.inside,
        liveWidth + other.liveWidth,
        shadowWidth + other.shadowWidth);
  }

  /** Which two are compared, and for which class. */
  public String pair() {
    String released =
        modelId + "@" + version + (equipmentClass == null ? "" : "/" + equipmentClass);
    return released + " " + baselineVersion;
  }

  /** Means and shares; those of remaining lives only if both estimated one. */
  public ModelEvaluation evaluation() {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put(SAME_STATE_SHARE, share(sameState, scans));
    metrics.put(BOTH_ESTIMATE_SHARE, share(both, scans));
    metrics.put(ONLY_LIVE_SHARE, share(onlyLive, scans));
    metrics.put(ONLY_SHADOW_SHARE, share(onlyShadow, scans));
    if (both > 0) {
      metrics.put(MEAN_ABSOLUTE_DIFFERENCE, difference / both);
      metrics.put(LIVE_INSIDE_SHADOW_SHARE, share(inside, both));
      metrics.put(LIVE_MEAN_WIDTH, liveWidth / both);
      metrics.put(SHADOW_MEAN_WIDTH, shadowWidth / both);
    }
    return new ModelEvaluation(
        modelId, version, baselineVersion, from, from.plus(length), scans, metrics, equipmentClass);
  }

  /** How many scans a figure of an evaluation is a mean of, to sum up windows. */
  public static double weight(ModelEvaluation evaluation, String metric) {
    return switch (metric) {
      case MEAN_ABSOLUTE_DIFFERENCE, LIVE_INSIDE_SHADOW_SHARE, LIVE_MEAN_WIDTH, SHADOW_MEAN_WIDTH ->
          evaluation.assessments() * evaluation.metrics().getOrDefault(BOTH_ESTIMATE_SHARE, 0.0);
      default -> evaluation.assessments();
    };
  }

  private static double share(long part, long all) {
    return (double) part / all;
  }

  /**
   * A version of a model.
   *
   * @param modelId the model
   * @param version of it
   */
  public record Named(String modelId, String version) {
    /** No model. */
    public static final Named NOBODY = new Named(NONE, NONE);

    /** The life model that an assessment names. */
    public static Named of(Provenance provenance) {
      @Nullable String id = provenance.modelId();
      @Nullable String version = provenance.modelVersion();
      return id == null || version == null ? NOBODY : new Named(id, version);
    }
  }
}
