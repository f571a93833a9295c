package io.millwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Renew the page with {@code ./mvnw -pl contracts test -Dtest=TopicsPageTest
 * -Dmillwright.docs.write}.
 */
class TopicsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "topics.md");

  @Test
  void pageIsFresh() throws IOException {
    if (System.getProperty("millwright.docs.write") != null) {
      Files.writeString(PAGE, TopicsPage.markdown());
    }

    assertThat(PAGE).hasContent(TopicsPage.markdown());
  }
}
