package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page names every module that its scripts need, so that a browser asks for all at once instead
 * of finding them file by file.
 */
class ModulesTest {
  private static final Path CONSOLE = Path.of("src/main/resources/console");
  private static final Pattern NAMED =
      Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"|type=\"module\" src=\"([^\"]+)\"");
  private static final Pattern IMPORTED =
      Pattern.compile("^import [^;]*?from '([^']+)';", Pattern.MULTILINE);

  @Test
  void pageNamesEveryModuleThatItNeeds() throws IOException {
    Set<String> named =
        NAMED
            .matcher(Files.readString(CONSOLE.resolve("index.html")))
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).contains("vendor/uplot/uPlot.esm.js").isEqualTo(needed("js/main.js"));
  }

  private static Set<String> needed(String first) throws IOException {
    Set<String> found = new TreeSet<>(Set.of(first));
    Deque<String> unread = new ArrayDeque<>(found);
    while (!unread.isEmpty()) {
      Path module = CONSOLE.resolve(unread.remove());
      if (!Files.exists(module)) {
        continue; // of a library, which is one file
      }
      for (String imported : imports(Files.readString(module))) {
        Path path = CONSOLE.relativize(module.resolveSibling(imported).normalize());
        if (found.add(path.toString())) {
          unread.add(path.toString());
        }
      }
    }
    return found;
  }

  private static Set<String> imports(String source) {
    return IMPORTED
        .matcher(source)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }
}
