package io.millwright.ingest.replay;

import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.ingest.SourceException;
import io.millwright.models.dataset.MalformedDatasetException;
import io.millwright.models.dataset.VibrationHeader;
import io.millwright.models.dataset.VibrationRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vibration records as sources of frames. */
final class VibrationFiles {
  private VibrationFiles() {}

  /**
   * The records that paths name: a file of a record, its name without an ending, or a directory.
   *
   * @throws SourceException if one cannot be opened
   */
  static List<VibrationRecord> open(List<Path> paths) {
    List<VibrationRecord> records = new ArrayList<>();
    try {
      for (Path path : paths) {
        List<Path> files =
            Files.isDirectory(path) ? FileNames.expand(List.of(path), ".json") : List.of(path);
        files.forEach(file -> records.add(VibrationRecord.open(file)));
      }
    } catch (MalformedDatasetException e) {
      throw new SourceException(String.valueOf(e.getMessage()), e);
    }
    if (records.isEmpty()) {
      throw new SourceException("name at least one record");
    }
    return records;
  }

  /** UCUM code of the header's unit. */
  static String ucum(VibrationHeader header) {
    return header.unit().equals("g") ? "[g]" : header.unit();
  }

  /** The integers of a record's frames, as it was recorded. */
  static SampleFormat format(VibrationHeader header) {
    return header.sampleBytes() == 2 ? SampleFormat.INT16 : SampleFormat.INT24;
  }

  /** Speed that the header states under the first of these keys; null if under none. */
  static @Nullable Double rpm(VibrationHeader header, String... keys) {
    for (String key : keys) {
      double rpm = header.number(key).orElse(0);
      if (rpm > 0) {
        return rpm;
      }
    }
    return null;
  }

  /**
   * Little-endian bytes of counts.
   *
   * @param first index of the first count
   * @param step to the next one
   */
  static byte[] bytes(int[] counts, int first, int step, SampleFormat format) {
    int width = format.bytes();
    int n = (counts.length - first + step - 1) / step;
    byte[] bytes = new byte[n * width];
    for (int i = 0, from = first; i < n; i++, from += step) {
      int count = counts[from];
      for (int b = 0; b < width; b++) {
        bytes[i * width + b] = (byte) (count >> (8 * b));
      }
    }
    return bytes;
  }

  /** Little-endian floats of counts whose channels have scales of their own. */
  static byte[] floats(int[] counts, List<VibrationHeader.Channel> channels) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * counts.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < counts.length; i++) {
      bytes.putFloat((float) (counts[i] * channels.get(i % channels.size()).scale()));
    }
    return bytes.array();
  }
}
