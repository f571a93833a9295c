package io.millwright.models.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code evaluate rul --format femto} tells; the components are the JSON keys of the command
 * line's contract.
 *
 * @param dataset name of the folder of test records
 * @param protocol how train and test were parted
 * @param trainRecords records of the training folder
 * @param bearings one entry a record, or a record and cut
 * @param scored entries that have a truth
 * @param meanScore of the challenge over the scored entries; null without any
 * @param meanAbsolutePercentError of {@code predictedSeconds}
 * @param medianAbsolutePercentError the same, median over the entries
 * @param coverage90 share of the scored entries whose 90 % interval holds the truth
 * @param afterOnset how well the life after the onset was told, of every bearing that is read to
 *     its failure
 * @param trainSeconds wall time of reading the training records and learning from them
 * @param predictMicrosP50 of one snapshot's update, its features given
 * @param version content digest of the bundle that was scored; where one bearing is left out at a
 *     time, of the bundle trained on all
 * @param seed as asked for; nothing here is drawn at random
 */
public record BearingLifeReport(
    String task,
    String format,
    String dataset,
    String protocol,
    int trainRecords,
    List<Bearing> bearings,
    int scored,
    @Nullable Double meanScore,
    @Nullable Double meanAbsolutePercentError,
    @Nullable Double medianAbsolutePercentError,
    @Nullable Double coverage90,
    List<AfterOnset> afterOnset,
    double trainSeconds,
    double predictMicrosP50,
    double predictMicrosP99,
    String version,
    long seed) {
  public BearingLifeReport {
    bearings = List.copyOf(bearings);
    afterOnset = List.copyOf(afterOnset);
  }

  /**
   * All predictions from the onset to the last snapshot before the failure.
   *
   * @param snapshots that they were made at
   * @param errorFactor factor by which the served median is off, geometric mean
   * @param coverage90 share whose 90 % interval holds the truth
   */
  public record AfterOnset(String record, int snapshots, double errorFactor, double coverage90) {}

  /**
   * A prediction for one record at one cut. What is null does not apply.
   *
   * @param cutFraction share of the life after which the record was cut; null where the record
   *     gives its own cut, or has none and is listed only
   * @param cutSnapshot the last one read, from 1
   * @param predictedSeconds the number with the best expected score under the served distribution
   * @param medianSeconds the served median
   * @param lowerSeconds lower end of the served 90 % interval
   * @param upperSeconds its upper end
   * @param errorPercent Er of the challenge; positive = too short
   * @param score A of the challenge
   * @param basis {@code DEGRADING} if the prediction rests on the bearing's own degradation, {@code
   *     HEALTHY} or {@code LEARNING} if on its age alone
   * @param onsetSnapshot where the onset was found, from 1, in all that may be read of the record
   * @param onsetFraction the same as a share of the life
   * @param leadSeconds from the onset to the failure
   */
  public record Bearing(
      String record,
      @Nullable Double cutFraction,
      @Nullable Integer cutSnapshot,
      @Nullable Double predictedSeconds,
      @Nullable Double medianSeconds,
      @Nullable Double lowerSeconds,
      @Nullable Double upperSeconds,
      @Nullable Double trueSeconds,
      @Nullable Double errorPercent,
      @Nullable Double score,
      @Nullable String basis,
      @Nullable Integer onsetSnapshot,
      @Nullable Double onsetFraction,
      @Nullable Double leadSeconds) {
    /** Whether the truth lies in the interval; false without one. */
    boolean holdsTruth() {
      return trueSeconds != null
          && lowerSeconds != null
          && upperSeconds != null
          && lowerSeconds <= trueSeconds
          && trueSeconds <= upperSeconds;
    }
  }
}
