package io.millwright.standalone.cli;

import io.millwright.ingest.replay.CmapssReplay;
import io.millwright.ingest.replay.CwruReplay;
import io.millwright.ingest.replay.FemtoReplay;
import io.millwright.models.dataset.CmapssFile;
import io.millwright.models.dataset.VibrationRecord;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.Sha256;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.training.BearingLifeBundles;
import io.millwright.models.training.DiagnosisBundles;
import io.millwright.standalone.SourceFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The training that precedes a replay: remaining life for turbofans, bearing life for bearings that
 * ran to failure, diagnosis for damaged bearings. Records that are played are never learned from.
 */
final class ReplayTraining {
  private final Path source;
  private final String equipmentClass;
  private final String identity;
  private final Learning learning;

  /** Trains a model. */
  @FunctionalInterface
  private interface Learning {
    ModelBundle train(Consumer<String> progress) throws IOException;
  }

  private ReplayTraining(Path source, String equipmentClass, String identity, Learning learning) {
    this.source = source;
    this.equipmentClass = equipmentClass;
    this.identity = identity;
    this.learning = learning;
  }

  /**
   * Checks what can be wrong before anything is started.
   *
   * @param train what the user named
   * @param played files that are going to be played
   */
  static ReplayTraining of(
      SourceFormat format, DataRoot root, String train, List<Path> played, long seed) {
    return switch (format) {
      case CMAPSS -> {
        Path file = root.file("cmapss", train);
        CmapssFile.readAll(file);
        yield new ReplayTraining(
            file,
            CmapssReplay.EQUIPMENT_CLASS,
            digest(file) + seed,
            progress -> LifeTraining.cmapss(file, seed).bundle());
      }
      case FEMTO -> {
        Path folder = root.folder("femto", train);
        Set<String> leftOut = names(played);
        yield new ReplayTraining(
            folder,
            FemtoReplay.EQUIPMENT_CLASS,
            identity(folder, leftOut) + seed,
            progress -> BearingLifeBundles.train(folder, leftOut, seed, progress));
      }
      case CWRU -> {
        Path folder = root.folder("cwru", train);
        Set<String> leftOut = names(played);
        yield new ReplayTraining(
            folder,
            CwruReplay.EQUIPMENT_CLASS,
            identity(folder, leftOut),
            progress ->
                DiagnosisBundles.train(
                        folder, leftOut, BearingFrequencies.of(CwruReplay.DRIVE_END), progress)
                    .bundle());
      }
      case SKAB, WAV, CSV ->
          throw new WrongInputException(
              "--train is for cmapss, femto and cwru; machines of %s are judged by their own past"
                  .formatted(format.name().toLowerCase(Locale.ROOT)));
    };
  }

  private static Set<String> names(List<Path> played) {
    Set<String> names = new TreeSet<>();
    for (Path path : played) {
      if (!Files.isDirectory(path)) {
        names.add(VibrationRecord.open(path).name());
        continue;
      }
      // A folder is played with all that is below it.
      try (Stream<Path> files = Files.walk(path)) {
        files
            .filter(file -> file.toString().endsWith(".json"))
            .forEach(file -> names.add(VibrationRecord.open(file).name()));
      } catch (IOException e) {
        throw new WrongInputException(path + " cannot be read: " + e.getMessage());
      }
    }
    return names;
  }

  /** Which records there are to learn from; empty folders are told of here. */
  private static String identity(Path folder, Set<String> leftOut) {
    StringBuilder identity = new StringBuilder();
    for (VibrationRecord record : VibrationRecord.openAll(folder)) {
      if (!leftOut.contains(record.name())) {
        identity
            .append(record.name())
            .append(digest(record.json()))
            .append(digest(record.counts()));
        Path index = record.index();
        identity.append(index == null ? "" : digest(index));
      }
    }
    if (identity.isEmpty()) {
      throw new WrongInputException(
          "nothing is left to learn from: every record of " + folder + " is going to be played");
    }
    return identity.toString();
  }

  private static String digest(Path file) {
    try {
      return Sha256.hex(file);
    } catch (IOException e) {
      throw new WrongInputException(file + " cannot be read: " + e.getMessage());
    }
  }

  String equipmentClass() {
    return equipmentClass;
  }

  /** What is learned from, for people. */
  String name() {
    return String.valueOf(source.getFileName());
  }

  /**
   * The bundle, from a directory of earlier ones if it was trained before: a restart serves the
   * very model of the run before it.
   */
  byte[] bundle(Path cache, Consumer<String> progress) throws IOException {
    String key = Sha256.hex(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    Path cached = cache.resolve(equipmentClass + "-" + key);
    if (!Files.exists(cached)) {
      Path unfinished = cache.resolve("unfinished");
      learning.train(progress).write(unfinished);
      Files.move(unfinished, cached, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readAllBytes(cached);
  }
}
