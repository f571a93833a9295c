package io.millwright.models.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code evaluate sound} tells; the components are the JSON keys of the command line's
 * contract.
 *
 * @param protocol what was trained on what and tested on what
 * @param meanAuc unweighted mean of the cases that have one; null if none has
 * @param auc of the motor sounds: healthy against faulty on motors that have both, by windows, mean
 *     over the cases; else null
 * @param aucByFile the same by files, each its mean score; else null
 * @param confusion of the motor sounds, windows; else null
 * @param accuracy of the confusion; else null
 * @param macroF1 of the confusion; else null
 * @param predictMicrosP50 time to score a feature vector; making it is not in it
 * @param version digest over the models that were scored
 * @param seed always 1, as every result has the key; nothing is drawn, no seed changes anything
 */
public record SoundReport(
    String task,
    String format,
    String dataset,
    String protocol,
    List<Case> cases,
    @Nullable Double meanAuc,
    @Nullable Double auc,
    @Nullable Double aucByFile,
    @Nullable Confusion confusion,
    @Nullable Double accuracy,
    @Nullable Double macroF1,
    double trainSeconds,
    double predictMicrosP50,
    double predictMicrosP99,
    String version,
    long seed) {
  public SoundReport {
    cases = List.copyOf(cases);
  }

  /**
   * One machine in one condition.
   *
   * @param pAuc01 standardised after McClish
   * @param note why there is no figure, or what it must not be taken for; empty if nothing
   */
  public record Case(
      String machine,
      String id,
      @Nullable Integer snrDb,
      @Nullable Double auc,
      @Nullable Double pAuc01,
      int normal,
      int anomalous,
      String note) {}

  static @Nullable Double mean(List<Case> cases) {
    double sum = 0;
    int count = 0;
    for (Case one : cases) {
      if (one.auc() != null) {
        sum += one.auc();
        count++;
      }
    }
    return count == 0 ? null : sum / count;
  }
}
