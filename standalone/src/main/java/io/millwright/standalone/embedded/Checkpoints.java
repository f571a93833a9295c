package io.millwright.standalone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints of a job on disk: {@code <job id>/chk-<n>/_metadata}. Flink writes the metadata
 * last and renames it into place, so a checkpoint that has one is complete.
 */
final class Checkpoints {
  private Checkpoints() {}

  /** The newest complete one, of whatever run of the job. */
  static Optional<Path> newest(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.find(directory, 3, (path, a) -> path.endsWith("_metadata"))) {
      return files
          .max(Comparator.comparing(Checkpoints::writtenAt).thenComparing(Checkpoints::number))
          .map(Path::getParent);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoints in " + directory + " cannot be read", e);
    }
  }

  /** When a complete checkpoint was written. */
  static Instant completedAt(Path checkpoint) {
    return Instant.ofEpochMilli(writtenAt(checkpoint.resolve("_metadata")));
  }

  private static long writtenAt(Path metadata) {
    try {
      return Files.getLastModifiedTime(metadata).toMillis();
    } catch (NoSuchFileException e) {
      return 0; // a newer one has replaced it meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Path metadata) {
    return Long.parseLong(
        metadata.getName(metadata.getNameCount() - 2).toString().substring("chk-".length()));
  }
}
