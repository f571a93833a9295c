package io.millwright.models.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millwright.models.dataset.LineParser.BadLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A vibration recording as the CWRU and FEMTO folders hold it: counts in {@code <name>.bin.gz} or
 * {@code <name>.acc.bin.gz}, the header {@code <name>.json} beside it and, for snapshots, their
 * clock times in {@code <name>.index.csv.gz}. The counts are streamed, never held at once.
 *
 * <p>Case Western Reserve University Bearing Data Center; P. Nectoux et al., "PRONOSTIA: An
 * experimental platform for bearings accelerated degradation tests", IEEE PHM 2012.
 *
 * @param json the header's file
 * @param header what it says
 * @param counts the file of the counts
 * @param index the file of the snapshots' clock times; null if the record has none
 */
public record VibrationRecord(
    Path json, VibrationHeader header, Path counts, @Nullable Path index) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER_ENDING = ".json";
  private static final List<String> COUNTS_ENDINGS = List.of(".acc.bin.gz", ".bin.gz");
  private static final String INDEX_ENDING = ".index.csv.gz";
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Reads the header of a record.
   *
   * @param file the header, or the counts, or either without its ending
   * @throws MalformedDatasetException if a file of the record is missing or the header lacks a key
   *     or holds an impossible value
   */
  public static VibrationRecord open(Path file) {
    String stem = stem(String.valueOf(file.getFileName()));
    Path json = file.resolveSibling(stem + HEADER_ENDING);
    if (!Files.isRegularFile(json)) {
      throw new MalformedDatasetException(file, 0, "no such record (" + json + " is needed)");
    }
    VibrationHeader header =
        VibrationHeader.parse(tree(json), reason -> new MalformedDatasetException(json, 0, reason));
    Path counts =
        COUNTS_ENDINGS.stream()
            .map(ending -> file.resolveSibling(stem + ending))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new MalformedDatasetException(
                        json, 0, "has no counts beside it (" + stem + ".bin.gz is needed)"));
    Path index = file.resolveSibling(stem + INDEX_ENDING);
    return new VibrationRecord(json, header, counts, Files.isRegularFile(index) ? index : null);
  }

  /**
   * The records of a folder by name.
   *
   * @throws MalformedDatasetException if it is no folder, holds no record, or one is malformed
   */
  public static List<VibrationRecord> openAll(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new MalformedDatasetException(folder, 0, "is no folder of vibration records");
    }
    List<VibrationRecord> records;
    try (Stream<Path> files = Files.list(folder)) {
      records =
          files
              .filter(file -> String.valueOf(file.getFileName()).endsWith(HEADER_ENDING))
              .sorted()
              .map(VibrationRecord::open)
              .toList();
    } catch (IOException e) {
      throw new MalformedDatasetException(folder, 0, "cannot be listed: " + e.getMessage());
    }
    if (records.isEmpty()) {
      throw new MalformedDatasetException(folder, 0, "holds no vibration record (*.json)");
    }
    return records;
  }

  /** The record's name, from its header. */
  public String name() {
    return header.record();
  }

  /**
   * Opens the counts for reading block by block.
   *
   * @throws MalformedDatasetException if the file is no gzip stream
   */
  public VibrationBlocks blocks() {
    return VibrationBlocks.open(counts, header);
  }

  /**
   * Clock time of the first sample of each snapshot, since the midnight before the first one. The
   * file holds no date: a time that goes back by more than half a day is taken to be on the next
   * day. A smaller step back is a fault of the clock (the published records have some) and stays as
   * it is, for the stream to judge. Empty without an index.
   *
   * @throws MalformedDatasetException naming the first line at fault
   */
  public List<Duration> snapshotTimes() {
    if (index == null) {
      return List.of();
    }
    List<Duration> times = new ArrayList<>();
    List<String> columns = List.of("snapshot", "hour", "minute", "second", "microsecond");
    try (DatasetReader<Duration> reader =
        new DatasetReader<>(
            index, TextFile.open(index), 0, columns, line -> clockTime(columns, line))) {
      if (!reader.hasNext()) {
        throw new MalformedDatasetException(index, 0, "holds no rows");
      }
      reader.next(); // the header
      Duration days = Duration.ZERO;
      while (reader.hasNext()) {
        Duration time = reader.nextRow().plus(days);
        if (!times.isEmpty()
            && times.get(times.size() - 1).minus(time).compareTo(DAY.dividedBy(2)) > 0) {
          days = days.plus(DAY);
          time = time.plus(DAY);
        }
        times.add(time);
      }
    }
    return List.copyOf(times);
  }

  private static Duration clockTime(List<String> columns, String line) throws BadLine {
    String[] cells = line.split(",", -1);
    if (cells.length != columns.size()) {
      throw new BadLine("has " + cells.length + " columns, " + columns.size() + " are needed");
    }
    double[] values = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      values[i] = Numbers.finite(columns.get(i), cells[i].strip());
      if (values[i] < 0) {
        throw new BadLine(columns.get(i) + " is " + cells[i].strip() + ", 0 or more is needed");
      }
    }
    if (values[1] >= 24 || values[2] >= 60 || values[3] >= 60 || values[4] >= 1e6) {
      throw new BadLine("'" + line.strip() + "' is no clock time");
    }
    return Duration.ofHours((long) values[1])
        .plusMinutes((long) values[2])
        .plusSeconds((long) values[3])
        .plusNanos(Math.round(values[4] * 1e3));
  }

  private static JsonNode tree(Path json) {
    try {
      JsonNode tree = JSON.readTree(json.toFile());
      if (!tree.isObject()) {
        throw new MalformedDatasetException(json, 0, "is no JSON object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new MalformedDatasetException(
          json, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), "is no JSON");
    } catch (IOException e) {
      throw new MalformedDatasetException(json, 0, "cannot be read: " + e.getMessage());
    }
  }

  private static String stem(String name) {
    return Stream.of(COUNTS_ENDINGS.stream(), Stream.of(INDEX_ENDING, HEADER_ENDING))
        .flatMap(endings -> endings)
        .filter(name::endsWith)
        .findFirst()
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .orElse(name);
  }
}
