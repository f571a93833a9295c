package io.millwright.standalone.cli;

import io.millwright.models.release.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a trained model is written to. */
final class BundleFile {
  @Option(
      names = {"--out", "-o"},
      required = true,
      paramLabel = "BUNDLE",
      description = "File that is written; replaced if it exists.")
  @SuppressWarnings("NullAway.Init")
  private Path path;

  /** Says what is wrong before anything is trained. */
  void check() {
    Path directory = path.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new WrongInputException(path + " cannot be written; choose another --out");
    }
  }

  void write(ModelBundle bundle) throws IOException {
    bundle.write(path);
  }

  Path path() {
    return path;
  }
}
