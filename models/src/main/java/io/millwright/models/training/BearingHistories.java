package io.millwright.models.training;

import io.millwright.contracts.asset.Kinematics;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.VibrationBlocks;
import io.millwright.models.dataset.VibrationHeader;
import io.millwright.models.dataset.VibrationRecord;
import io.millwright.models.signal.VibrationFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Histories of FEMTO bearings: the features of every snapshot by the extractor of the jobs.
 *
 * <p>P. Nectoux et al., "PRONOSTIA: An experimental platform for bearings accelerated degradation
 * tests", IEEE PHM 2012. Snapshots count from 1; what remains at snapshot k of N is (N - k)
 * periods. The recorded clock has faults, so time is the number of periods.
 */
public final class BearingHistories {
  private BearingHistories() {}

  /** Where a challenge's test record must be cut; 0 if the record has no cut. */
  public static int cutSnapshot(VibrationRecord record) {
    return (int) record.header().number("challenge_cut_snapshot").orElse(0);
  }

  /** Seconds that remained at the cut; NaN if the record does not tell. */
  public static double lifeAtCutSeconds(VibrationRecord record) {
    return record.header().number("rul_at_cut_s").orElse(Double.NaN);
  }

  /** Seconds between snapshots. */
  public static double periodSeconds(VibrationRecord record) {
    OptionalDouble period = record.header().number("snapshot_period_s");
    if (!(period.orElse(0) > 0)) {
      throw new MalformedDatasetException(
          record.json(), 0, "has no 'snapshot_period_s' above 0: no record of snapshots");
    }
    return period.getAsDouble();
  }

  /**
   * Reads a record to its end, or no further than so many snapshots.
   *
   * @throws MalformedDatasetException if a file of the record is not what it should be
   */
  public static BearingHistory read(VibrationRecord record, int mostSnapshots) {
    VibrationHeader header = record.header();
    double period = periodSeconds(record);
    int channels = header.channels().size();
    int width = VibrationFeatures.SCHEMA.featureNames().size();
    VibrationFeatures extractor = extractor(record);
    float[] samples = new float[header.blockSamples()];
    List<float[]> features = new ArrayList<>();
    try (VibrationBlocks blocks = record.blocks()) {
      while (features.size() < mostSnapshots && blocks.next()) {
        if (blocks.samples() < samples.length) {
          throw new MalformedDatasetException(
              record.counts(), 0, "its last snapshot has only " + blocks.samples() + " samples");
        }
        float[] values = new float[channels * width];
        for (int channel = 0; channel < channels; channel++) {
          blocks.acceleration(channel, samples);
          extractor.extract(
              samples, header.shaftSpeedHz(), null, Kinematics.UNKNOWN, values, channel * width);
        }
        features.add(values);
      }
    }
    double[] elapsed = new double[features.size()];
    for (int i = 0; i < elapsed.length; i++) {
      elapsed[i] = i * period;
    }
    return new BearingHistory(
        record.name(),
        channels,
        elapsed,
        features.toArray(float[][]::new),
        endSeconds(record, features.size()));
  }

  /** Of a record that goes on to its failure the last snapshot, otherwise what its cut tells. */
  private static double endSeconds(VibrationRecord record, int snapshots) {
    double period = periodSeconds(record);
    int cut = cutSnapshot(record);
    return cut > 0 && snapshots <= cut
        ? (cut - 1) * period + lifeAtCutSeconds(record)
        : (snapshots - 1) * period;
  }

  private static VibrationFeatures extractor(VibrationRecord record) {
    VibrationHeader header = record.header();
    try {
      return new VibrationFeatures(header.samplingRateHz(), header.blockSamples());
    } catch (IllegalArgumentException e) {
      throw new MalformedDatasetException(record.json(), 0, String.valueOf(e.getMessage()));
    }
  }
}
