package io.millwright.dashboards.history;

import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.AssetId;
import io.millwright.dashboards.history.AssessmentMerge.Some;
import io.millwright.dashboards.history.InMemoryHistoryStore.Series;
import io.millwright.dashboards.history.StaleHours.Run;
import io.millwright.dashboards.history.TierPlan.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The tiers of the history in maps. */
final class InMemoryTiers implements RollUps.Computation, TieredReads.Source {
  record Mark(Trend trend, AssetId asset, long hour) {}

  private record Of(Tier tier, Object series) {}

  /** Marks of stale hours, as a store keeps them. */
  final Set<Mark> marked = ConcurrentHashMap.newKeySet();

  private final Map<Series, NavigableMap<Instant, Reading>> readings;
  private final Map<SignalFeature, NavigableMap<Instant, Double>> features;
  private final Map<AssetId, NavigableMap<Instant, AssessmentSample>> assessments;
  private final Map<Of, NavigableMap<Instant, ReadingBucket>> numbers = new ConcurrentHashMap<>();
  private final Map<Of, NavigableMap<Instant, Some>> said = new ConcurrentHashMap<>();

  InMemoryTiers(
      Map<Series, NavigableMap<Instant, Reading>> readings,
      Map<SignalFeature, NavigableMap<Instant, Double>> features,
      Map<AssetId, NavigableMap<Instant, AssessmentSample>> assessments) {
    this.readings = readings;
    this.features = features;
    this.assessments = assessments;
  }

  @Override
  public void marks(RollUps.Marked passed) {
    marked.forEach(mark -> passed.hour(mark.trend, mark.asset, mark.hour));
  }

  @Override
  public void compute(Run run, Refusals refusals) {
    for (Tier tier : run.trend().tiers()) {
      Buckets rows = new Buckets(0, tier.step().toMillis() * 1_000);
      Part part = new Part(Tier.RAW, run.hours().fromMicros(), run.hours().toMicros());
      switch (run.trend()) {
        case READINGS ->
            readings.forEach(
                (series, values) -> {
                  if (series.asset().equals(run.asset().value())) {
                    keep(new Of(tier, series), rows, within(values, part), Reading::value);
                  }
                });
        case FEATURES ->
            features.forEach(
                (feature, values) -> {
                  if (feature.asset().equals(run.asset())) {
                    keep(new Of(tier, feature), rows, within(values, part), v -> v);
                  }
                });
        case ASSESSMENTS ->
            byBucket(within(assessments.getOrDefault(run.asset(), new TreeMap<>()), part), rows)
                .forEach(
                    (index, samples) ->
                        said.computeIfAbsent(
                                new Of(tier, run.asset()), o -> new ConcurrentSkipListMap<>())
                            .put(rows.start(index), some(samples)));
      }
    }
  }

  private <T> void keep(
      Of of, Buckets rows, NavigableMap<Instant, T> values, ToDoubleFunction<T> value) {
    TrendMerge merge = new TrendMerge(rows);
    values.forEach((time, v) -> addOne(merge, time, value.applyAsDouble(v)));
    merge
        .trends()
        .values()
        .forEach(
            trend ->
                trend.forEach(
                    row ->
                        numbers
                            .computeIfAbsent(of, o -> new ConcurrentSkipListMap<>())
                            .put(row.time(), row)));
  }

  private static void addOne(TrendMerge merge, Instant time, double value) {
    merge.add("", EpochMicros.of(time), value, value, value, 1);
  }

  @Override
  public void unmark(Trend trend, AssetId asset, List<Long> hours) {
    hours.forEach(hour -> marked.remove(new Mark(trend, asset, hour)));
  }

  @Override
  public void dropOld() {}

  @Override
  public List<HourSpan> stale(Trend trend, AssetId asset, HourSpan hours) {
    return StaleHours.joined(
        marked.stream()
            .filter(mark -> mark.trend == trend && mark.asset.equals(asset))
            .map(Mark::hour)
            .filter(hour -> hours.first() <= hour && hour < hours.end())
            .sorted()
            .toList());
  }

  @Override
  public void readings(
      Part part, Buckets buckets, AssetId asset, List<String> points, TrendMerge into) {
    readings.forEach(
        (series, values) -> {
          if (series.asset().equals(asset.value())
              && (points.isEmpty() || points.contains(series.name()))) {
            read(part, series, series.name(), values, Reading::value, into);
          }
        });
  }

  @Override
  public void feature(Part part, Buckets buckets, SignalFeature feature, TrendMerge into) {
    read(
        part,
        feature,
        feature.field(),
        features.getOrDefault(feature, new TreeMap<>()),
        v -> v,
        into);
  }

  private <T> void read(
      Part part,
      Object series,
      String name,
      NavigableMap<Instant, T> raw,
      ToDoubleFunction<T> value,
      TrendMerge into) {
    if (part.tier() == Tier.RAW) {
      within(raw, part)
          .forEach(
              (time, v) -> {
                double number = value.applyAsDouble(v);
                into.add(name, EpochMicros.of(time), number, number, number, 1);
              });
      return;
    }
    within(numbers.getOrDefault(new Of(part.tier(), series), new TreeMap<>()), part)
        .forEach(
            (time, row) ->
                into.add(
                    name, EpochMicros.of(time), row.min(), row.mean(), row.max(), row.count()));
  }

  @Override
  public void assessments(Part part, Buckets buckets, AssetId asset, AssessmentMerge into) {
    BiConsumer<Instant, Some> add = (time, some) -> into.add(EpochMicros.of(time), some);
    if (part.tier() == Tier.RAW) {
      within(assessments.getOrDefault(asset, new TreeMap<>()), part)
          .forEach((time, sample) -> add.accept(time, some(List.of(sample))));
    } else {
      within(said.getOrDefault(new Of(part.tier(), asset), new TreeMap<>()), part).forEach(add);
    }
  }

  private static Some some(List<AssessmentSample> samples) {
    AssessmentSample last = samples.get(samples.size() - 1);
    List<RemainingLife> lives = new ArrayList<>();
    for (AssessmentSample sample : samples) {
      RemainingLife life = sample.remainingLife();
      if (life != null) {
        lives.add(life);
      }
    }
    List<Double> healths = finite(samples, AssessmentSample::healthIndex);
    return new Some(
        finite(samples, AssessmentSample::anomalyScore).stream()
            .mapToDouble(v -> v)
            .max()
            .orElse(Double.NaN),
        mean(healths),
        healths.size(),
        mean(finite(lives, RemainingLife::lower)),
        mean(finite(lives, RemainingLife::median)),
        mean(finite(lives, RemainingLife::upper)),
        lives.size(),
        last.state().name(),
        last.operatingState().name(),
        samples.size());
  }

  private static <T> List<Double> finite(List<T> found, Function<T, Double> number) {
    return found.stream().map(number).filter(Double::isFinite).toList();
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  private static <T> Map<Long, List<T>> byBucket(NavigableMap<Instant, T> values, Buckets rows) {
    Map<Long, List<T>> buckets = new TreeMap<>();
    values.forEach(
        (time, value) ->
            buckets
                .computeIfAbsent(rows.index(EpochMicros.of(time)), i -> new ArrayList<>())
                .add(value));
    return buckets;
  }

  private static <T> NavigableMap<Instant, T> within(NavigableMap<Instant, T> values, Part part) {
    return values.subMap(
        EpochMicros.toInstant(part.from()), true, EpochMicros.toInstant(part.to()), false);
  }
}
