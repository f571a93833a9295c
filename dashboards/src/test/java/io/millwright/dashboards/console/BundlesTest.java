package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.dashboards.console.Bundles.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every text that a page asks for exists in every language, and none exists that no page asks for.
 */
class BundlesTest {
  private static final Path PAGES = Path.of("src/main/resources/console/js");

  /**
   * A key that is written whole, and the beginning of one that is put together: {@code
   * t(`a.b.${c}`)}.
   */
  private static final Pattern WHOLE = Pattern.compile("\\bt\\(\\s*'([\\w.]+)'");

  private static final Pattern BEGINNING = Pattern.compile("\\bt\\(\\s*`([\\w.]+)\\$\\{");

  /** A key handed on: {@code 'area.key'} as a constant of its own. */
  private static final Pattern NAMED =
      Pattern.compile("'((?:" + String.join("|", Bundles.AREAS) + ")\\.[\\w.]+)'");

  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

  @Test
  void languagesSayTheSameThings() {
    Map<String, String> english = Bundles.texts(Language.EN);
    for (Language language : Language.values()) {
      Map<String, String> texts = Bundles.texts(language);
      assertThat(texts.keySet()).as("keys of " + language).isEqualTo(english.keySet());
      texts.forEach(
          (key, text) -> {
            assertThat(text).as(language + " " + key).isNotBlank();
            assertThat(holes(text))
                .as(language + " " + key)
                .isEqualTo(holes(english.getOrDefault(key, "")));
          });
    }
  }

  @Test
  void pagesAskForTextsThatExist() {
    Set<String> known = Bundles.texts(Language.EN).keySet();

    assertThat(asked(WHOLE)).isSubsetOf(known);
    for (String beginning : asked(BEGINNING)) {
      assertThat(known).as("t(`" + beginning + "${…}`)").anyMatch(key -> key.startsWith(beginning));
    }
  }

  @Test
  void noTextIsLeftOver() {
    Set<String> beginnings = asked(BEGINNING);
    Set<String> asked = asked(WHOLE);
    asked.addAll(asked(NAMED));

    assertThat(Bundles.texts(Language.EN).keySet())
        .allMatch(key -> asked.contains(key) || beginnings.stream().anyMatch(key::startsWith));
  }

  private static Set<String> asked(Pattern pattern) {
    return sources().stream()
        .flatMap(source -> pattern.matcher(source).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> sources() {
    try (Stream<Path> files = Files.walk(PAGES)) {
      return files.filter(f -> f.toString().endsWith(".js")).map(BundlesTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> holes(String text) {
    return HOLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
