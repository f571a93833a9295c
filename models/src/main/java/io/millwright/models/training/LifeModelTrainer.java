package io.millwright.models.training;

import io.millwright.models.ensemble.TreeEnsemble;
import io.millwright.models.ensemble.TreeEnsembleCodec;
import io.millwright.models.prognosis.LifeInterval;
import io.millwright.models.prognosis.LifeModelParameters;
import io.millwright.models.prognosis.LinearLife;
import io.millwright.models.prognosis.OperatingRegimes;
import io.millwright.models.prognosis.RegimeNormalization;
import io.millwright.models.prognosis.TreeLifeEstimator;
import io.millwright.models.release.BundleManifest;
import io.millwright.models.release.BundleManifest.TrainingSource;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.training.IntervalCalibration.HeldOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.regression.Regressor;

/**
 * Trains a life estimator for any kind of machine from histories that ended in failure. Equal
 * input, options and program give a bundle of equal bytes.
 */
public final class LifeModelTrainer {
  /** Below this many machines there is nothing to calibrate an interval on. */
  private static final int MIN_MACHINES = 5;

  /**
   * An estimate moves further than this share of held-out updates did only if something is wrong.
   */
  private static final double USUAL_JUMPS = 0.9999;

  private static final double MIN_JUMP_SHARE_OF_CAP = 0.1;

  private static final String CREATED_BY = "millwright life model trainer 1";

  private final RunToFailureTable table;
  private final LifeTrainingOptions options;
  private final List<TrainingSource> sources;

  private LifeModelTrainer(
      RunToFailureTable table, LifeTrainingOptions options, List<TrainingSource> sources) {
    this.table = table;
    this.options = options;
    this.sources = sources;
  }

  /**
   * Trains, calibrates and packs.
   *
   * @param sources what the table was read from, for the bundle's manifest
   * @throws IllegalArgumentException if the table has too few machines or no channel that varies
   */
  public static TrainedLifeModel train(
      RunToFailureTable table, LifeTrainingOptions options, List<TrainingSource> sources) {
    if (table.histories().size() < MIN_MACHINES) {
      throw new IllegalArgumentException(
          "has "
              + table.histories().size()
              + " histories, at least "
              + MIN_MACHINES
              + " are needed");
    }
    return new LifeModelTrainer(table, options, List.copyOf(sources)).train();
  }

  private TrainedLifeModel train() {
    List<String> monitored = NormalizationFit.monitored(table);
    if (monitored.isEmpty()) {
      throw new IllegalArgumentException("no channel varies; there is nothing to learn from");
    }
    OperatingRegimes regimes = RegimeFit.fit(table, options.seed());
    RegimeNormalization normalization = NormalizationFit.fit(table, regimes, monitored);
    LifeModelParameters blank = parameters(monitored, normalization);
    TrendTable trends = new TrendTable(table, blank.trends(), options.cap());
    int features = blank.trends().count() + 1;
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    try {
      List<Future<List<HeldOut>>> folds = new ArrayList<>();
      List<int[]> groups = groups(trends.machines());
      for (int[] heldOut : groups) {
        folds.add(pool.submit(() -> fold(trends, features, heldOut)));
      }
      int[] everyone = IntStream.range(0, trends.machines()).toArray();
      LinearLife linear = trends.linear(everyone);
      TribuoTrees trees = new TribuoTrees(features);
      List<Future<XGBoostModel<Regressor>>> members = new ArrayList<>();
      for (int i = 0; i < options.trees().members(); i++) {
        members.add(pool.submit(member(trends, linear, trees, everyone, memberSeed(i))));
      }
      HeldOut[] heldOut = new HeldOut[trends.machines()];
      for (int g = 0; g < groups.size(); g++) {
        List<HeldOut> fold = get(folds.get(g));
        for (int i = 0; i < fold.size(); i++) {
          heldOut[groups.get(g)[i]] = fold.get(i);
        }
      }
      List<XGBoostModel<Regressor>> grown = new ArrayList<>();
      for (Future<XGBoostModel<Regressor>> member : members) {
        grown.add(get(member));
      }
      return pack(
          calibrated(blank, linear, Arrays.asList(heldOut)), Arrays.asList(heldOut), trees, grown);
    } finally {
      pool.shutdownNow();
    }
  }

  private LifeModelParameters parameters(
      List<String> monitored, RegimeNormalization normalization) {
    return new LifeModelParameters(
        options.modelId(),
        options.unit(),
        options.cap(),
        table.channels(),
        table.settings(),
        monitored,
        normalization,
        options.timeConstants(),
        options.baselineSpan(),
        new LinearLife(0, new double[0], new double[0]),
        new LifeInterval(new double[] {0, 1}, new double[2], new double[2]),
        options.cap());
  }

  private LifeModelParameters calibrated(
      LifeModelParameters blank, LinearLife linear, List<HeldOut> heldOut) {
    return new LifeModelParameters(
        blank.modelId(),
        blank.unit(),
        blank.cap(),
        blank.channels(),
        blank.settings(),
        blank.monitored(),
        blank.normalization(),
        blank.timeConstants(),
        blank.baselineSpan(),
        linear,
        IntervalCalibration.calibrate(heldOut),
        options.cap() * Math.max(MIN_JUMP_SHARE_OF_CAP, usualJump(heldOut)));
  }

  /** Machines dealt out at random into groups of about equal size. */
  private List<int[]> groups(int machines) {
    int[] order = IntStream.range(0, machines).toArray();
    SplittableRandom random = new SplittableRandom(options.seed());
    for (int i = machines - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    int count = Math.min(options.folds(), machines);
    return IntStream.range(0, count)
        .mapToObj(
            g ->
                IntStream.range(0, machines)
                    .filter(i -> i % count == g)
                    .map(i -> order[i])
                    .toArray())
        .toList();
  }

  /** Scores machines with a model, of one member, that never saw them. */
  private List<HeldOut> fold(TrendTable trends, int features, int[] heldOut) {
    int[] others =
        IntStream.range(0, trends.machines())
            .filter(m -> IntStream.of(heldOut).noneMatch(h -> h == m))
            .toArray();
    LinearLife linear = trends.linear(others);
    TribuoTrees trees = new TribuoTrees(features);
    TreeEnsemble ensemble =
        trees.flatten(List.of(grow(trends, linear, trees, others, memberSeed(0))));
    List<HeldOut> scored = new ArrayList<>();
    for (int m : heldOut) {
      double[] estimates =
          trends.vectors(m, linear).stream()
              .mapToDouble(vector -> Math.max(0, Math.min(1, ensemble.score(vector))))
              .toArray();
      scored.add(new HeldOut(estimates, trends.targets(m)));
    }
    return scored;
  }

  private Callable<XGBoostModel<Regressor>> member(
      TrendTable trends, LinearLife linear, TribuoTrees trees, int[] machines, long seed) {
    return () -> grow(trends, linear, trees, machines, seed);
  }

  private XGBoostModel<Regressor> grow(
      TrendTable trends, LinearLife linear, TribuoTrees trees, int[] machines, long seed) {
    return trees.grow(
        trees.dataset(
            trends.vectors(machines, linear), trends.targets(machines), options.modelId()),
        options.trees().forRows(table.rows()),
        seed);
  }

  private long memberSeed(int member) {
    return new SplittableRandom(options.seed() * 1000 + member).nextLong();
  }

  private static double usualJump(List<HeldOut> machines) {
    double[] jumps =
        machines.stream()
            .flatMapToDouble(
                m ->
                    IntStream.range(1, m.estimates().length)
                        .mapToDouble(i -> Math.abs(m.estimates()[i] - m.estimates()[i - 1])))
            .sorted()
            .toArray();
    return jumps.length == 0 ? 1 : jumps[(int) ((jumps.length - 1) * USUAL_JUMPS)];
  }

  private TrainedLifeModel pack(
      LifeModelParameters parameters,
      List<HeldOut> heldOut,
      TribuoTrees trees,
      List<XGBoostModel<Regressor>> members) {
    TreeEnsemble ensemble = trees.flatten(members);
    Map<String, byte[]> contents = new TreeMap<>();
    contents.put(ModelBundle.ENSEMBLE, TreeEnsembleCodec.encode(ensemble));
    for (int i = 0; i < members.size(); i++) {
      contents.put("tribuo/" + i + ".pb", TribuoBytes.of(members.get(i)));
    }
    double rmse = rmse(heldOut) * options.cap();
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("heldOutRmse", rmse);
    metrics.put("heldOutCoverage90", IntervalCalibration.coverage(parameters.interval(), heldOut));
    metrics.put("machines", (double) heldOut.size());
    metrics.put("rows", (double) table.rows());
    BundleManifest draft =
        new BundleManifest(
            BundleManifest.FORMAT_VERSION,
            BundleManifest.LIFE,
            options.modelId(),
            "",
            CREATED_BY,
            sources,
            options.seed(),
            metrics,
            new TreeMap<>(),
            new TreeLifeEstimator(parameters, "0".repeat(64), ensemble).featureSchema(),
            parameters);
    return new TrainedLifeModel(ModelBundle.of(draft, contents), rmse);
  }

  private static double rmse(List<HeldOut> machines) {
    double sum = 0;
    for (HeldOut m : machines) {
      double squares = 0;
      for (int i = 0; i < m.estimates().length; i++) {
        double d = m.estimates()[i] - m.truths()[i];
        squares += d * d;
      }
      sum += squares / m.estimates().length;
    }
    return Math.sqrt(sum / machines.size());
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("training failed: " + e.getCause(), e.getCause());
    }
  }
}
