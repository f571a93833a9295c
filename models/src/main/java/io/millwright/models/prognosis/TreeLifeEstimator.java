package io.millwright.models.prognosis;

import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.models.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** {@link LifeEstimator} by boosted trees on trends, with a conformal interval and guardrails. */
public final class TreeLifeEstimator implements LifeEstimator {
  /** With fewer than half of its channels an estimate is not to be acted upon. */
  private static final double MOST_CHANNELS_ABSENT = 0.5;

  private static final Set<Guardrail> NONE = Set.of();

  private final LifeModelParameters parameters;
  private final String version;
  private final TrendFeatures trends;
  private final TreeEnsemble trees;
  private final FeatureSchema schema;
  private final long modelTag;

  /**
   * @param version content digest, at least 16 hexadecimal digits
   * @param trees score a vector of {@link #featureSchema()} as a share of the cap
   */
  public TreeLifeEstimator(LifeModelParameters parameters, String version, TreeEnsemble trees) {
    this.parameters = parameters;
    this.version = version;
    this.trends = parameters.trends();
    this.trees = trees;
    List<String> names = new ArrayList<>(trends.schema().featureNames());
    names.add(LinearLife.FEATURE);
    this.schema = new FeatureSchema(trends.schema().schemaId(), names);
    this.modelTag = Long.parseUnsignedLong(version.substring(0, 16), 16);
    if (trees.featureCount() != names.size()
        || parameters.linear().weights().length != trends.count()) {
      throw new IllegalArgumentException(
          "the trees know " + trees.featureCount() + " features, the parameters " + names.size());
    }
  }

  @Override
  public String modelId() {
    return parameters.modelId();
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> channels() {
    return parameters.channels();
  }

  @Override
  public LifeUnit unit() {
    return parameters.unit();
  }

  @Override
  public double cap() {
    return parameters.cap();
  }

  @Override
  public FeatureSchema featureSchema() {
    return schema;
  }

  @Override
  public LifeMemory newMemory() {
    return fresh();
  }

  @Override
  public LifeMemory restore(byte[] snapshot) {
    TrendMemory memory = fresh();
    memory.read(snapshot);
    return memory;
  }

  private TrendMemory fresh() {
    TrendMemory memory = trends.newMemory();
    memory.modelTag = modelTag;
    return memory;
  }

  @Override
  public LifeEstimate update(LifeMemory memory, double elapsedSinceStart, double[] values) {
    if (!(memory instanceof TrendMemory trend) || trend.modelTag != modelTag) {
      throw new IllegalArgumentException("this life memory belongs to another model version");
    }
    if (!Double.isFinite(elapsedSinceStart) || values.length != parameters.channels().size()) {
      throw new IllegalArgumentException(
          "elapsed "
              + elapsedSinceStart
              + ", "
              + values.length
              + " values for "
              + parameters.channels());
    }
    double step = trend.updates == 0 ? 0 : Math.max(0, elapsedSinceStart - trend.elapsed);
    float[] features = new float[trees.featureCount()];
    trends.update(trend, elapsedSinceStart, values, features);
    features[features.length - 1] = parameters.linear().guess(features);
    return guarded(trend, step, trees.score(features), features);
  }

  private LifeEstimate guarded(TrendMemory trend, double step, double share, float[] features) {
    double cap = parameters.cap();
    Set<Guardrail> broken = NONE;
    if (!trends.insideEnvelope(trend)) {
      broken = with(broken, Guardrail.OUTSIDE_OPERATING_ENVELOPE);
    }
    if (trends.absentShare(trend) > MOST_CHANNELS_ABSENT) {
      broken = with(broken, Guardrail.CHANNELS_ABSENT);
    }
    if (!Double.isFinite(share)) {
      double last = Double.isNaN(trend.median) ? cap / 2 : trend.median;
      return new LifeEstimate(
          last, 0, Math.max(cap, last), features, with(broken, Guardrail.NOT_FINITE));
    }
    double median = cap * Math.max(0, Math.min(1, share));
    if (!Double.isNaN(trend.median)) {
      double reach = parameters.jumpLimit() + step;
      double limited =
          Math.max(trend.median - reach - step, Math.min(trend.median + reach, median));
      if (limited != median) {
        median = Math.max(0, limited);
        broken = with(broken, Guardrail.JUMP_LIMITED);
      }
    }
    trend.median = median;
    LifeInterval interval = parameters.interval();
    double lower = Math.min(median, cap * interval.lower(median / cap));
    double upper = Math.max(median, cap * interval.upper(median / cap));
    return new LifeEstimate(median, lower, upper, features, broken);
  }

  private static Set<Guardrail> with(Set<Guardrail> broken, Guardrail one) {
    EnumSet<Guardrail> more = EnumSet.of(one);
    more.addAll(broken);
    return more;
  }

  @Override
  public List<FeatureContribution> explain(float[] features, int count) {
    double[] sums = new double[features.length];
    trees.explain(features, sums);
    shareOutLinear(features, sums);
    return IntStream.range(0, trends.count())
        .mapToObj(
            i ->
                new FeatureContribution(
                    schema.featureNames().get(i), trends.channelOf(i), parameters.cap() * sums[i]))
        .sorted(Comparator.comparingDouble(c -> -Math.abs(c.contribution())))
        .limit(count)
        .toList();
  }

  /** The linear guess is a sum of trends: what it contributed goes to those that pulled its way. */
  private void shareOutLinear(float[] features, double[] sums) {
    LinearLife linear = parameters.linear();
    double contributed = sums[sums.length - 1];
    double pull = 0;
    for (int i = 0; i < trends.count(); i++) {
      pull += Math.max(0, Math.signum(contributed) * linear.term(i, features));
    }
    for (int i = 0; i < trends.count() && pull > 0; i++) {
      sums[i] +=
          contributed * Math.max(0, Math.signum(contributed) * linear.term(i, features)) / pull;
    }
  }
}
