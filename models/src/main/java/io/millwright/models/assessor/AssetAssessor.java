package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.prognosis.LifeEstimator;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Assesses one asset, scan by scan and frame by frame: operating state, state detection, health,
 * remaining life. What it says depends only on the asset's declaration, scans, frames and events,
 * in the order in which it takes them; it knows no clock and no other asset. What it remembers
 * depends on the order within scans and within each point, not on which of them is ahead, as long
 * as events are taken before what is not older. Mutable, one owner thread.
 *
 * <p>Every scan gives an assessment. A frame gives one if it is newer than all that was assessed;
 * otherwise what it says shows in the next one. A point whose frames come at another sample rate
 * learns anew what it compares with; confirmed damage stays.
 */
public final class AssetAssessor {
  private static final byte VERSION = 3;

  /** Without the life that a former model saw. */
  private static final byte VERSION_2 = 2;

  /** Without signals. */
  private static final byte VERSION_1 = 1;

  private static final String SOFTWARE = "millwright-assessor/1";

  private final AssessorSettings settings;
  private final ScanFollower scans;
  private SignalFollower signals;
  private @Nullable LifeEstimator life;
  private final PendingEvents events = new PendingEvents();
  private AssetModels models;
  private Asset asset;
  private int channelSet;
  private Provenance provenance;

  private @Nullable Instant newestTime;
  private double[] newestValues = new double[0];
  private byte[] newestQuality = new byte[0];

  /** Of scans and frames. */
  private @Nullable Instant newestAssessment;

  /** What the newest scan said; null before the first. */
  private @Nullable Opinion byScans;

  private AssetAssessor(Asset asset, AssessorSettings settings, AssetModels models) {
    this.asset = asset;
    this.settings = settings;
    this.models = models;
    life = models.life();
    scans = new ScanFollower(asset, settings, life);
    signals = new SignalFollower(asset, settings, models);
    channelSet = asset.channelSet();
    provenance = provenance(asset, settings, models);
  }

  private static Provenance provenance(Asset asset, AssessorSettings settings, AssetModels models) {
    LifeEstimator model = models.life();
    String detectors = "t2-spe/1 rcf/1 " + settings.fingerprint();
    if (hears(asset, SignalKind.VIBRATION)) {
      detectors += " iso20816-3/1 diagnosis/1";
      detectors += models.bearingLife() == null ? "" : " bearing-onset/1";
    }
    if (hears(asset, SignalKind.SOUND)) {
      detectors += " sound-novelty/1";
    }
    return new Provenance(
        SOFTWARE,
        detectors,
        model == null ? null : model.modelId(),
        model == null ? null : model.version());
  }

  private static boolean hears(Asset asset, SignalKind kind) {
    return asset.signals().stream().anyMatch(point -> point.kind() == kind);
  }

  /** An assessor that has seen nothing yet. */
  public static AssetAssessor start(Asset asset, AssessorSettings settings, AssetModels models) {
    return new AssetAssessor(asset, settings, models);
  }

  /**
   * Continues from {@link #snapshot()}, bit for bit, if asset, settings and models are those of the
   * snapshot. Other channels restart learning, another life model starts with an empty memory,
   * other detection settings restart learning; what is latched stays. A signal point with other
   * channels, or another model, learns anew; what is latched stays unless its kind is another.
   *
   * @throws IllegalArgumentException if the bytes are no snapshot of a known version
   */
  public static AssetAssessor restore(
      byte[] state, Asset asset, AssessorSettings settings, AssetModels models) {
    AssetAssessor assessor = new AssetAssessor(asset, settings, models);
    assessor.read(new SnapshotReader(state));
    return assessor;
  }

  /** State, version byte first. */
  public byte[] snapshot() {
    SnapshotWriter out = new SnapshotWriter();
    out.put(VERSION);
    out.put(ScanFollower.rolesFingerprint(asset)).put(asset.stateRule().toString().hashCode());
    out.put(settings.detection().toString().hashCode());
    out.put(newestTime).put(newestValues).put(newestQuality);
    events.write(out);
    scans.write(out);
    out.put(newestAssessment);
    out.put(byScans != null);
    if (byScans != null) {
      byScans.write(out);
    }
    signals.write(out);
    scans.writeParked(out);
    return out.toBytes();
  }

  private void read(SnapshotReader in) {
    byte version = in.readByte();
    if (version < VERSION_1 || version > VERSION) {
      throw new IllegalArgumentException(
          "assessor state of version " + version + ", this program reads up to " + VERSION);
    }
    boolean sameChannels = in.readInt() == ScanFollower.rolesFingerprint(asset);
    boolean sameRule = in.readInt() == asset.stateRule().toString().hashCode();
    boolean sameDetection = in.readInt() == settings.detection().toString().hashCode();
    newestTime = in.readInstant();
    newestValues = in.readDoubles();
    newestQuality = in.readBytes();
    events.read(in, asset.id());
    scans.read(in, sameRule, sameChannels && sameDetection);
    newestAssessment = newestTime;
    if (version == VERSION_1) {
      byScans = newestTime == null ? null : scans.remembered();
    } else {
      newestAssessment = in.readInstant();
      byScans = in.readBoolean() ? Opinion.read(in) : null;
      signals.read(in);
    }
    if (version > VERSION_2) {
      scans.readParked(in);
    }
    in.end();
  }

  /** What it judges by. */
  public AssetModels models() {
    return models;
  }

  /**
   * Other models take over, between two scans. What is learned of the machine and what is latched
   * stays. A life model goes on from what it has seen of this life itself, in the dark or when it
   * served before; one that is new to it knows the life from now on only, and what its predecessor
   * warned of stands until it has spoken. Models of signals learn anew, as after a restart.
   *
   * @param dark an assessor of the same asset that has judged by the new models beside this one;
   *     null if there is none
   */
  public void serve(AssetModels next, @Nullable AssetAssessor dark) {
    if (next.equals(models)) {
      return;
    }
    AssetModels former = models;
    models = next;
    life = next.life();
    if (former.life() != next.life()) {
      scans.serve(next.life(), dark == null ? null : dark.scans);
    }
    if (former.bearingLife() != next.bearingLife() || former.diagnosis() != next.diagnosis()) {
      SnapshotWriter out = new SnapshotWriter();
      signals.write(out);
      signals = new SignalFollower(asset, settings, next);
      signals.read(new SnapshotReader(out.toBytes()));
    }
    provenance = provenance(asset, settings, next);
  }

  /**
   * Goes on from what its life model saw in the dark, if another one wrote the state that this was
   * restored from: the shadow was promoted while neither was awake.
   *
   * @param dark snapshot of an assessor of the same asset that judged beside this one
   * @throws IllegalArgumentException if it is no snapshot; nothing has changed then
   */
  public void takeOver(byte[] dark) {
    if (scans.hasSuccessor()) {
      scans.takeOver(restore(dark, asset, settings, models).scans);
    }
  }

  /** Another assessor that has seen the same and goes on with other models, beside this one. */
  public AssetAssessor besides(AssetModels others) {
    return restore(snapshot(), asset, settings, others);
  }

  /**
   * Takes a new declaration of the asset; changed channels restart learning, what is latched stays.
   */
  public void declare(Asset changed) {
    if (!changed.id().equals(asset.id())) {
      throw new IllegalArgumentException(
          "assessor of " + asset.id() + " was given " + changed.id());
    }
    asset = changed;
    channelSet = changed.channelSet();
    provenance = provenance(changed, settings, models);
    scans.declare(changed);
    signals.declare(changed);
  }

  /**
   * Takes an event: on what scans say it acts before the first scan that is not older than it, on
   * what frames say before the first scan or frame, or before the next if it comes late; a frame
   * that is older all the same counts as one before it. A repeated id is the same event.
   */
  public void apply(MachineEvent event) {
    applyToScans(event);
    applyToSignals(event);
  }

  /** As {@link #apply}, for what scans say only. */
  public void applyToScans(MachineEvent event) {
    check(event);
    MachineEvent due = events.add(event);
    if (due != null) {
      scans.act(due);
    }
  }

  /**
   * As {@link #apply}, for what frames say only: their time runs ahead of that of scans, or behind.
   */
  public void applyToSignals(MachineEvent event) {
    check(event);
    signals.heed(event);
  }

  private void check(MachineEvent event) {
    if (!event.assetId().equals(asset.id())) {
      throw new IllegalArgumentException(
          "assessor of " + asset.id() + " was given an event of " + event.assetId());
    }
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
      scans.act(event);
    }
    signals.until(scan.time());
    ScanFollower.View view = scans.accept(scan);
    byScans = view.opinion();
    SeverityFollower.View zones = signals.severity(scan.time());
    Opinion opinion = Opinion.joined(view.opinion(), signals.opinion(zones), asset);
    Instant before = newestAssessment;
    if (before == null || scan.time().isAfter(before)) {
      newestAssessment = scan.time();
    }
    float[] features = view.features();
    LifeEstimator model = life;
    return new Verdict.Assessed(
        new Assessment(
            asset.id(),
            scan.time(),
            scan.ingestTime(),
            assessedAt,
            scan.origin(),
            view.state(),
            view.detection(),
            opinion.health(),
            opinion.prognosis(),
            provenance,
            null,
            zones.severity()),
        features == null || model == null
            ? null
            : new FeatureVector(
                asset.id(),
                scan.time(),
                scan.origin(),
                model.featureSchema().schemaId(),
                features));
  }

  /**
   * Assesses a frame by its features.
   *
   * @param vector of a frame
   * @param assessedAt copied into the assessment, of no other influence
   */
  public Verdict accept(FeatureVector vector, Instant assessedAt) {
    FrameContext frame = Objects.requireNonNull(vector.frame(), "features of no frame");
    if (!vector.assetId().equals(asset.id())) {
      throw new IllegalArgumentException(
          "assessor of " + asset.id() + " was given features of " + vector.assetId());
    }
    Verdict settled = signals.accept(vector);
    if (settled != null) {
      return settled;
    }
    Instant before = newestAssessment;
    if (before != null && !vector.time().isAfter(before)) {
      return new Verdict.Merged();
    }
    newestAssessment = vector.time();
    SeverityFollower.View zones = signals.severity(vector.time());
    Opinion opinion = Opinion.joined(byScans, signals.opinion(zones), asset);
    return new Verdict.Assessed(
        new Assessment(
            asset.id(),
            vector.time(),
            frame.ingestTime(),
            assessedAt,
            vector.origin(),
            frame.operatingState(),
            signals.detection(frame),
            opinion.health(),
            opinion.prognosis(),
            provenance,
            frame.pointId(),
            zones.severity()),
        null);
  }

  private @Nullable Verdict refuse(ScalarScan scan) {
    if (!scan.assetId().equals(asset.id())) {
      throw new IllegalArgumentException(
          "assessor of " + asset.id() + " was given a scan of " + scan.assetId());
    }
    if (scan.channelSet() != channelSet || scan.values().length != asset.points().size()) {
      return new Verdict.Rejected(
          RejectionReason.CHANNEL_MISMATCH,
          String.format(
              "%d values of channel set %08x, the asset declares %d of %08x",
              scan.values().length, scan.channelSet(), asset.points().size(), channelSet));
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

  /** Life estimates that failed since the assessor began. */
  public long lifeFailures() {
    return scans.lifeFailures();
  }
}
