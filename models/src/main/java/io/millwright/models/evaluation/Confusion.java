package io.millwright.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts of windows by truth and judgement.
 *
 * @param labels of rows and columns
 * @param matrix rows are the truth, columns the judgement
 */
public record Confusion(List<String> labels, List<List<Integer>> matrix) {
  public Confusion {
    labels = List.copyOf(labels);
    matrix = matrix.stream().map(List::copyOf).toList();
  }

  /**
   * @param truths label of each window
   * @param judgements likewise
   */
  static Confusion of(List<String> labels, List<String> truths, List<String> judgements) {
    int[][] counts = new int[labels.size()][labels.size()];
    for (int i = 0; i < truths.size(); i++) {
      counts[labels.indexOf(truths.get(i))][labels.indexOf(judgements.get(i))]++;
    }
    List<List<Integer>> matrix = new ArrayList<>();
    for (int[] row : counts) {
      List<Integer> cells = new ArrayList<>();
      for (int count : row) {
        cells.add(count);
      }
      matrix.add(cells);
    }
    return new Confusion(labels, matrix);
  }

  /** Share on the diagonal. */
  double accuracy() {
    int right = 0;
    int all = 0;
    for (int r = 0; r < labels.size(); r++) {
      right += matrix.get(r).get(r);
      all += matrix.get(r).stream().mapToInt(Integer::intValue).sum();
    }
    return (double) right / all;
  }

  /** Mean F1 of the labels that occur, as truth or as judgement. */
  double macroF1() {
    double sum = 0;
    int seen = 0;
    for (int c = 0; c < labels.size(); c++) {
      int column = c;
      int right = matrix.get(c).get(c);
      int truths = matrix.get(c).stream().mapToInt(Integer::intValue).sum();
      int judged = matrix.stream().mapToInt(row -> row.get(column)).sum();
      if (truths + judged > 0) {
        sum += 2.0 * right / (truths + judged);
        seen++;
      }
    }
    return sum / seen;
  }
}
