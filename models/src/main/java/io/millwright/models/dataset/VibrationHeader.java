package io.millwright.models.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the file beside a vibration record says about it.
 *
 * @param record name of the record
 * @param samplingRateHz samples a second and channel
 * @param unit of the values after scaling, as published, such as {@code g}
 * @param channels in the order in which they are interleaved; at least one
 * @param blockSamples samples a channel of a full block; for FEMTO a block is a snapshot
 * @param samples samples a channel of the whole record; 0 when the file does not say
 * @param sampleBytes bytes (planes) of a count: 2 or 3
 * @param fields every number, text and boolean of the file at its top level, by key, as text; what
 *     is null in the file is absent here
 */
public record VibrationHeader(
    String record,
    double samplingRateHz,
    String unit,
    List<Channel> channels,
    int blockSamples,
    long samples,
    int sampleBytes,
    Map<String, String> fields) {
  /** Metres per second squared in one g: standard gravity, CGPM 1901. */
  public static final double STANDARD_GRAVITY = 9.80665;

  public VibrationHeader {
    channels = List.copyOf(channels);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * One measured quantity.
   *
   * @param name such as {@code horizontal}
   * @param scale value of one count, in the header's unit
   */
  public record Channel(String name, double scale) {}

  /** A label, such as {@code label} or {@code condition}; null if the file has none. */
  public @Nullable String text(String key) {
    return fields.get(key);
  }

  /** A label that is a number, such as {@code load_hp}; empty if absent or no number. */
  public OptionalDouble number(String key) {
    String text = fields.get(key);
    if (text == null) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * Shaft speed in revolutions a second: {@code rpm_recorded}, else {@code rpm}, else {@code
   * rpm_nominal}; NaN if the file gives none.
   */
  public double shaftSpeedHz() {
    for (String key : List.of("rpm_recorded", "rpm", "rpm_nominal")) {
      OptionalDouble rpm = number(key);
      if (rpm.isPresent() && rpm.getAsDouble() > 0) {
        return rpm.getAsDouble() / 60;
      }
    }
    return Double.NaN;
  }

  /** Factor from the header's unit to m/s²; the reader accepts no unit without one. */
  public double toMetresPerSecondSquared() {
    return unit.equals("g") ? STANDARD_GRAVITY : 1;
  }

  static VibrationHeader parse(JsonNode json, Complaint complaint) {
    VibrationFields fields = new VibrationFields(json, complaint);
    int blockSamples = (int) fields.positive("block_samples", 1 << 24);
    return new VibrationHeader(
        fields.text("record"),
        fields.positive("sampling_rate_hz", 1e9),
        fields.accelerationUnit(),
        fields.channels(),
        blockSamples,
        fields.samples(blockSamples),
        fields.sampleBytes(),
        fields.scalars());
  }

  /** Makes the exception for a fault of the file. */
  @FunctionalInterface
  interface Complaint {
    MalformedDatasetException of(String reason);
  }
}
