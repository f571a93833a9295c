package io.millwright.models.detection;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.config.Precision;
import io.millwright.contracts.assessment.DetectorScore;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Random cut forest over the standardised moving averages: sees combinations that are rare without
 * being far, which a linear model does not. S. Guha, N. Mishra, G. Roy, O. Schrijvers, "Robust
 * Random Cut Forest Based Anomaly Detection On Streams", ICML 2016.
 *
 * <p>The forest is a pure function of the rows it was built from, and only those are kept: a
 * snapshot is a few kilobytes, where the library's own state is hundreds and draws random numbers
 * when it is written. When the rows are full every second goes and they come half as often, so that
 * they spread over the whole healthy life.
 */
final class RandomCutForestDetector implements StateDetector {
  static final String NAME = "RCF";
  private static final long SEED = 20160619;

  /** An average beyond this is as rare as any. */
  private static final double CLIP = 20;

  /** Scores of unseen healthy rows before there is a threshold. */
  private static final int LEAST_SCORES = 32;

  /** Beyond so many scores the threshold follows slowly. */
  private static final int FULL_SCORES = 512;

  /**
   * Threshold in standard deviations above the mean score: by Cantelli less than 1 in 50 whatever
   * the distribution.
   */
  private static final double THRESHOLD_DEVIATIONS = 7;

  private final ForestSettings settings;
  private final int channels;
  private final List<float[]> rows = new ArrayList<>();
  private @Nullable RandomCutForest forest;
  private int builtFrom;
  private long scans;
  private int stride = 1;
  private int skipped;
  private double scoreCount;
  private double scoreMean;
  private double scoreSquares;
  private double score = Double.NaN;

  RandomCutForestDetector(int channels, ForestSettings settings) {
    this.channels = channels;
    this.settings = settings;
  }

  @Override
  public void judge(Deviation deviation, List<DetectorScore> scores) {
    if (scans++ % settings.every() == 0 && builtFrom > 0) {
      score = forest().getAnomalyScore(row(deviation));
    }
    if (scoreCount >= LEAST_SCORES && !Double.isNaN(score)) {
      double deviations = Math.sqrt(scoreSquares / scoreCount);
      double threshold = scoreMean + THRESHOLD_DEVIATIONS * deviations;
      scores.add(new DetectorScore(NAME, score * deviation.effect(), threshold));
    }
  }

  @Override
  public void learn(Deviation deviation) {
    if ((scans - 1) % settings.every() != 0) {
      return;
    }
    if (!Double.isNaN(score)) {
      learnScore();
    }
    if (++skipped < stride) {
      return;
    }
    skipped = 0;
    rows.add(row(deviation));
    int capacity = settings.sampleSize();
    if (rows.size() == Math.min(settings.minimumPoints(), capacity) && builtFrom == 0) {
      build();
    } else if (rows.size() >= capacity) {
      for (int i = rows.size() - 1; i >= 0; i -= 2) {
        rows.remove(i);
      }
      stride *= 2;
      build();
    } else if (rows.size() >= builtFrom * 1.4) {
      build();
    }
  }

  private void learnScore() {
    if (scoreCount >= FULL_SCORES) {
      scoreCount *= 1 - 1.0 / FULL_SCORES;
      scoreSquares *= 1 - 1.0 / FULL_SCORES;
    }
    scoreCount++;
    double before = score - scoreMean;
    scoreMean += before / scoreCount;
    scoreSquares += before * (score - scoreMean);
  }

  private void build() {
    if (rows.size() < Math.min(16, settings.minimumPoints())) {
      return;
    }
    builtFrom = rows.size();
    forest = null;
  }

  private RandomCutForest forest() {
    RandomCutForest built = forest;
    if (built == null) {
      built =
          RandomCutForest.builder()
              .dimensions(channels)
              .numberOfTrees(settings.trees())
              // Not all rows in every tree: the trees should differ in more than their cuts.
              .sampleSize(Math.max(8, builtFrom * 3 / 4))
              .randomSeed(SEED)
              .precision(Precision.FLOAT_32)
              .parallelExecutionEnabled(false)
              .compact(true)
              .outputAfter(1)
              .build();
      for (int i = 0; i < builtFrom; i++) {
        built.update(rows.get(i));
      }
      forest = built;
    }
    return built;
  }

  private float[] row(Deviation deviation) {
    double[] u = deviation.standardised();
    float[] row = new float[channels];
    for (int i = 0; i < channels; i++) {
      row[i] = (float) Math.max(-CLIP, Math.min(CLIP, u[i]));
    }
    return row;
  }

  @Override
  public void forget() {
    rows.clear();
    forest = null;
    builtFrom = 0;
    scans = 0;
    stride = 1;
    skipped = 0;
    scoreCount = 0;
    scoreMean = 0;
    scoreSquares = 0;
    score = Double.NaN;
  }

  @Override
  public void write(SnapshotWriter out) {
    out.put(rows.size());
    rows.forEach(out::put);
    out.put(builtFrom).put(scans).put(stride).put(skipped);
    out.put(scoreCount).put(scoreMean).put(scoreSquares).put(score);
  }

  @Override
  public void read(SnapshotReader in) {
    int count = in.readCount();
    for (int i = 0; i < count; i++) {
      float[] row = in.readFloats();
      if (row.length != channels) {
        throw new IllegalArgumentException("a row of " + row.length + " channels in the forest");
      }
      rows.add(row);
    }
    builtFrom = in.readInt();
    if (builtFrom < 0 || builtFrom > rows.size()) {
      throw new IllegalArgumentException("a forest of " + builtFrom + " of " + count + " rows");
    }
    scans = in.readLong();
    stride = in.readInt();
    skipped = in.readInt();
    scoreCount = in.readDouble();
    scoreMean = in.readDouble();
    scoreSquares = in.readDouble();
    score = in.readDouble();
  }
}
