package io.millwright.models.evaluation;

import io.millwright.models.detection.NoveltySettings;
import io.millwright.models.detection.SoundNovelty;
import io.millwright.models.release.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trains, reads back from bytes as a job does, scores, and keeps count of time. */
final class NoveltyTrial {
  private final List<Double> micros = new ArrayList<>();
  private final StringBuilder digests = new StringBuilder();
  private double trainSeconds;

  SoundNovelty train(List<float[]> normal, NoveltySettings settings) {
    long start = System.nanoTime();
    byte[] bytes = SoundNovelty.fit(normal, settings).toBytes();
    trainSeconds += (System.nanoTime() - start) / 1e9;
    digests.append(Sha256.hex(bytes));
    return SoundNovelty.fromBytes(bytes);
  }

  double[] scores(SoundNovelty model, List<float[]> vectors) {
    double[] scores = new double[vectors.size()];
    for (int i = 0; i < scores.length; i++) {
      long start = System.nanoTime();
      scores[i] = model.score(vectors.get(i));
      micros.add((System.nanoTime() - start) / 1e3);
    }
    return scores;
  }

  /** Mean of what could be judged; 0, the mean of normal sound, if nothing could. */
  double meanScore(SoundNovelty model, List<float[]> vectors) {
    double sum = 0;
    int count = 0;
    for (double score : scores(model, vectors)) {
      if (!Double.isNaN(score)) {
        sum += score;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  SoundReport report(
      String format,
      String dataset,
      String protocol,
      List<SoundReport.Case> cases,
      @Nullable Double auc,
      @Nullable Double aucByFile,
      @Nullable Confusion confusion) {
    double[] sorted = micros.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new SoundReport(
        "sound",
        format,
        dataset,
        protocol,
        cases,
        SoundReport.mean(cases),
        auc,
        aucByFile,
        confusion,
        confusion == null ? null : confusion.accuracy(),
        confusion == null ? null : confusion.macroF1(),
        trainSeconds,
        quantile(sorted, 0.5),
        quantile(sorted, 0.99),
        Sha256.hex(digests.toString().getBytes(StandardCharsets.UTF_8)),
        1);
  }

  private static double quantile(double[] sorted, double q) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.round(q * (sorted.length - 1))];
  }
}
