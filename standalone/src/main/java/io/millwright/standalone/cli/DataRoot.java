package io.millwright.standalone.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the files that a user names: as a path, or by the bare name of a data set under the data
 * root, such as {@code test_FD001} for {@code cmapss/test_FD001.txt.gz} or {@code Bearing1_1} for
 * the record {@code femto/Bearing1_1.json}.
 *
 * @param directory the data root, {@code MILLWRIGHT_DATA}
 */
record DataRoot(Path directory) {
  private static final List<String> ENDINGS =
      List.of("", ".txt", ".txt.gz", ".csv", ".csv.gz", ".json", ".wav", ".wav.gz");

  static DataRoot ofEnvironment() {
    String set = System.getenv("MILLWRIGHT_DATA");
    return new DataRoot(Path.of(set == null || set.isBlank() ? "../shared/data" : set));
  }

  /**
   * The file of a name, or the folder of the whole data set under the name of its format.
   *
   * @param format the folder under the data root
   * @throws WrongInputException if there is none
   */
  Path file(String format, String name) {
    Path given = Path.of(name);
    if (Files.exists(given)) {
      return given;
    }
    Path whole = directory.resolve(format);
    if (name.equals(format) && Files.isDirectory(whole)) {
      return whole;
    }
    return candidates(format, name)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new WrongInputException(
                    "no such file: "
                        + name
                        + (given.isAbsolute()
                            ? ""
                            : ", nor a data set of that name in " + directory.resolve(format))
                        + "; check the path or set MILLWRIGHT_DATA"));
  }

  /**
   * As {@link #file}, where a folder is needed.
   *
   * @param format the folder under the data root
   * @throws WrongInputException if there is none
   */
  Path folder(String format, String name) {
    Path found = file(format, name);
    if (Files.isDirectory(found)) {
      return found;
    }
    throw new WrongInputException(
        "is no folder: "
            + name
            + "; name a folder of "
            + format
            + " records, or set MILLWRIGHT_DATA and name "
            + format);
  }

  /** The path itself with an ending, then below the format's folder; also {@code fan/id_00}. */
  private Stream<Path> candidates(String format, String name) {
    return Stream.of(Path.of(name), directory.resolve(format).resolve(name))
        .flatMap(
            path ->
                ENDINGS.stream().map(ending -> path.resolveSibling(path.getFileName() + ending)));
  }
}
