package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.detection.BaselineDetection;
import io.millwright.models.detection.BaselineDetection.Contribution;
import io.millwright.models.detection.ChannelRoles;
import io.millwright.models.detection.Judgement;
import io.millwright.models.operation.OperatingStateTracker;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Assesses one asset, scan by scan: operating state, state detection, health, remaining life. What
 * it says depends only on the asset's declaration, scans and events in the order of event time; it
 * knows no clock and no other asset. Mutable, one owner thread.
 *
 * <p>Learning freezes by the assessor's own latched degradation, or a remaining life that is
 * running out, so that a fault never becomes the new normal. It ends by a repair, an inspection or
 * an acceptance.
 */
public final class AssetAssessor {
  private static final byte VERSION = 1;
  private static final String SOFTWARE = "millwright-assessor/1";
  private static final int MOST_CONTRIBUTIONS = 5;

  private final AssessorSettings settings;
  private final LifeFollower life;
  private final DegradationLatch latch;
  private final RunningTime running;
  private final PendingEvents events = new PendingEvents();
  private final Provenance provenance;
  private Asset asset;
  private int channelSet;
  private OperatingStateTracker operation;
  private int statePoint;
  private BaselineDetection detection;
  private HealthIndex index;
  private double[] usable;
  private List<Finding> findings = List.of();

  private @Nullable Instant newestTime;
  private double[] newestValues = new double[0];
  private byte[] newestQuality = new byte[0];

  private AssetAssessor(Asset asset, AssessorSettings settings, @Nullable LifeEstimator model) {
    this.asset = asset;
    this.settings = settings;
    life = new LifeFollower(model, settings);
    life.read(asset);
    latch = new DegradationLatch(settings);
    running = new RunningTime(settings.longestGap());
    channelSet = asset.channelSet();
    usable = new double[asset.points().size()];
    detection = new BaselineDetection(ChannelRoles.of(asset.points()), settings.detection());
    operation = new OperatingStateTracker(asset.stateRule());
    statePoint = asset.indexOf(asset.stateRule().pointId());
    index = new HealthIndex();
    provenance =
        new Provenance(
            SOFTWARE,
            "t2-spe/1 rcf/1 " + settings.fingerprint(),
            model == null ? null : model.modelId(),
            model == null ? null : model.version());
  }

  /** An assessor that has seen nothing yet. */
  public static AssetAssessor start(
      Asset asset, AssessorSettings settings, @Nullable LifeEstimator life) {
    return new AssetAssessor(asset, settings, life);
  }

  /**
   * Continues from {@link #snapshot()}, bit for bit, if asset, settings and model are those of the
   * snapshot. Other channels restart learning, another life model starts with an empty memory,
   * other detection settings restart learning; what is latched stays.
   *
   * @throws IllegalArgumentException if the bytes are no snapshot of a known version
   */
  public static AssetAssessor restore(
      byte[] state, Asset asset, AssessorSettings settings, @Nullable LifeEstimator life) {
    AssetAssessor assessor = new AssetAssessor(asset, settings, life);
    assessor.read(new SnapshotReader(state));
    return assessor;
  }

  /** State, version byte first. */
  public byte[] snapshot() {
    SnapshotWriter out = new SnapshotWriter();
    out.put(VERSION).put(rolesFingerprint(asset)).put(asset.stateRule().toString().hashCode());
    out.put(settings.detection().toString().hashCode());
    out.put(newestTime).put(newestValues).put(newestQuality);
    events.write(out);
    latch.write(out);
    running.write(out);
    index.write(out);
    life.write(out);
    writeFindings(out);
    put(out, operation::write);
    put(out, detection::write);
    return out.toBytes();
  }

  private void read(SnapshotReader in) {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "assessor state of version " + version + ", this program reads " + VERSION);
    }
    boolean sameChannels = in.readInt() == rolesFingerprint(asset);
    boolean sameRule = in.readInt() == asset.stateRule().toString().hashCode();
    boolean sameDetection = in.readInt() == settings.detection().toString().hashCode();
    newestTime = in.readInstant();
    newestValues = in.readDoubles();
    newestQuality = in.readBytes();
    events.read(in, asset.id());
    latch.read(in);
    running.read(in);
    index.read(in);
    life.read(in);
    readFindings(in);
    SnapshotReader operationState = new SnapshotReader(in.readBytes());
    SnapshotReader detectionState = new SnapshotReader(in.readBytes());
    in.end();
    if (sameRule) {
      operation.read(operationState);
    }
    if (sameChannels && sameDetection) {
      detection.read(detectionState);
      detectionState.end();
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

  /** Changes whenever scans would be read otherwise. */
  private static int rolesFingerprint(Asset asset) {
    int hash = asset.channelSet();
    for (var point : asset.points()) {
      hash = 31 * hash + point.kind().name().hashCode();
    }
    return hash;
  }

  /**
   * Takes a new declaration of the asset; changed channels restart learning, what is latched stays.
   */
  public void declare(Asset changed) {
    if (!changed.id().equals(asset.id())) {
      throw new IllegalArgumentException(
          "assessor of " + asset.id() + " was given " + changed.id());
    }
    boolean sameChannels = rolesFingerprint(changed) == rolesFingerprint(asset);
    boolean sameRule = changed.stateRule().equals(asset.stateRule());
    asset = changed;
    channelSet = changed.channelSet();
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

  /**
   * Takes an event: it acts before the first scan that is not older than it, or before the next if
   * it comes late. A repeated id is the same event.
   */
  public void apply(MachineEvent event) {
    if (!event.assetId().equals(asset.id())) {
      throw new IllegalArgumentException(
          "assessor of " + asset.id() + " was given an event of " + event.assetId());
    }
    MachineEvent due = events.add(event);
    if (due != null) {
      act(due);
    }
  }

  private void act(MachineEvent event) {
    operation.apply(event.type(), event.time());
    switch (event.type()) {
      case MAINTENANCE_PERFORMED -> {
        restartLearning();
        running.restart();
        life.restart();
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

  /**
   * Assesses a scan.
   *
   * @param assessedAt copied into the assessment, of no other influence
   */
  public Verdict accept(ScalarScan scan, Instant assessedAt) {
    Verdict refused = refuse(scan);
    if (refused != null) {
      return refused;
    }
    newestTime = scan.time();
    newestValues = scan.values();
    newestQuality = scan.quality();
    for (MachineEvent event : events.takeUntil(scan.time())) {
      act(event);
    }
    takeUsable(scan);
    OperatingState state =
        operation.update(scan.time(), statePoint < 0 ? Double.NaN : usable[statePoint]);
    running.update(scan.time(), operation.turning(), asset.cycleDuration());
    StateDetection detected;
    HealthAssessment health;
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
    }
    float[] features = life.features();
    LifeEstimator model = life.model();
    return new Verdict.Assessed(
        new Assessment(
            asset.id(),
            scan.time(),
            scan.ingestTime(),
            assessedAt,
            scan.origin(),
            state,
            detected,
            health,
            life.assessment(),
            provenance),
        features == null || model == null
            ? null
            : new FeatureVector(
                asset.id(),
                scan.time(),
                scan.origin(),
                model.featureSchema().schemaId(),
                features));
  }

  private @Nullable Verdict refuse(ScalarScan scan) {
    if (!scan.assetId().equals(asset.id())) {
      throw new IllegalArgumentException(
          "assessor of " + asset.id() + " was given a scan of " + scan.assetId());
    }
    if (scan.channelSet() != channelSet || scan.values().length != usable.length) {
      return new Verdict.Rejected(
          RejectionReason.CHANNEL_MISMATCH,
          String.format(
              "%d values of channel set %08x, the asset declares %d of %08x",
              scan.values().length, scan.channelSet(), usable.length, channelSet));
    }
    Instant newest = newestTime;
    if (newest == null || scan.time().isAfter(newest)) {
      return null;
    }
    if (scan.time().isBefore(newest)) {
      return new Verdict.Rejected(
          RejectionReason.OUT_OF_ORDER, "older than the newest accepted scan of " + newest);
    }
    return Arrays.equals(scan.values(), newestValues)
            && Arrays.equals(scan.quality(), newestQuality)
        ? new Verdict.Redelivered()
        : new Verdict.Rejected(
            RejectionReason.DUPLICATE_TIME,
            "a scan of " + newest + " with other values was accepted before");
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

  private HealthState state(Judgement judgement) {
    if (latch.level() == DegradationLatch.Level.ALARM || life.alarms()) {
      return HealthState.ALARM;
    }
    if (latch.latched() || life.warns()) {
      return HealthState.DEGRADED;
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

  /** Life estimates that failed since the assessor began. */
  public long lifeFailures() {
    return life.failures();
  }

  private void writeFindings(SnapshotWriter out) {
    out.put(findings.size());
    for (Finding f : findings) {
      out.put(f.itemId()).put(f.failureMode()).put(f.mechanism());
      out.put(f.probability()).put(f.evidence());
    }
  }

  private void readFindings(SnapshotReader in) {
    List<Finding> read = new ArrayList<>();
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      read.add(
          new Finding(
              in.readString(), in.readString(), in.readString(), in.readDouble(), in.readString()));
    }
    findings = List.copyOf(read);
  }
}
