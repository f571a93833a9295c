package io.millwright.standalone.browser;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Measures a page of a running console in a browser without a cache: {@code PageSpeed URL SELECTOR
 * [COUNT]} tells the medians of seven loads until the first contentful paint, and until so many
 * elements of the selector are there.
 */
final class PageSpeed {
  private static final int LOADS = 7;

  private PageSpeed() {}

  public static void main(String[] args) {
    long count = args.length > 2 ? Long.parseLong(args[2]) : 1;
    double[] paints = new double[LOADS];
    double[] complete = new double[LOADS];
    try (Chromium browser = Chromium.open("en")) {
      browser.cold();
      for (int i = 0; i < LOADS; i++) {
        browser.go("about:blank");
        browser.go(args[0]);
        @SuppressWarnings("unchecked")
        Map<String, Number> times =
            (Map<String, Number>)
                browser.scriptAsync(
                    """
                    const [selector, count, done] = arguments;
                    const look = () => {
                      const paint = performance.getEntriesByName('first-contentful-paint')[0];
                      if (!paint || document.querySelectorAll(selector).length < count) return requestAnimationFrame(look);
                      return done({paint: paint.startTime, complete: performance.now()});
                    };
                    look();
                    """,
                    args[1],
                    count);
        paints[i] = times.get("paint").doubleValue();
        complete[i] = times.get("complete").doubleValue();
      }
    }
    Arrays.sort(paints);
    Arrays.sort(complete);
    System.out.printf(
        Locale.ROOT,
        "first contentful paint %.0f ms (%.0f to %.0f), %d × %s after %.0f ms (%.0f to %.0f)%n",
        paints[LOADS / 2],
        paints[0],
        paints[LOADS - 1],
        count,
        args[1],
        complete[LOADS / 2],
        complete[0],
        complete[LOADS - 1]);
  }
}
