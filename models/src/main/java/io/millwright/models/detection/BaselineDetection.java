package io.millwright.models.detection;

import io.millwright.contracts.assessment.DetectorScore;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns what is normal for one asset from its own steady scans, and judges new ones by every
 * {@link StateDetector}. Mutable, one owner thread.
 *
 * <p>{@link #judge} a scan, then {@link #learn} from it if nothing speaks against it: the caller
 * knows whether learning is frozen.
 */
public final class BaselineDetection {
  private static final byte VERSION = 1;

  /** Rows kept for the first fit, to see how the residuals hang together in time. */
  private static final int MOST_RECENT = 64;

  /** Pseudo-scans that hold the autocorrelation near none until there are enough. */
  private static final double AUTOCORRELATION_PRIOR = 10;

  private static final double MOST_AUTOCORRELATION = 0.95;

  /** A channel with less of the score explains nothing. */
  private static final double LEAST_SHARE = 0.01;

  /** Refit when so much more is learned than at the last fit. */
  private static final double REFIT_GROWTH = 1.4;

  private final ChannelRoles roles;
  private final DetectionSettings settings;
  private final OperatingRegimes regimes;
  private final Deviation deviation;
  private final PrincipalComponentDetector linear;
  private final List<StateDetector> detectors;
  private final double[] values;
  private final double[] settingValues;

  private BaselineStatistics learned;
  private @Nullable BaselineModel model;
  private final List<Row> recent = new ArrayList<>();
  private @Nullable Instant learningSince;
  private Instant latest = Instant.MIN;
  private int regime = -1;
  private boolean judged;
  private boolean settingsKnown;
  private double learnedSinceFit;
  private final double[] lagProducts;
  private final double[] lagSquares;
  private final double[] lagged;

  @SuppressWarnings("ArrayRecordComponent") // owned by the list above
  private record Row(int regime, double[] values, double[] settings) {}

  public BaselineDetection(ChannelRoles roles, DetectionSettings settings) {
    this.roles = roles;
    this.settings = settings;
    int p = roles.monitored().length;
    regimes =
        new OperatingRegimes(
            roles.leastScale(), settings.regimeTolerance(), settings.greatestRegimes());
    deviation = new Deviation(p, settings.smoothing(), settings.minimumSigmas());
    linear = new PrincipalComponentDetector(settings.fullScans());
    detectors =
        settings.forest().enabled()
            ? List.of(linear, new RandomCutForestDetector(p, settings.forest()))
            : List.of(linear);
    values = new double[p];
    settingValues = new double[roles.settings().length];
    learned = new BaselineStatistics(p, settingValues.length);
    lagProducts = new double[p];
    lagSquares = new double[p];
    lagged = new double[p];
    Arrays.fill(lagged, Double.NaN);
  }

  /**
   * Judges a steady scan.
   *
   * @param scan one value per point of the asset; NaN = absent. Not kept.
   * @param mayLearn whether an unknown operating regime may be added
   */
  public Judgement judge(double[] scan, Instant time, boolean mayLearn) {
    latest = time;
    int absent = take(scan);
    double absentShare = (double) absent / values.length;
    regime = settingsKnown ? regimes.assign(settingValues, mayLearn) : -1;
    judged = false;
    BaselineModel fitted = model;
    RegimeBaseline baseline = fitted == null ? null : fitted.regime(regime);
    if (fitted == null || baseline == null) {
      return new Judgement(
          regime, learningDetail(), List.of(), Double.NaN, deviation.greatestSigmas(), absentShare);
    }
    if (absent == values.length) {
      return new Judgement(
          regime, "", List.of(), Double.NaN, deviation.greatestSigmas(), absentShare);
    }
    deviation.update(fitted, baseline, values, settingValues);
    judged = true;
    List<DetectorScore> scores = new ArrayList<>(3);
    for (StateDetector detector : detectors) {
      detector.judge(deviation, scores);
    }
    double worst = 0;
    for (DetectorScore score : scores) {
      worst = Math.max(worst, score.score() / score.threshold());
    }
    return new Judgement(regime, "", scores, worst, deviation.greatestSigmas(), absentShare);
  }

  /** Takes the scan judged last as normal. */
  public void learn() {
    if (regime < 0) {
      return;
    }
    BaselineModel fitted = model;
    if (judged) {
      learnLag();
      for (StateDetector detector : detectors) {
        detector.learn(deviation);
      }
    }
    // Once full it stays: a baseline that followed would follow a slow fault too, and never see it.
    if (fitted != null && learned.count(regime) >= settings.fullScans()) {
      return;
    }
    learned.add(regime, values, settingValues);
    learnedSinceFit++;
    if (fitted == null) {
      learningSince = learningSince == null ? latest : learningSince;
      if (recent.size() == MOST_RECENT) {
        recent.remove(0);
      }
      recent.add(new Row(regime, values.clone(), settingValues.clone()));
      if (suffices()) {
        fitFirst();
      }
    } else if (learnedSinceFit
            >= Math.min(settings.fullScans(), (REFIT_GROWTH - 1) * fitted.fittedFrom())
        || learned.count(regime) == settings.fullScans()
        || (fitted.regime(regime) == null
            && learned.count(regime) >= settings.minimumRegimeScans())) {
      fit();
    }
  }

  /** Forgets everything: the baseline is learned again. */
  public void forget() {
    learned = new BaselineStatistics(values.length, settingValues.length);
    regimes.forget();
    model = null;
    recent.clear();
    learningSince = null;
    regime = -1;
    judged = false;
    learnedSinceFit = 0;
    Arrays.fill(lagProducts, 0);
    Arrays.fill(lagSquares, 0);
    Arrays.fill(lagged, Double.NaN);
    deviation.forget();
    detectors.forEach(StateDetector::forget);
  }

  /** Whether a first baseline was fitted. */
  public boolean hasBaseline() {
    return model != null;
  }

  /**
   * A channel's part in the deviation.
   *
   * @param channel index into a scan
   * @param share of the score, 0 to 1
   * @param sigmas moving average of its residual in σ, signed
   */
  public record Contribution(int channel, double share, double sigmas) {}

  /** Channels that explain the deviation now, most first. */
  public List<Contribution> contributions(int most) {
    double[] shares = linear.shares(deviation);
    return IntStream.range(0, shares.length)
        .boxed()
        .filter(i -> shares[i] >= LEAST_SHARE)
        .sorted((i, j) -> Double.compare(shares[j], shares[i]))
        .limit(most)
        .map(i -> new Contribution(roles.monitored()[i], shares[i], deviation.sigmas()[i]))
        .toList();
  }

  /** The deviation after the last scan. */
  Deviation deviation() {
    return deviation;
  }

  private int take(double[] scan) {
    int absent = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = scan[roles.monitored()[i]];
      if (Double.isNaN(values[i])) {
        absent++;
      }
    }
    boolean known = true;
    for (int s = 0; s < settingValues.length; s++) {
      double value = scan[roles.settings()[s]];
      if (!Double.isNaN(value)) {
        settingValues[s] = value;
      } else {
        // The last value stands in, once there is one.
        known &= settingsKnown;
      }
    }
    settingsKnown = known;
    return absent;
  }

  private boolean suffices() {
    Instant since = learningSince;
    return learned.scansInRegimesOf(settings.minimumRegimeScans()) >= settings.minimumScans()
        && since != null
        && Duration.between(since, latest).compareTo(settings.minimumDuration()) >= 0;
  }

  private String learningDetail() {
    if (regime < 0) {
      return settingsKnown
          ? "operating regime not seen before"
          : "operating regime unknown: a setting has no value yet";
    }
    if (model != null) {
      return String.format(
          "operating regime %d is new: %.0f of %d steady scans learned",
          regime, learned.count(regime), settings.minimumRegimeScans());
    }
    double scans = learned.scansInRegimesOf(settings.minimumRegimeScans());
    if (scans >= settings.minimumScans()) {
      return "baseline is learned until it spans "
          + settings.minimumDuration().toHours()
          + " hours";
    }
    return learned.regimes().size() < 2
        ? String.format("%.0f of %d steady scans learned", learned.scans(), settings.minimumScans())
        : String.format(
            "%.0f of %d steady scans learned in %d operating regimes, at least %d in each that counts",
            learned.scans(),
            settings.minimumScans(),
            learned.regimes().size(),
            settings.minimumRegimeScans());
  }

  private void fitFirst() {
    fit();
    BaselineModel fitted = model;
    if (fitted == null) {
      return;
    }
    // In-sample residuals show how they hang together in time; with that the averages' variance is
    // known, and a second
    // pass leaves them where they would be had they been followed from the start.
    replay(fitted);
    fit();
    deviation.forget();
    BaselineModel refitted = model;
    if (refitted != null) {
      replay(refitted);
    }
    recent.clear();
  }

  private void replay(BaselineModel fitted) {
    Arrays.fill(lagProducts, 0);
    Arrays.fill(lagSquares, 0);
    Arrays.fill(lagged, Double.NaN);
    for (Row row : recent) {
      RegimeBaseline baseline = fitted.regime(row.regime());
      if (baseline != null) {
        deviation.update(fitted, baseline, row.values(), row.settings());
        learnLag();
      }
    }
  }

  private void fit() {
    double[] autocorrelation = new double[values.length];
    for (int i = 0; i < autocorrelation.length; i++) {
      double estimate = lagProducts[i] / (lagSquares[i] + AUTOCORRELATION_PRIOR);
      autocorrelation[i] = Math.max(0, Math.min(MOST_AUTOCORRELATION, estimate));
    }
    BaselineModel fitted = BaselineModel.fit(learned, autocorrelation, settings);
    linear.use(fitted.components());
    model = fitted;
    learnedSinceFit = 0;
  }

  private void learnLag() {
    double[] residuals = deviation.residuals();
    double fade = 1 - 1.0 / settings.fullScans();
    for (int i = 0; i < lagged.length; i++) {
      double z = residuals[i];
      if (!Double.isNaN(z)) {
        if (!Double.isNaN(lagged[i])) {
          lagProducts[i] = fade * lagProducts[i] + z * lagged[i];
          lagSquares[i] = fade * lagSquares[i] + 0.5 * (z * z + lagged[i] * lagged[i]);
        }
        lagged[i] = z;
      }
    }
  }

  public void write(SnapshotWriter out) {
    out.put(VERSION);
    regimes.write(out);
    deviation.write(out);
    learned.write(out);
    out.put(model != null);
    if (model != null) {
      model.write(out);
    }
    out.put(recent.size());
    for (Row row : recent) {
      out.put(row.regime()).put(row.values()).put(row.settings());
    }
    out.put(learningSince).put(settingsKnown).put(settingValues).put(learnedSinceFit);
    out.put(lagProducts).put(lagSquares).put(lagged);
    out.put(detectors.size());
    detectors.forEach(d -> d.write(out));
  }

  /**
   * Continues from what {@link #write} wrote, by the same roles.
   *
   * @throws IllegalArgumentException if it was written for others
   */
  public void read(SnapshotReader in) {
    if (in.readByte() != VERSION) {
      throw new IllegalArgumentException("baseline of an unknown version");
    }
    regimes.read(in);
    deviation.read(in);
    learned.read(in);
    if (in.readBoolean()) {
      BaselineModel fitted = BaselineModel.read(in);
      linear.use(fitted.components());
      model = fitted;
    }
    int rows = in.readCount();
    for (int i = 0; i < rows; i++) {
      recent.add(new Row(in.readInt(), in.readDoubles(), in.readDoubles()));
    }
    learningSince = in.readInstant();
    settingsKnown = in.readBoolean();
    in.readInto(settingValues);
    learnedSinceFit = in.readDouble();
    in.readInto(lagProducts);
    in.readInto(lagSquares);
    in.readInto(lagged);
    if (in.readInt() != detectors.size()) {
      throw new IllegalArgumentException("baseline of other detectors");
    }
    detectors.forEach(d -> d.read(in));
  }
}
