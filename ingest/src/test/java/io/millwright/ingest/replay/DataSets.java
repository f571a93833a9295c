package io.millwright.ingest.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Published data sets, which the repository does not hold. */
final class DataSets {
  private DataSets() {}

  /** The file; without it the test is skipped with a printed reason, or fails under CI. */
  static Path find(String name) {
    String root = System.getenv("MILLWRIGHT_DATA");
    Path file = Path.of(root == null ? "../../shared/data" : root).resolve(name);
    if (!Files.exists(file)) {
      String reason = file + " is absent; set MILLWRIGHT_DATA to the data root";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(reason);
      }
      System.out.println("skipped: " + reason);
      Assumptions.abort(reason);
    }
    return file;
  }
}
