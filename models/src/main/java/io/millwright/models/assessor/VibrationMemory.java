package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.models.detection.DirectionalVelocity;
import io.millwright.models.diagnosis.CombinedDiagnoser;
import io.millwright.models.diagnosis.Diagnosis;
import io.millwright.models.diagnosis.DiagnosisContext;
import io.millwright.models.diagnosis.DiagnosisMemory;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.VibrationFeatures;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Vibration at one point: diagnosis, onset and bearing life. Mutable, one owner thread. */
final class VibrationMemory implements SignalMemory {
  private static final int STRIDE = VibrationFeatures.SCHEMA.featureNames().size();
  private static final int VELOCITY = VibrationFeatures.index("velocityRmsMmPerS");
  private static final double SECONDS_PER_MINUTE = 60;

  /** Clipped frames in a row that a person is told of; fewer are knocks. A choice. */
  private static final int MANY_CLIPPED = 3;

  /** That vibration grew names no part; the item is the sensor's, as likely as not. */
  private static final double GROWTH_PROBABILITY = 0.5;

  private SignalPoint point;
  private final SignalSettings settings;
  private final CombinedDiagnoser diagnoser;
  private final @Nullable BearingFollower bearing;
  private final int bearingModel;
  private DiagnosisMemory seen;
  private Diagnosis diagnosis = new Diagnosis(List.of(), "no frame yet");
  private int damagedInARow;
  private int clippedInARow;

  /** Damage that was confirmed; stays until people answer, for faults do not heal. */
  private @Nullable Finding latched;

  VibrationMemory(SignalPoint point, AssessorSettings settings, AssetModels models) {
    this.point = point;
    this.settings = settings.signals();
    diagnoser = new CombinedDiagnoser(models.diagnosis());
    bearing =
        models.bearingLife() == null
            ? null
            : new BearingFollower(
                models.bearingLife(), point.channels().size(), settings.longestGap());
    bearingModel =
        models.bearingLife() == null ? 0 : Arrays.hashCode(models.bearingLife().toBytes());
    seen = new DiagnosisMemory(STRIDE * point.channels().size());
  }

  @Override
  public void declare(SignalPoint changed) {
    point = changed;
  }

  @Override
  public void accept(Asset asset, FeatureVector vector) {
    FrameContext frame = Objects.requireNonNull(vector.frame());
    // Its levels are too low and its harmonics false: it must speak neither for a fault nor
    // against.
    if (frame.flags().contains(FrameFlag.CLIPPED)) {
      clippedInARow++;
      return;
    }
    clippedInARow = 0;
    float[] values = vector.values();
    double seconds = frame.samples() / frame.sampleRateHz();
    if (bearing != null) {
      bearing.accept(vector.time(), Duration.ofNanos(Math.round(seconds * 1e9)), values);
    }
    diagnose(asset, frame, values, seconds);
  }

  private void diagnose(Asset asset, FrameContext frame, float[] values, double seconds) {
    Double rpm = frame.shaftSpeedRpm();
    double shaftHz = rpm == null || !(rpm > 0) ? Double.NaN : rpm / SECONDS_PER_MINUTE;
    seen.update(values, shaftHz * seconds);
    String itemId = HealthWords.itemOf(asset, point);
    MaintainableItem item = asset.item(point.itemId());
    diagnosis =
        diagnoser.diagnose(
            seen,
            new DiagnosisContext(
                itemId,
                shaftHz,
                frame.sampleRateHz(),
                item == null || item.bearing() == null
                    ? null
                    : BearingFrequencies.of(item.bearing()),
                asset.kinematics(),
                point.channels().stream().map(SignalChannel::direction).toList()));
    if (frame.flags().contains(FrameFlag.SPEED_ASSUMED)) {
      // At another speed the lines are another part's: said, but never confirmed.
      damagedInARow = 0;
      diagnosis = assumed(diagnosis);
      return;
    }
    Finding damage =
        diagnosis.findings().stream().filter(this::isBearingDamage).findFirst().orElse(null);
    damagedInARow = damage == null ? 0 : damagedInARow + 1;
    if (damage != null && (latched != null || damagedInARow >= settings.diagnosisAfterFrames())) {
      latched = damage;
    }
  }

  private static Diagnosis assumed(Diagnosis diagnosis) {
    return new Diagnosis(
        diagnosis.findings().stream()
            .map(
                f ->
                    new Finding(
                        f.itemId(),
                        f.failureMode(),
                        f.mechanism(),
                        f.probability(),
                        f.evidence() + "; if the shaft turns at its nominal speed, not measured",
                        f.lines()))
            .toList(),
        diagnosis.notAssessed());
  }

  /** Only a bearing's lines are looked for in the spectrum of an envelope. */
  private boolean isBearingDamage(Finding finding) {
    return finding.probability() >= settings.diagnosisProbability()
        && finding.lines().stream().anyMatch(line -> line.bandHighHz() > 0);
  }

  /** What a frame measured, one velocity a channel; NaN where none could be. */
  static List<DirectionalVelocity> velocities(FeatureVector vector) {
    FrameContext frame = Objects.requireNonNull(vector.frame());
    List<DirectionalVelocity> measured = new ArrayList<>();
    for (int c = 0; c < frame.channels().size(); c++) {
      measured.add(
          new DirectionalVelocity(
              frame.pointId(), frame.channels().get(c), vector.values()[c * STRIDE + VELOCITY]));
    }
    return measured;
  }

  @Override
  public void forget() {
    lookForOtherLines();
    release();
  }

  /**
   * Another bearing was declared, or the first: nothing that was seen before stands at its lines.
   */
  void lookForOtherLines() {
    seen = new DiagnosisMemory(STRIDE * point.channels().size());
    diagnosis = new Diagnosis(List.of(), "begins anew");
    damagedInARow = 0;
  }

  @Override
  public void relearn() {
    lookForOtherLines();
    if (bearing != null) {
      bearing.relearn();
    }
  }

  /** The onset is a judgement against the level that was learned: that level is learned anew. */
  @Override
  public void release() {
    latched = null;
    damagedInARow = 0;
    if (bearing != null) {
      bearing.restart();
    }
  }

  @Override
  public View view(Asset asset) {
    BearingFollower b = bearing;
    String growth = b == null || !b.degrading() ? "" : b.words();
    boolean degrading = !growth.isEmpty();
    List<Finding> findings = new ArrayList<>(diagnosis.findings());
    Finding damage = latched;
    if (damage != null && diagnosis.findings().stream().noneMatch(this::isBearingDamage)) {
      findings.add(
          new Finding(
              HealthWords.itemOf(asset, point), // as it is declared now
              damage.failureMode(),
              damage.mechanism(),
              damage.probability(),
              damage.evidence(),
              damage.lines()));
    }
    if (degrading && findings.isEmpty()) {
      findings.add(
          new Finding(HealthWords.itemOf(asset, point), "VIB", "", GROWTH_PROBABILITY, growth));
    }
    String reason =
        Stream.of(
                growth,
                damage == null ? "" : damage.evidence(),
                diagnosis.bearingAssessed()
                    ? ""
                    : "bearing not assessed: " + diagnosis.notAssessed(),
                clippedInARow < MANY_CLIPPED
                    ? ""
                    : "the newest " + clippedInARow + " frames are clipped, and not judged")
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    return new View(
        diagnosis.bearingAssessed() || (b != null && !b.learning()),
        b != null && b.learning(),
        degrading || damage != null,
        b == null ? Double.NaN : b.index(),
        reason.isEmpty() ? "" : point.id() + ": " + reason,
        findings,
        b == null ? null : b.remaining(),
        StateDetection.NONE);
  }

  @Override
  public void write(SnapshotWriter out) {
    Findings.write(latched == null ? List.of() : List.of(latched), out);
    SnapshotWriter life = new SnapshotWriter();
    SnapshotWriter learned = new SnapshotWriter();
    learned.put(seen.toBytes()).put(diagnosis.notAssessed());
    Findings.write(diagnosis.findings(), learned);
    learned.put(damagedInARow).put(clippedInARow);
    if (bearing != null) {
      bearing.writeLatched(life);
      bearing.writeLearned(learned);
    }
    out.put(life.toBytes()).put(fingerprint()).put(learned.toBytes());
  }

  @Override
  public void read(SnapshotReader in) {
    latched = Findings.read(in).stream().findFirst().orElse(null);
    byte[] life = in.readBytes();
    boolean same = in.readInt() == fingerprint();
    SnapshotReader learned = new SnapshotReader(in.readBytes());
    if (bearing != null && life.length > 0) {
      bearing.readLatched(new SnapshotReader(life));
    }
    if (same) {
      seen = DiagnosisMemory.fromBytes(learned.readBytes());
      String notAssessed = learned.readString();
      diagnosis = new Diagnosis(Findings.read(learned), notAssessed);
      damagedInARow = learned.readInt();
      clippedInARow = learned.readInt();
      if (bearing != null) {
        bearing.readLearned(learned);
      }
      learned.end();
    }
  }

  private int fingerprint() {
    return 31 * SignalSchemas.fingerprint(point) + bearingModel;
  }
}
