package io.millwright.models.assessor;

import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.detection.BaselineDetection;
import io.millwright.models.detection.BaselineDetection.Contribution;
import io.millwright.models.detection.ChannelRoles;
import io.millwright.models.detection.Judgement;
import io.millwright.models.operation.OperatingStateTracker;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Follows the scalar channels of one asset, scan by scan: operating state, state detection, health,
 * remaining life. Mutable, one owner thread.
 *
 * <p>Learning freezes by its own latched degradation, or a remaining life that is running out, so
 * that a fault never becomes the new normal. It ends by a repair, an inspection or an acceptance.
 */
final class ScanFollower {
  private static final int MOST_CONTRIBUTIONS = 5;

  private final AssessorSettings settings;
  private LifeFollower life;

  /** Of the model version that served before, in this life. */
  private @Nullable LifeState parked;

  /** Whether the life model goes on from a state that it wrote itself. */
  private boolean asWritten;

  private final DegradationLatch latch;
  private final RunningTime running;
  private Asset asset;
  private OperatingStateTracker operation;
  private int statePoint;
  private BaselineDetection detection;
  private final HealthIndex index = new HealthIndex();
  private double[] usable;
  private List<Finding> findings = List.of();

  /**
   * What a scan says.
   *
   * @param features what the life model read; null if it did not read this scan
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record View(
      OperatingState state,
      StateDetection detection,
      Opinion opinion,
      float @Nullable [] features) {}

  ScanFollower(Asset asset, AssessorSettings settings, @Nullable LifeEstimator model) {
    this.asset = asset;
    this.settings = settings;
    life = new LifeFollower(model, settings);
    life.read(asset);
    latch = new DegradationLatch(settings);
    running = new RunningTime(settings.longestGap());
    usable = new double[asset.points().size()];
    detection = new BaselineDetection(ChannelRoles.of(asset.points()), settings.detection());
    operation = new OperatingStateTracker(asset.stateRule());
    statePoint = asset.indexOf(asset.stateRule().pointId());
  }

  /** Changes whenever scans would be read otherwise. */
  static int rolesFingerprint(Asset asset) {
    int hash = asset.channelSet();
    for (var point : asset.points()) {
      hash = 31 * hash + point.kind().name().hashCode();
    }
    return hash;
  }

  void declare(Asset changed) {
    boolean sameChannels = rolesFingerprint(changed) == rolesFingerprint(asset);
    boolean sameRule = changed.stateRule().equals(asset.stateRule());
    asset = changed;
    statePoint = changed.indexOf(changed.stateRule().pointId());
    if (!sameRule) {
      operation = new OperatingStateTracker(changed.stateRule());
    }
    if (!sameChannels) {
      usable = new double[changed.points().size()];
      detection = new BaselineDetection(ChannelRoles.of(changed.points()), settings.detection());
      life.read(changed);
    }
  }

  void act(MachineEvent event) {
    operation.apply(event.type(), event.time());
    switch (event.type()) {
      case MAINTENANCE_PERFORMED -> {
        restartLearning();
        running.restart();
        life.restart();
        parked = null; // it knows only the life that has ended
      }
      case ACCEPTED_AS_NORMAL -> restartLearning();
      case INSPECTED_NOTHING_FOUND -> release();
      case START, STOP, TRIP, PRODUCT_CHANGE, OPERATOR_ROUND, OTHER -> {}
    }
  }

  private void restartLearning() {
    detection.forget();
    index.forget();
    release();
  }

  private void release() {
    latch.release();
    findings = List.of();
  }

  /** Takes a scan that follows the asset's channels and is newer than all before. */
  View accept(ScalarScan scan) {
    takeUsable(scan);
    OperatingState state =
        operation.update(scan.time(), statePoint < 0 ? Double.NaN : usable[statePoint]);
    running.update(scan.time(), operation.turning(), asset.cycleDuration());
    StateDetection detected;
    HealthAssessment health;
    HealthState hidden = HealthState.NOT_ASSESSED;
    if (state == OperatingState.RUNNING) {
      Judgement judgement = detection.judge(usable, scan.time(), !frozen());
      latch.update(judgement, scan.time());
      followLife(scan);
      if (!frozen() && !judgement.anomalous()) {
        detection.learn();
      }
      List<Contribution> contributions =
          judgement.anomalous() ? detection.contributions(MOST_CONTRIBUTIONS) : List.of();
      detected = stateDetection(judgement, contributions);
      health = health(judgement, contributions);
    } else {
      life.keep(words(state));
      detected = new StateDetection(Double.NaN, List.of(), List.of(), -1, frozen());
      health = notJudged(state);
      hidden = latched();
    }
    return new View(
        state, detected, new Opinion(health, life.assessment(), hidden), life.features());
  }

  private void takeUsable(ScalarScan scan) {
    double[] values = scan.values();
    for (int i = 0; i < usable.length; i++) {
      ChannelQuality quality = scan.qualityOf(i);
      boolean good = quality == ChannelQuality.GOOD || quality == ChannelQuality.UNCERTAIN;
      usable[i] = good && Double.isFinite(values[i]) ? values[i] : Double.NaN;
    }
  }

  private void followLife(ScalarScan scan) {
    LifeEstimator model = life.model();
    double elapsed = model == null ? 0 : running.elapsed(model.unit(), asset.cycleDuration());
    life.update(usable, elapsed, scan.time());
  }

  private boolean frozen() {
    return latch.latched() || life.warns() || life.alarms();
  }

  private StateDetection stateDetection(Judgement judgement, List<Contribution> contributions) {
    List<ChannelContribution> named = new ArrayList<>(contributions.size());
    for (Contribution c : contributions) {
      named.add(
          new ChannelContribution(asset.points().get(c.channel()).id(), c.share(), c.sigmas()));
    }
    return new StateDetection(
        judgement.anomalyScore(), judgement.scores(), named, judgement.regime(), frozen());
  }

  private HealthAssessment health(Judgement judgement, List<Contribution> contributions) {
    if (judgement.anomalous()) {
      List<Finding> suspected = HealthWords.findings(asset, contributions);
      if (latch.latched()) {
        latch.evidence(HealthWords.deviation(asset, contributions, latch.anomalousInARow()));
        findings = suspected;
      }
    }
    HealthState state = state(judgement);
    RemainingLife left = life.last();
    boolean lifeSpeaks = left != null && (life.warns() || life.alarms());
    List<String> reasons = new ArrayList<>(3);
    if (latch.latched()) {
      reasons.add(latched(judgement));
    } else if (judgement.anomalous()) {
      reasons.add(
          "watching: " + HealthWords.deviation(asset, contributions, latch.anomalousInARow()));
    }
    if (left != null && lifeSpeaks) {
      reasons.add(HealthWords.life(left));
    }
    if (!judgement.learning().isEmpty()) {
      reasons.add(judgement.learning());
    }
    if (tooFewChannels(judgement)) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%.0f %% of the channels have no usable value",
              100 * judgement.absentShare()));
    }
    List<Finding> shown = findings;
    if (shown.isEmpty() && left != null && lifeSpeaks) {
      shown = List.of(HealthWords.endOfLife(asset, left));
    }
    return new HealthAssessment(
        state,
        index.update(judgement.anomalyScore(), life.shareLeft(), latch.level()),
        String.join("; ", reasons),
        shown);
  }

  private String latched(Judgement judgement) {
    return judgement.anomalous() || latch.evidence().isEmpty()
        ? latch.evidence()
        : "was seen since " + latch.since() + " and not inspected: " + latch.evidence();
  }

  /** NOT_ASSESSED if nothing is. */
  private HealthState latched() {
    if (latch.level() == DegradationLatch.Level.ALARM || life.alarms()) {
      return HealthState.ALARM;
    }
    return latch.latched() || life.warns() ? HealthState.DEGRADED : HealthState.NOT_ASSESSED;
  }

  private HealthState state(Judgement judgement) {
    HealthState latched = latched();
    if (latched != HealthState.NOT_ASSESSED) {
      return latched;
    }
    if (tooFewChannels(judgement)) {
      return HealthState.UNKNOWN;
    }
    return judgement.learning().isEmpty() ? HealthState.HEALTHY : HealthState.LEARNING;
  }

  private boolean tooFewChannels(Judgement judgement) {
    return judgement.absentShare() > settings.greatestAbsentShare()
        || (judgement.learning().isEmpty() && !judgement.judged());
  }

  /** A machine that is not judged shows what is latched all the same. */
  private HealthAssessment notJudged(OperatingState state) {
    String reason = words(state);
    if (latch.latched()) {
      reason +=
          "; "
              + (latch.level() == DegradationLatch.Level.ALARM ? "in alarm" : "degraded")
              + " since "
              + latch.since()
              + ": "
              + latch.evidence();
    }
    RemainingLife left = life.last();
    if (left != null && (life.warns() || life.alarms())) {
      reason += "; " + HealthWords.life(left);
    }
    return new HealthAssessment(HealthState.NOT_ASSESSED, Double.NaN, reason, findings);
  }

  /** What is known before the next scan, from a state that held no opinion. */
  Opinion remembered() {
    return new Opinion(
        new HealthAssessment(
            HealthState.NOT_ASSESSED, Double.NaN, "no scan since the state was restored", findings),
        PrognosticAssessment.notAssessed("no scan since the state was restored"),
        latched());
  }

  private String words(OperatingState state) {
    return switch (state) {
      case RUNNING -> "running";
      case STANDBY -> "in standby, not judged";
      case STOPPED -> "stopped, not judged";
      case TRANSIENT -> "not yet steady, not judged";
      case UNKNOWN ->
          switch (asset.stateRule().source()) {
            case EVENT -> "operating state unknown: no start or stop event yet";
            case POINT ->
                "operating state unknown: " + asset.stateRule().pointId() + " has no value";
            case ALWAYS_RUNNING -> "operating state unknown";
          };
    };
  }

  /**
   * Another life model takes over. It goes on from what it has seen of this life itself: in the
   * dark, or when it served before; otherwise it knows the life from now on only.
   *
   * @param dark where it has judged so far; null if it has not
   */
  void serve(@Nullable LifeEstimator model, @Nullable ScanFollower dark) {
    LifeFollower former = life;
    LifeFollower next = new LifeFollower(model, settings);
    next.read(asset);
    LifeState known = dark == null ? null : dark.life.state();
    if (known == null || !known.isOf(model)) {
      known = parked;
    }
    if (known != null && known.isOf(model)) {
      next.adopt(known);
    } else {
      next.follow(former);
    }
    parked = former.state();
    life = next;
  }

  /** Whether it was restored for a life model that did not write the state. */
  boolean hasSuccessor() {
    return life.model() != null && !asWritten;
  }

  /**
   * The life model goes on from what it saw in the dark.
   *
   * @param dark restored for the same model, which may not have written its state either
   */
  void takeOver(ScanFollower dark) {
    if (dark.asWritten) {
      life.adopt(dark.life.state());
      asWritten = true;
    }
  }

  /** Life estimates that failed since the assessor began. */
  long lifeFailures() {
    return life.failures();
  }

  /** Writes what {@link #read} takes over. */
  void write(SnapshotWriter out) {
    latch.write(out);
    running.write(out);
    index.write(out);
    life.state().write(out);
    Findings.writeWithoutLines(findings, out);
    put(out, operation::write);
    put(out, detection::write);
  }

  /**
   * Takes over what was written.
   *
   * @param sameRule whether the operating state was told in the same way
   * @param sameDetection whether channels and settings of detection were the same
   */
  void read(SnapshotReader in, boolean sameRule, boolean sameDetection) {
    latch.read(in);
    running.read(in);
    index.read(in);
    take(LifeState.read(in, LifeFollower.coverage()));
    findings = Findings.readWithoutLines(in);
    SnapshotReader operationState = new SnapshotReader(in.readBytes());
    SnapshotReader detectionState = new SnapshotReader(in.readBytes());
    if (sameRule) {
      operation.read(operationState);
    }
    if (sameDetection) {
      detection.read(detectionState);
      detectionState.end();
    }
  }

  private void take(LifeState written) {
    life.adopt(written);
    asWritten = written.isOf(life.model());
    if (!asWritten && !written.writtenBy().isEmpty()) {
      parked = written;
    }
  }

  /** Writes what {@link #readParked} takes over. */
  void writeParked(SnapshotWriter out) {
    LifeState before = parked;
    out.put(before != null);
    if (before != null) {
      before.write(out);
    }
  }

  /** Takes over what the former model saw; if it serves again, it goes on from there. */
  void readParked(SnapshotReader in) {
    if (!in.readBoolean()) {
      return;
    }
    LifeState before = LifeState.read(in, LifeFollower.coverage());
    if (before.isOf(life.model())) {
      life.adopt(before);
    } else if (parked == null) {
      parked = before;
    }
  }

  private interface Part {
    void write(SnapshotWriter out);
  }

  private static void put(SnapshotWriter out, Part part) {
    SnapshotWriter own = new SnapshotWriter();
    part.write(own);
    out.put(own.toBytes());
  }
}
