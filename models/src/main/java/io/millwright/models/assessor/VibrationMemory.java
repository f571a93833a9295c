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
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Vibration at one point: diagnosis, onset and bearing life, and the velocities that the asset's
 * severity is judged by. Mutable, one owner thread.
 */
final class VibrationMemory implements SignalMemory {
  private static final int STRIDE = VibrationFeatures.SCHEMA.featureNames().size();
  private static final int VELOCITY = VibrationFeatures.index("velocityRmsMmPerS");
  private static final double SECONDS_PER_MINUTE = 60;

  /** That vibration grew names no part; the item is the sensor's, as likely as not. */
  private static final double GROWTH_PROBABILITY = 0.5;

  private final SignalPoint point;
  private final SignalSettings settings;
  private final CombinedDiagnoser diagnoser;
  private final @Nullable BearingFollower bearing;
  private DiagnosisMemory seen;
  private Diagnosis diagnosis = new Diagnosis(List.of(), "no frame yet");
  private List<DirectionalVelocity> velocities = List.of();
  private int damagedInARow;

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
    seen = new DiagnosisMemory(STRIDE * point.channels().size());
  }

  @Override
  public void accept(Asset asset, FeatureVector vector) {
    FrameContext frame = Objects.requireNonNull(vector.frame());
    float[] values = vector.values();
    List<DirectionalVelocity> measured = new ArrayList<>();
    for (int c = 0; c < frame.channels().size(); c++) {
      measured.add(
          new DirectionalVelocity(
              point.id(), frame.channels().get(c), values[c * STRIDE + VELOCITY]));
    }
    velocities = List.copyOf(measured);
    double seconds = frame.samples() / frame.sampleRateHz();
    if (bearing != null) {
      bearing.accept(vector.time(), Duration.ofNanos(Math.round(seconds * 1e9)), values);
    }
    // The harmonics of a clipped frame are false: it must not speak for a fault.
    if (!frame.flags().contains(FrameFlag.CLIPPED)) {
      diagnose(asset, frame, values, seconds);
    }
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
    Finding damage =
        diagnosis.findings().stream().filter(this::isBearingDamage).findFirst().orElse(null);
    damagedInARow = damage == null ? 0 : damagedInARow + 1;
    if (damage != null && (latched != null || damagedInARow >= settings.diagnosisAfterFrames())) {
      latched = damage;
    }
  }

  /** Only a bearing's lines are looked for in the spectrum of an envelope. */
  private boolean isBearingDamage(Finding finding) {
    return finding.probability() >= settings.diagnosisProbability()
        && finding.lines().stream().anyMatch(line -> line.bandHighHz() > 0);
  }

  /** Of the newest frame, one a channel; empty before the first. */
  List<DirectionalVelocity> velocities() {
    return velocities;
  }

  @Override
  public void forget() {
    lookForOtherLines();
    velocities = List.of();
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

  /** What is latched stays: a changed sensor heals nothing. */
  @Override
  public void relearn() {
    Finding damage = latched;
    forget();
    latched = damage;
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
      findings.add(damage);
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
                    : "bearing not assessed: " + diagnosis.notAssessed())
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
    out.put(seen.toBytes()).put(diagnosis.notAssessed());
    Findings.write(diagnosis.findings(), out);
    out.put(velocities.size());
    for (DirectionalVelocity v : velocities) {
      out.put(v.channel()).put(v.rmsMmPerS());
    }
    out.put(damagedInARow);
    Findings.write(latched == null ? List.of() : List.of(latched), out);
    if (bearing != null) {
      bearing.write(out);
    }
  }

  @Override
  public void read(SnapshotReader in) {
    seen = DiagnosisMemory.fromBytes(in.readBytes());
    String notAssessed = in.readString();
    diagnosis = new Diagnosis(Findings.read(in), notAssessed);
    List<DirectionalVelocity> read = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      read.add(new DirectionalVelocity(point.id(), in.readString(), in.readDouble()));
    }
    velocities = List.copyOf(read);
    damagedInARow = in.readInt();
    latched = Findings.read(in).stream().findFirst().orElse(null);
    if (bearing != null) {
      bearing.read(in);
    }
  }
}
