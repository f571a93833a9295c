package io.millwright.standalone.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people come to the console for, in a real browser at a real process. */
class ConsoleJourneysIT {
  private static MillwrightProcess millwright;
  private static Chromium browser;
  private static URI console;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    browser = Chromium.open("en");
    millwright = MillwrightProcess.start("demo", "--port", "0");
    console = millwright.console();
    token = millwright.token();
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (millwright != null) {
      millwright.close();
    }
  }

  @Test
  void whoIsWorstAndWhy() throws Exception {
    browser.go(console);
    browser.until(
        d ->
            browser
                    .all("tbody tr:first-child .state.DEGRADED, tbody tr:first-child .state.ALARM")
                    .size()
                == 1);
    browser.screenshot("fleet");
    assertThat(browser.accessibilityViolations()).isEmpty();

    browser.click("tbody tr:first-child a");
    assertThat(browser.see(".why").getText()).isNotBlank();
    browser.see(".chart canvas");
    browser.screenshot("asset");
    assertThat(browser.accessibilityViolations()).isEmpty();
  }
}
