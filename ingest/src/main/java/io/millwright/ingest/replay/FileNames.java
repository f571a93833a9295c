package io.millwright.ingest.replay;

import io.millwright.ingest.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** What the names of files say. */
final class FileNames {
  private FileNames() {}

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** Name without {@code .gz} and the extension before it, fit for an asset id. */
  static String stem(Path file) {
    String name = name(file);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return assetId(dot > 0 ? plain.substring(0, dot) : plain);
  }

  /** The folder that a file stands in; empty if it has none. */
  static String folder(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null || parent.getFileName() == null ? "" : name(parent);
  }

  /** Text with everything that an asset id cannot hold replaced by {@code _}. */
  static String assetId(String text) {
    String id = text.strip().replaceAll("[^\\p{L}\\p{N}._:/-]", "_");
    return id.substring(0, Math.min(id.length(), 200));
  }

  /**
   * The shortest ends of the paths that tell all of them apart, with {@code /} between names: for
   * one path its name.
   */
  static List<String> distinct(List<Path> paths) {
    List<Path> whole = paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    int longest = whole.stream().mapToInt(Path::getNameCount).max().orElse(0);
    List<String> ends = List.of();
    for (int names = 1; names <= Math.max(1, longest); names++) {
      ends = ends(whole, names);
      if (new HashSet<>(ends).size() == new HashSet<>(whole).size()) {
        break;
      }
    }
    return ends;
  }

  private static List<String> ends(List<Path> paths, int names) {
    return paths.stream()
        .map(
            path -> {
              int count = path.getNameCount();
              return count == 0
                  ? ""
                  : path.subpath(Math.max(0, count - names), count).toString().replace('\\', '/');
            })
        .toList();
  }

  /** The files themselves, and for a directory those below it with one of the endings, by name. */
  static List<Path> expand(List<Path> paths, String... endings) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new SourceException(path + ": no such file");
      }
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> below = Files.walk(path)) {
        List<Path> found =
            below
                .filter(file -> hasEnding(file, endings))
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
        if (found.isEmpty()) {
          throw new SourceException(path + ": holds no " + String.join(" or ", endings) + " file");
        }
        files.addAll(found);
      } catch (IOException e) {
        throw new SourceException(path + ": cannot be listed: " + e.getMessage(), e);
      }
    }
    if (files.isEmpty()) {
      throw new SourceException("name at least one file");
    }
    return files;
  }

  private static boolean hasEnding(Path file, String... endings) {
    for (String ending : endings) {
      if (name(file).endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
