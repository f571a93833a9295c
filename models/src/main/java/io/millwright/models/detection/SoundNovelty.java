package io.millwright.models.detection;

import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How unlike any normal sound of a machine a sound is; learned from feature vectors of normal sound
 * alone, threshold included. The score is the mean over views of a {@link LocalDistance}.
 *
 * <p>The threshold extends the tail of the normal vectors' own scores, each scored among the
 * others, by the exponential law of excesses (J. Pickands, "Statistical inference using extreme
 * order statistics", 1975, doi:10.1214/aos/1176343003, with shape 0): a few hundred vectors hold no
 * quantile of one in a thousand.
 *
 * <p>What it learned does not change; it owns work buffers: one owner thread.
 */
public final class SoundNovelty {
  /** Fewer normal vectors say nothing of what is normal. */
  public static final int LEAST_NORMAL = 12;

  private static final byte VERSION = 1;

  /** Share of the normal scores that make the tail. */
  private static final double TAIL = 0.1;

  /** Standard deviations that any threshold is above the mean of normal scores, at least. */
  private static final double LEAST_THRESHOLD = 1;

  private final int length;
  private final List<LocalDistance> views;
  private final double threshold;

  private SoundNovelty(int length, List<LocalDistance> views, double threshold) {
    this.length = length;
    this.views = List.copyOf(views);
    this.threshold = threshold;
    if (views.isEmpty() || !Double.isFinite(threshold)) {
      throw new IllegalArgumentException("a novelty model needs a view and a threshold");
    }
    for (LocalDistance view : views) {
      for (int feature : view.features()) {
        if (feature < 0 || feature >= length) {
          throw new IllegalArgumentException("no feature " + feature + " among " + length);
        }
      }
    }
  }

  /**
   * Learns. Features that most vectors lack are left out, then vectors that lack one of the rest.
   *
   * @param normal vectors of equal length in the order of time
   * @throws TooLittleSoundException if too little is left to learn from
   */
  public static SoundNovelty fit(List<float[]> normal, NoveltySettings settings) {
    List<int[]> known =
        settings.views().stream()
            .map(view -> view.stream().filter(f -> isKnown(normal, f)).toList())
            .filter(view -> !view.isEmpty())
            .map(view -> view.stream().mapToInt(Integer::intValue).toArray())
            .toList();
    float[][] usable =
        normal.stream().filter(vector -> hasAll(vector, known)).toArray(float[][]::new);
    int least = Math.max(LEAST_NORMAL, settings.neighbours() + 2);
    if (known.isEmpty() || usable.length < least) {
      throw new TooLittleSoundException(least, known.isEmpty() ? 0 : usable.length);
    }
    float[][] kept = thinned(usable, settings.mostReferences());
    int gap = (int) Math.ceil((double) settings.gap() * kept.length / usable.length);
    gap = Math.min(gap, (kept.length - settings.neighbours() - 1) / 2);
    List<LocalDistance> views = new ArrayList<>();
    double[] own = new double[kept.length];
    double[] total = new double[kept.length];
    for (int[] view : known) {
      views.add(LocalDistance.fit(kept, view, settings.scaling(), settings.neighbours(), gap, own));
      for (int i = 0; i < own.length; i++) {
        total[i] += own[i] / known.size();
      }
    }
    return new SoundNovelty(
        usable[0].length, views, threshold(total, settings.falseAlarmProbability()));
  }

  private static boolean isKnown(List<float[]> normal, int feature) {
    long there = normal.stream().filter(vector -> Float.isFinite(vector[feature])).count();
    // Silent frames lack every feature and are not to decide.
    long sounding =
        normal.stream()
            .filter(
                vector ->
                    IntStream.range(0, vector.length).filter(i -> Float.isFinite(vector[i])).count()
                        > 1)
            .count();
    return 2 * there > sounding;
  }

  private static boolean hasAll(float[] vector, List<int[]> views) {
    return views.stream().flatMapToInt(Arrays::stream).allMatch(f -> Float.isFinite(vector[f]));
  }

  private static float[][] thinned(float[][] vectors, int most) {
    if (vectors.length <= most) {
      return vectors;
    }
    return IntStream.range(0, most)
        .mapToObj(i -> vectors[(int) ((long) i * vectors.length / most)])
        .toArray(float[][]::new);
  }

  private static double threshold(double[] scores, double probability) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int first = (int) Math.ceil((1 - TAIL) * sorted.length);
    first = Math.min(first, sorted.length - 1);
    double from = sorted[first - 1];
    double excess = 0;
    for (int i = first; i < sorted.length; i++) {
      excess += (sorted[i] - from) / (sorted.length - first);
    }
    return Math.max(LEAST_THRESHOLD, from + excess * Math.log(TAIL / probability));
  }

  /**
   * Scores a vector: 0 in the mean of normal ones; an average over views of standard deviations.
   *
   * @return NaN if a feature that was learned is absent
   * @throws IllegalArgumentException if the vector has another length than those learned
   */
  public double score(float[] vector) {
    check(vector);
    double sum = 0;
    for (LocalDistance view : views) {
      sum += view.score(vector);
    }
    return sum / views.size();
  }

  /** The score from which a vector is called novel. */
  public double threshold() {
    return threshold;
  }

  /** Number of values of a vector. */
  public int length() {
    return length;
  }

  /**
   * The features in which a vector differs most from the normal ones nearest to it, the foremost
   * first. Deviations are from their mean, in standard deviations of all normal vectors.
   *
   * @param names of the features
   */
  public List<ChannelContribution> contributions(float[] vector, List<String> names, int most) {
    check(vector);
    double[] shares = new double[length];
    double[] deviations = new double[length];
    for (LocalDistance view : views) {
      view.explain(vector, 1.0 / views.size(), shares, deviations);
    }
    return IntStream.range(0, length)
        .boxed()
        .filter(i -> shares[i] > 0)
        .sorted(Comparator.comparingDouble((Integer i) -> -shares[i]))
        .limit(most)
        .map(i -> new ChannelContribution(names.get(i), shares[i], deviations[i]))
        .toList();
  }

  private void check(float[] vector) {
    if (vector.length != length) {
      throw new IllegalArgumentException(
          "vector has " + vector.length + " features, " + length + " were learned");
    }
  }

  public byte[] toBytes() {
    SnapshotWriter out = new SnapshotWriter().put(VERSION).put(length).put(threshold);
    out.put(views.size());
    views.forEach(view -> view.write(out));
    return out.toBytes();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if it is damaged or of another version
   */
  public static SoundNovelty fromBytes(byte[] bytes) {
    SnapshotReader in = new SnapshotReader(bytes);
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("novelty model of version " + version + " is unknown");
    }
    int length = in.readInt();
    double threshold = in.readDouble();
    List<LocalDistance> views = new ArrayList<>();
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      views.add(LocalDistance.read(in));
    }
    in.end();
    return new SoundNovelty(length, views, threshold);
  }
}
