package io.millwright.models.training;

import io.millwright.contracts.asset.Kinematics;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.VibrationBlocks;
import io.millwright.models.dataset.VibrationHeader;
import io.millwright.models.dataset.VibrationRecord;
import io.millwright.models.diagnosis.BearingCondition;
import io.millwright.models.release.Sha256;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.VibrationFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A labelled record of a bearing, cut into windows that do not overlap.
 *
 * @param name of the record
 * @param label as the data set writes it
 * @param bearing which specimen: equal for records of the same bearing
 * @param faultDiameterMil NaN if the record does not say
 * @param loadHp NaN likewise
 * @param revolutions of the shaft in a window
 * @param sha256 of the counts as read
 * @param windows features of each, in the order of time
 * @param extractNanos time that each took
 */
@SuppressWarnings("ArrayRecordComponent")
public record DiagnosisRecord(
    String name,
    String label,
    String bearing,
    double faultDiameterMil,
    double loadHp,
    double revolutions,
    String sha256,
    List<float[]> windows,
    long[] extractNanos) {

  /** The labels of the Case Western Reserve University bearing data. */
  static final Map<String, BearingCondition> CONDITIONS =
      Map.of(
          "Normal",
          BearingCondition.SOUND,
          "IR",
          BearingCondition.INNER_RACE,
          "OR",
          BearingCondition.OUTER_RACE,
          "B",
          BearingCondition.ROLLING_ELEMENT);

  private static final String DRIVE_END = "DE";
  private static final double WINDOW_SECONDS = 1;

  /** What was wrong with it. */
  public BearingCondition condition() {
    BearingCondition condition = CONDITIONS.get(label);
    if (condition == null) {
      throw new IllegalStateException("label " + label + " was checked when read");
    }
    return condition;
  }

  /** The word of the data set for a condition. */
  public static String label(BearingCondition condition) {
    return CONDITIONS.entrySet().stream()
        .filter(entry -> entry.getValue() == condition)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(condition.name());
  }

  /**
   * Reads a folder of records.
   *
   * @throws MalformedDatasetException if a record cannot be used; nothing is skipped
   */
  public static List<DiagnosisRecord> readAll(Path folder, BearingFrequencies bearing) {
    return VibrationRecord.openAll(folder).stream().map(record -> read(record, bearing)).toList();
  }

  static DiagnosisRecord read(VibrationRecord record, BearingFrequencies bearing) {
    VibrationHeader header = record.header();
    String label = header.text("label");
    if (label == null || !CONDITIONS.containsKey(label)) {
      throw malformed(record, "label is " + label + ", needs one of Normal, IR, OR, B");
    }
    double shaftHz = header.shaftSpeedHz();
    if (Double.isNaN(shaftHz)) {
      throw malformed(record, "gives no shaft speed (rpm_recorded or rpm_nominal)");
    }
    int channel = driveEnd(record);
    int samples = 2 * (int) Math.round(WINDOW_SECONDS * header.samplingRateHz() / 2);
    VibrationFeatures extractor;
    try {
      extractor = new VibrationFeatures(header.samplingRateHz(), samples);
    } catch (IllegalArgumentException e) {
      throw malformed(record, "sampling_rate_hz does not serve: " + e.getMessage());
    }
    List<float[]> windows = new ArrayList<>();
    List<Long> nanos = new ArrayList<>();
    float[] window = new float[samples];
    float[] block = new float[header.blockSamples()];
    int filled = 0;
    try (VibrationBlocks blocks = record.blocks()) {
      while (blocks.next()) {
        blocks.acceleration(channel, block);
        for (int i = 0; i < blocks.samples(); i++) {
          window[filled++] = block[i];
          if (filled == samples) {
            float[] features = new float[VibrationFeatures.SCHEMA.featureNames().size()];
            long start = System.nanoTime();
            extractor.extract(window, shaftHz, bearing, Kinematics.UNKNOWN, features, 0);
            nanos.add(System.nanoTime() - start);
            windows.add(features);
            filled = 0;
          }
        }
      }
    }
    if (windows.isEmpty()) {
      throw malformed(record, "is shorter than a window of one second");
    }
    return new DiagnosisRecord(
        record.name(),
        label,
        label
            + " "
            + header.text("fault_diameter_mil")
            + " "
            + header.text("outer_race_position_oclock"),
        number(header, "fault_diameter_mil"),
        number(header, "load_hp"),
        shaftHz * samples / header.samplingRateHz(),
        digest(record),
        List.copyOf(windows),
        nanos.stream().mapToLong(Long::longValue).toArray());
  }

  private static String digest(VibrationRecord record) {
    try {
      return Sha256.hex(record.counts());
    } catch (IOException e) {
      throw malformed(record, "its counts cannot be read: " + e.getMessage());
    }
  }

  private static int driveEnd(VibrationRecord record) {
    List<VibrationHeader.Channel> channels = record.header().channels();
    for (int i = 0; i < channels.size(); i++) {
      if (channels.get(i).name().equals(DRIVE_END)) {
        return i;
      }
    }
    throw malformed(record, "has no drive-end channel (" + DRIVE_END + ")");
  }

  private static double number(VibrationHeader header, String key) {
    OptionalDouble number = header.number(key);
    return number.isPresent() ? number.getAsDouble() : Double.NaN;
  }

  private static MalformedDatasetException malformed(VibrationRecord record, String reason) {
    return new MalformedDatasetException(record.json(), 0, reason);
  }
}
