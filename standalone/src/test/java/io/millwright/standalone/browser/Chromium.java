package io.millwright.standalone.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium, as the system has it, and what tests do with a page. */
final class Chromium implements AutoCloseable {
  /** A fleet may need a while on a busy machine; a test that needs longer has failed. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String AXE = "/axe.min.js";

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Opens a browser; without one the test is skipped and says so, in CI it fails.
   *
   * @param language of the person
   */
  static Chromium open(String language) {
    Optional<Path> browser = onPath("chromium");
    Optional<Path> chromedriver = onPath("chromedriver");
    if (browser.isEmpty() || chromedriver.isEmpty()) {
      String reason = "no chromium with chromedriver: apt-get install chromium chromium-driver";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      System.out.println("skipped: " + reason);
      assumeTrue(false, reason);
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--force-color-profile=srgb",
        "--lang=" + language);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    Chromium opened =
        new Chromium(
            new ChromeDriver(
                new ChromeDriverService.Builder()
                    .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                    .build(),
                options));
    opened.size(1400, 1000);
    return opened;
  }

  private static Optional<Path> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** The view itself, without the frame of the window. */
  void view(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void go(Object address) {
    driver.get(address.toString());
  }

  /** Until something is there; what it is. */
  <T> T until(Function<? super WebDriver, T> condition) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .until(condition);
  }

  /** The first element of a selector that can be seen. */
  WebElement see(String css) {
    return until(
        d ->
            d.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  /** Clicks what a selector names, however often the page draws it anew meanwhile. */
  void click(String css) {
    until(
        d -> {
          see(css).click();
          return true;
        });
  }

  void type(String css, String text) {
    WebElement field = see(css);
    field.clear();
    field.sendKeys(text);
  }

  /** Until the text of a selector's first element contains this. */
  void seeText(String css, String text) {
    until(
        d ->
            d.findElements(By.cssSelector(css)).stream().anyMatch(e -> e.getText().contains(text)));
  }

  /** Until a selector names nothing that can be seen. */
  void gone(String css) {
    until(d -> d.findElements(By.cssSelector(css)).stream().noneMatch(WebElement::isDisplayed));
  }

  /** Whether something of a selector can be seen now. */
  boolean has(String css) {
    try {
      return driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
    } catch (StaleElementReferenceException e) {
      return false; // drawn anew this very moment
    }
  }

  /** Clicks what a selector names; false if it is there no more. */
  boolean tries(String css) {
    try {
      List<WebElement> found = driver.findElements(By.cssSelector(css));
      if (found.isEmpty()) {
        return false;
      }
      found.get(0).click();
      return true;
    } catch (WebDriverException e) {
      return false;
    }
  }

  /** The key of the first row of a list that offers an act. */
  String keyOfRowWith(String act) {
    return until(
        d ->
            (String)
                script(
                    "return document.querySelector(`[data-test=${arguments[0]}]`)"
                        + "?.closest('[data-key]')?.dataset.key",
                    act));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  Object script(String javaScript, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(javaScript, arguments);
  }

  /** A script that ends when it calls its last argument. */
  Object scriptAsync(String javaScript, Object... arguments) {
    return driver.executeAsyncScript(javaScript, arguments);
  }

  /** From now on nothing comes from a cache. */
  void cold() {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", true));
  }

  /** Keeps a picture of the page among the build's artefacts. */
  void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve(name + ".png"),
        ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES));
  }

  /** What the page wrote to the browser's log: errors of scripts, refused loads. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What keeps people out, by the rules of WCAG 2.1 A and AA that a machine can judge. */
  @SuppressWarnings("unchecked")
  List<String> accessibilityViolations() throws IOException {
    try (InputStream axe = Chromium.class.getResourceAsStream(AXE)) {
      script(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    List<Map<String, Object>> violations =
        (List<Map<String, Object>>)
            driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                    + "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
                    + ".then(r => done(r.violations.map(v => ({id: v.id, help: v.help,"
                    + " nodes: v.nodes.slice(0, 5).map(n => n.target.join(' ') + ' ' + n.failureSummary)}))));");
    return violations.stream().map(Map::toString).collect(Collectors.toList());
  }

  @Override
  public void close() {
    driver.quit();
  }
}
