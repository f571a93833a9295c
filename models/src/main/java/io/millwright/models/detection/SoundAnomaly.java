package io.millwright.models.detection;

import io.millwright.models.signal.SoundFeatures;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one microphone of a machine: learns its first normal frames, then judges each.
 *
 * <pre>
 * LEARNING --(enough vectors)--&gt; JUDGING
 *    ^                              |
 *    +----------- forget() ---------+
 * </pre>
 *
 * <p>Sound itself is never kept: feature vectors are, and only while they are learned; afterwards a
 * bounded number of them, scaled, in the model. Feed it frames of steady running only. Mutable, one
 * owner thread, deterministic.
 */
public final class SoundAnomaly {
  private static final byte VERSION = 1;
  private static final int LENGTH = SoundFeatures.SCHEMA.featureNames().size();
  private static final int CONTRIBUTIONS = 5;

  /**
   * Thresholds that a frame counts for at most. Scores have no bound: without this a door that
   * slams once would outweigh ten normal seconds. With a smoothing of 0.2 it takes three or four
   * frames in a row, however odd, to reach the threshold; a choice.
   */
  private static final double MOST_OF_A_FRAME = 2;

  private final Settings settings;
  private final List<float[]> learned = new ArrayList<>();
  private @Nullable SoundNovelty model;
  private double average;

  /**
   * @param learnFrames vectors of normal sound that are learned; five minutes of seconds by default
   * @param smoothing weight of a frame in the moving average; below a half, one odd second is no
   *     anomaly, however odd. 0.2, ten frames, by default; a choice
   * @param novelty how the vectors are looked at
   */
  public record Settings(int learnFrames, double smoothing, NoveltySettings novelty) {
    public static final Settings DEFAULT = new Settings(300, 0.2, NoveltySettings.sound());

    public Settings {
      if (learnFrames < Math.max(SoundNovelty.LEAST_NORMAL, novelty.neighbours() + 2)) {
        throw new IllegalArgumentException("too few frames to learn from: " + learnFrames);
      }
      if (!(smoothing > 0 && smoothing <= 1)) {
        throw new IllegalArgumentException("smoothing must be in (0, 1], was " + smoothing);
      }
    }
  }

  private SoundAnomaly(Settings settings, @Nullable SoundNovelty model) {
    this.settings = settings;
    this.model = model;
  }

  /** Knows nothing yet. */
  public static SoundAnomaly start(Settings settings) {
    return new SoundAnomaly(settings, null);
  }

  /** Judges from the first frame on, by a model trained elsewhere; the model becomes its own. */
  public static SoundAnomaly trained(SoundNovelty model, Settings settings) {
    if (model.length() != LENGTH) {
      throw new IllegalArgumentException(
          "the model was trained on vectors of " + model.length() + " features, not of sound");
    }
    return new SoundAnomaly(settings, model);
  }

  /**
   * Takes the next vector of {@link SoundFeatures}, which is kept while learning: hand over a copy.
   */
  public SoundJudgement accept(float[] vector) {
    if (vector.length != LENGTH) {
      throw new IllegalArgumentException(
          "vector has " + vector.length + " features, " + LENGTH + " are those of sound");
    }
    if (model == null) {
      return learn(vector);
    }
    double score = model.score(vector);
    if (Double.isNaN(score)) {
      return SoundJudgement.none("not judged: silence, or a sample rate other than the learned");
    }
    double counted = Math.min(score, MOST_OF_A_FRAME * model.threshold());
    average += settings.smoothing() * (counted - average);
    return new SoundJudgement(
        "",
        score,
        average,
        model.threshold(),
        average >= model.threshold()
            ? model.contributions(vector, SoundFeatures.SCHEMA.featureNames(), CONTRIBUTIONS)
            : List.of());
  }

  private SoundJudgement learn(float[] vector) {
    if (hasSound(vector)) {
      learned.add(vector);
    }
    if (learned.size() < settings.learnFrames()) {
      return SoundJudgement.none(
          "learning normal sound: %d of %d frames"
              .formatted(learned.size(), settings.learnFrames()));
    }
    average = 0;
    try {
      model = SoundNovelty.fit(learned, settings.novelty());
      return SoundJudgement.none("normal sound is learned");
    } catch (TooLittleSoundException e) {
      return SoundJudgement.none("learning begins anew: " + e.getMessage());
    } finally {
      learned.clear();
    }
  }

  /** A view that a slow sample rate can't fill is the model's business, silence is ours. */
  private boolean hasSound(float[] vector) {
    return settings.novelty().views().stream()
        .anyMatch(view -> view.stream().anyMatch(feature -> Float.isFinite(vector[feature])));
  }

  /** Whether it does not know yet what is normal. */
  public boolean learning() {
    return model == null;
  }

  /** Begins to learn anew, as after an overhaul. */
  public void forget() {
    learned.clear();
    model = null;
    average = 0;
  }

  public void write(SnapshotWriter out) {
    out.put(VERSION).put(average).put(learned.size());
    learned.forEach(out::put);
    out.put(model == null ? new byte[0] : model.toBytes());
  }

  /**
   * Takes over what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is damaged or of another version; it is as before then
   */
  public void read(SnapshotReader in) {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("sound memory of version " + version + " is unknown");
    }
    double readAverage = in.readDouble();
    List<float[]> vectors = new ArrayList<>();
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      vectors.add(in.readFloats());
    }
    byte[] bytes = in.readBytes();
    SoundNovelty readModel = bytes.length == 0 ? null : SoundNovelty.fromBytes(bytes);
    if (!Double.isFinite(readAverage)
        || vectors.stream().anyMatch(vector -> vector.length != LENGTH)
        || (readModel != null && readModel.length() != LENGTH)) {
      throw new IllegalArgumentException("sound memory is damaged");
    }
    average = readAverage;
    learned.clear();
    learned.addAll(vectors);
    model = readModel;
  }
}
