package io.millwright.models.assessor;

import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.DetectorScore;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.models.detection.SoundAnomaly;
import io.millwright.models.detection.SoundJudgement;
import io.millwright.models.signal.SoundFeatures;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Sound at one point: whether it is unlike the machine's own normal sound, microphone by
 * microphone. Mutable, one owner thread.
 */
final class SoundMemory implements SignalMemory {
  private static final int STRIDE = SoundFeatures.SCHEMA.featureNames().size();

  /** Features that a person is told. */
  private static final int MOST_NAMED = 3;

  /** Unusual sound names neither part nor fault, and may come from next door. */
  private static final double PROBABILITY = 0.3;

  private SignalPoint point;
  private final SignalSettings settings;
  private final List<SoundAnomaly> microphones;
  private StateDetection detection = StateDetection.NONE;
  private boolean judged;
  private String learning = "no frame yet";
  private int unusualInARow;

  /** What the worst microphone said when it last was unusual; stays while latched. */
  private String evidence = "";

  private boolean latched;

  SoundMemory(SignalPoint point, SignalSettings settings) {
    this.point = point;
    this.settings = settings;
    microphones =
        point.channels().stream().map(channel -> SoundAnomaly.start(settings.sound())).toList();
  }

  @Override
  public void declare(SignalPoint changed) {
    point = changed;
  }

  @Override
  public void accept(Asset asset, FeatureVector vector) {
    FrameContext frame = Objects.requireNonNull(vector.frame());
    // A clipped microphone hears harmonics that no machine made.
    if (frame.flags().contains(FrameFlag.CLIPPED)) {
      detection = StateDetection.NONE;
      return;
    }
    List<DetectorScore> scores = new ArrayList<>();
    List<ChannelContribution> contributions = List.of();
    double worst = Double.NaN;
    learning = "";
    for (int c = 0; c < microphones.size(); c++) {
      SoundJudgement judgement =
          microphones
              .get(c)
              .accept(Arrays.copyOfRange(vector.values(), c * STRIDE, (c + 1) * STRIDE));
      if (!judgement.judged()) {
        learning = judgement.learning();
        continue;
      }
      scores.add(new DetectorScore("sound-novelty", judgement.score(), judgement.threshold()));
      double share = judgement.score() / judgement.threshold();
      if (Double.isNaN(worst) || share > worst) {
        worst = share;
        contributions = judgement.contributions();
        if (judgement.anomalous()) {
          evidence = words(point.channels().get(c), share, contributions);
        }
      }
    }
    judged = !scores.isEmpty();
    if (judged) {
      unusualInARow = worst >= 1 ? unusualInARow + 1 : 0;
      latched |= unusualInARow >= settings.soundAfterFrames();
    }
    detection = new StateDetection(worst, scores, contributions, -1, latched);
  }

  /**
   * For example {@code sound unlike its own normal: 1.4 times the threshold (band12.db +4.1 σ)}.
   */
  private String words(
      SignalChannel channel, double share, List<ChannelContribution> contributions) {
    String features =
        contributions.stream()
            .limit(MOST_NAMED)
            .map(c -> String.format(Locale.ROOT, "%s %+.1f σ", c.pointId(), c.deviation()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "sound%s unlike its own normal: %.1f times the threshold%s",
        microphones.size() == 1 ? "" : " of " + channel.name(),
        share,
        features.isEmpty() ? "" : " (" + features + ")");
  }

  @Override
  public void forget() {
    relearn();
    release();
  }

  @Override
  public void relearn() {
    microphones.forEach(SoundAnomaly::forget);
    detection = StateDetection.NONE;
    judged = false;
    learning = "begins anew";
    unusualInARow = 0;
  }

  @Override
  public void release() {
    latched = false;
    unusualInARow = 0;
    evidence = "";
  }

  @Override
  public View view(Asset asset) {
    return new View(
        judged,
        microphones.stream().anyMatch(SoundAnomaly::learning),
        latched,
        Double.NaN,
        latched
            ? point.id() + ": " + evidence
            : learning.isEmpty() ? "" : point.id() + ": " + learning,
        latched
            ? List.of(
                new Finding(HealthWords.itemOf(asset, point), "NOI", "", PROBABILITY, evidence))
            : List.of(),
        null,
        detection);
  }

  @Override
  public void write(SnapshotWriter out) {
    out.put(latched).put(evidence).put(fingerprint());
    SnapshotWriter learned = new SnapshotWriter();
    microphones.forEach(microphone -> microphone.write(learned));
    learned.put(judged).put(learning).put(unusualInARow);
    out.put(learned.toBytes());
  }

  /** What the newest frame was found to be is not kept: it is told with that frame only. */
  @Override
  public void read(SnapshotReader in) {
    latched = in.readBoolean();
    evidence = in.readString();
    boolean same = in.readInt() == fingerprint();
    SnapshotReader learned = new SnapshotReader(in.readBytes());
    if (same) {
      microphones.forEach(microphone -> microphone.read(learned));
      judged = learned.readBoolean();
      learning = learned.readString();
      unusualInARow = learned.readInt();
      learned.end();
    }
  }

  private int fingerprint() {
    return 31 * SignalSchemas.fingerprint(point) + settings.sound().toString().hashCode();
  }
}
