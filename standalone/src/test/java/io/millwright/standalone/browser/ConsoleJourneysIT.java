package io.millwright.standalone.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What people come to the console for, in a real browser at a real process. */
class ConsoleJourneysIT {
  private static MillwrightProcess millwright;
  private static Chromium browser;
  private static URI console;
  private static String token;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    browser = Chromium.open("en");
    millwright = MillwrightProcess.start("demo", "--port", "0", "--data-dir", data.toString());
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

  @BeforeEach
  void beNobody() {
    browser.go(console);
    browser.script("sessionStorage.clear(); localStorage.clear()");
  }

  @AfterEach
  void keepAPicture(TestInfo test) throws Exception {
    browser.screenshot(test.getTestMethod().orElseThrow().getName() + "-end");
  }

  @Test
  void whoIsWorstAndWhy() throws Exception {
    browser.go(console);
    browser.see("tbody tr:first-child .state.DEGRADED, tbody tr:first-child .state.ALARM");
    browser.screenshot("fleet");

    browser.click("tbody tr:first-child a");

    assertThat(browser.see(".why").getText()).isNotBlank();
    browser.see(".chart canvas");
    browser.screenshot("asset");

    browser.click("[data-figure=score] .numbers summary");
    double before = browser.until(d -> firstScore());
    browser.click("[data-length='86400']");
    browser.until(
        d -> {
          Double first = firstScore();
          return first != null && first > before;
        });
    assertThat(underCursorOfScores()).isGreaterThanOrEqualTo(firstScore());
  }

  /** Time of the first score that is drawn, of its table of numbers; null while there is none. */
  private static @Nullable Double firstScore() {
    return (Double)
        browser.script(
            """
            const cell = document.querySelector('[data-figure=score] tbody td');
            return cell && Date.parse(cell.textContent.replace(',', '')) + 0.5;
            """);
  }

  /** Time that is told of the last score but one, to which the keyboard moves the cursor. */
  private static double underCursorOfScores() {
    return (Double)
        browser.scriptAsync(
            """
            const figure = document.querySelector('[data-figure=score]');
            figure.querySelector('.chart').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowLeft'}));
            requestAnimationFrame(() => requestAnimationFrame(() => {
              const told = figure.querySelector('.read').textContent.replace(',', '').replace(/ · .*/, '');
              arguments[0](Date.parse(told) + 0.5);
            }));
            """);
  }

  /** The plant does not wait: what has been decided there meanwhile is told, and another taken. */
  @Test
  void acknowledgeApproveReportWhatWasFound() throws Exception {
    signIn();
    page("work/alarms");
    inTurn("ACKNOWLEDGE", alarm -> act(alarm, "ACKNOWLEDGE") && over(alarm, "ACKNOWLEDGE"));
    browser.screenshot("acknowledged");

    page("work/orders");
    inTurn(
        "APPROVE_ORDER",
        order ->
            act(order, "APPROVE_ORDER")
                && over(order, "APPROVE_ORDER")
                && browser.has(row(order) + " [data-test=REPORT]")
                && pictured("approved")
                && report(order));
    browser.screenshot("reported");

    page("work/cases");
    browser.click("[data-test=evidence]");
    browser.see("[data-test=evidence-card] [data-test=what]");
    browser.see("[data-test=evidence-card] [data-test=qr]");
    browser.screenshot("evidence");
  }

  /** Does something with one record after another that offers an act, until it succeeds. */
  private static void inTurn(String act, Predicate<String> attempt) {
    for (int i = 0; i < 10; i++) {
      if (attempt.test(browser.keyOfRowWith(act))) {
        return;
      }
    }
    throw new AssertionError("no record could be acted on by " + act);
  }

  private static boolean act(String key, String act) {
    return browser.tries(row(key) + " [data-test=" + act + "]")
        && answered("[data-test=field-reason]", "seen in the journey");
  }

  private static boolean report(String order) {
    return browser.tries(row(order) + " [data-test=REPORT]")
        && answered("[data-test=field-found]", "outer race spalled, bearing replaced")
        && over(order, "REPORT");
  }

  /** Until a record offers an act no more, or is gone. */
  private static boolean over(String key, String act) {
    browser.gone(row(key) + " [data-test=" + act + "]");
    return true;
  }

  private static boolean pictured(String name) {
    try {
      browser.screenshot(name);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fills the dialog and sends it; false if it was refused, with the reason shown. */
  private static boolean answered(String field, String text) {
    browser.type(field, text);
    browser.click("dialog [data-test=confirm]");
    String outcome =
        browser.until(
            d ->
                browser.has("dialog .wrong")
                    ? "refused"
                    : browser.has("dialog [data-test=confirm]") ? null : "sent");
    if (outcome.equals("refused")) {
      assertThat(browser.see("dialog .wrong").getText()).isNotBlank();
      browser.click("dialog [data-test=cancel]");
    }
    return outcome.equals("sent");
  }

  @Test
  void addAMachineAndSeeItLearn() throws Exception {
    signIn();
    page("machine");
    browser.click("[data-test=machine-type-pump]");
    browser.click("[data-test=machine-next]");
    browser.type("[data-test=machine-id]", "works/journey-pump");
    browser.type("[data-test=machine-name]", "Pump of the <b>journey</b>");
    browser.type("[data-test=machine-place-0]", "Works");
    browser.screenshot("machine-identity");
    for (String step : List.of("identity", "points", "bearings")) {
      browser.see("[data-test=machine-step-" + step + "][aria-current=step]");
      browser.click("[data-test=machine-next]:enabled");
    }
    browser.type("textarea[data-test=machine-reason]", "new pump of the journey");
    browser.screenshot("machine-review");
    browser.click("[data-test=machine-apply]");
    browser.see("[data-test=machine-added] .state.UNKNOWN");

    try (MillwrightProcess telemetry =
        MillwrightProcess.start(
            "simulate",
            "--kafka",
            millwright.broker(),
            "--asset",
            "works/journey-pump",
            "--every",
            "PT1M",
            "--speed",
            "600")) {
      browser.see("[data-test=machine-added] .state.LEARNING");
      browser.screenshot("machine-learns");
    }
    browser.click("[data-test=machine-open]");
    browser.seeText("h1", "Pump of the <b>journey</b>");
  }

  @Test
  void compareAndRollBackAModel() throws Exception {
    signIn();
    page("models");
    browser.see("[data-test=comparison]");
    browser.screenshot("models-compared");
    String equipmentClass =
        (String)
            browser.script(
                "return document.querySelector('[data-test=model-place]:has([data-test=promote])')"
                    + ".dataset.class");
    String before = live(equipmentClass);
    browser.click(place(equipmentClass) + " [data-test=promote]");
    answer("narrower intervals in the comparison");
    browser.until(d -> !before.equals(live(equipmentClass)));
    browser.screenshot("models-promoted");

    browser.click(place(equipmentClass) + " [data-test=rollback]");
    answer("the planner did not like it");
    browser.until(d -> before.equals(live(equipmentClass)));
    browser.see(place(equipmentClass) + " .state.ALARM"); // refused until released by name
    browser.screenshot("models-rolled-back");
  }

  /** Every page in both themes, judged by what a machine can judge of WCAG 2.1 AA. */
  @Test
  void everybodyCanUseEveryPage() throws Exception {
    String asset = asset();
    List<String> pages = new ArrayList<>(List.of("#/", asset, evidence()));
    List.of("work/cases", "work/alarms", "work/hidden", "work/orders", "parts", "results")
        .forEach(page -> pages.add("#/" + page));
    List.of("models", "quality", "machine", "audit", "health")
        .forEach(page -> pages.add("#/" + page));
    List<String> violations = new ArrayList<>();
    for (String page : pages) {
      browser.go(console.resolve("/" + page));
      browser.see("h1");
      for (String theme : List.of("light", "dark")) {
        browser.script("document.documentElement.dataset.theme = arguments[0]", theme);
        browser
            .accessibilityViolations()
            .forEach(violation -> violations.add(page + " " + theme + ": " + violation));
      }
    }
    assertThat(violations).isEmpty();
  }

  /** The same pages in Chinese on a telephone: nothing is cut off, and no text is missing. */
  @Test
  void pagesFitATelephoneInChinese() throws Exception {
    browser.script("localStorage.setItem('millwright.language', 'zh')");
    browser.size(390, 844);
    try {
      for (String page :
          List.of(
              "",
              "work/cases",
              "work/alarms",
              "parts",
              "results",
              "models",
              "quality",
              "machine",
              "health")) {
        page(page);
        browser.script("location.reload()");
        browser.see("h1");
        assertThat(browser.script("return document.documentElement.lang"))
            .asString()
            .startsWith("zh");
        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
            .as("width of #/" + page)
            .isLessThanOrEqualTo((Long) browser.script("return innerWidth"));
        browser.screenshot("telephone-zh-" + (page.isEmpty() ? "fleet" : page.replace('/', '-')));
      }
      assertThat(browser.complaints()).noneMatch(line -> line.contains("no text for"));
    } finally {
      browser.size(1400, 1000);
    }
  }

  /** No page breaks its own rules: nothing is loaded from elsewhere, no script fails. */
  @Test
  void nothingIsRefusedByTheContentSecurityPolicy() {
    String asset = asset();
    String evidence = evidence();
    browser.complaints();
    for (String page :
        List.of(
            "",
            "work/cases",
            "parts",
            "results",
            "models",
            "quality",
            "machine",
            "audit",
            "health")) {
      page(page);
    }
    browser.go(console.resolve("/" + asset));
    browser.see(".chart canvas");
    browser.go(console.resolve("/" + evidence));
    browser.see("[data-test=evidence-card] [data-test=qr]");
    assertThat(browser.complaints())
        .as("but that nobody without a token reads the audit, which is as it should be")
        .allMatch(line -> line.contains("api/v1/audit") && line.contains("401"));
  }

  private static void page(String name) {
    browser.go(console.resolve("/#/" + name));
    browser.see("h1");
  }

  /** Where the machine that is worst off has its page. */
  private static String asset() {
    browser.go(console);
    return addressOf("tbody tr:first-child a");
  }

  /** Where the first case has its evidence. */
  private static String evidence() {
    page("work/cases");
    return addressOf("[data-test=evidence]");
  }

  private static String addressOf(String link) {
    browser.see(link);
    return (String)
        browser.script("return document.querySelector(arguments[0]).getAttribute('href')", link);
  }

  private static String row(String key) {
    return "[data-key='" + key + "']";
  }

  private static String place(String equipmentClass) {
    return "[data-test=model-place][data-class='" + equipmentClass + "']";
  }

  /** The version that serves a class; empty for none. */
  private static String live(String equipmentClass) {
    return (String)
        browser.script(
            "return [...document.querySelectorAll(arguments[0] + ' tbody tr')]"
                + ".find(tr => tr.querySelector('.state.HEALTHY'))?.querySelector('.name')?.title ?? ''",
            place(equipmentClass));
  }

  private static void signIn() {
    browser.go(console);
    browser.click("#session");
    browser.type("[data-test=field-token]", token);
    browser.click("dialog [data-test=confirm]");
    browser.gone("dialog");
  }

  private static void answer(String reason) {
    browser.type("[data-test=field-reason]", reason);
    browser.click("dialog [data-test=confirm]");
    browser.gone("dialog[data-test^=ask]");
  }
}
