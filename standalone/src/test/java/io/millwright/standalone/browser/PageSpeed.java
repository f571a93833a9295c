package io.millwright.standalone.browser;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Measures a page of a running console in a browser without a cache: {@code PageSpeed URL SELECTOR
 * [COUNT [HEIGHT]]} tells the medians of seven loads, from the beginning of the navigation until
 * the first contentful paint, and until so many elements of the selector are on the screen of a
 * view 1400 wide and, unless told otherwise, 1000 high. A canvas counts once there is ink on it.
 *
 * <p>The first view of a machine, and all its 24 channels:
 *
 * <pre>
 * PageSpeed URL "[data-figure=pf] canvas" 1
 * PageSpeed URL ".multiples canvas" 24 4000
 * </pre>
 */
final class PageSpeed {
  private static final int LOADS = 7;

  private static final String SHOWN =
      """
      const [selector, count, done] = arguments;
      const inked = new WeakSet();
      const hasInk = (canvas) => {
        if (!inked.has(canvas) && canvas.width && canvas.height
            && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)) inked.add(canvas);
        return inked.has(canvas);
      };
      const inView = (element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.top < innerHeight && box.bottom > 0;
      };
      const look = () => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        const there = [...document.querySelectorAll(selector)].filter(inView);
        if (!paint || there.length < count || !there.every((e) => !(e instanceof HTMLCanvasElement) || hasInk(e))) {
          requestAnimationFrame(look);
        } else { // the next frame begins when this one has been given to the screen
          requestAnimationFrame(() => done({paint: paint.startTime, shown: performance.now()}));
        }
      };
      look();
      """;

  private PageSpeed() {}

  public static void main(String[] args) {
    long count = args.length > 2 ? Long.parseLong(args[2]) : 1;
    int height = args.length > 3 ? Integer.parseInt(args[3]) : 1000;
    double[] paints = new double[LOADS];
    double[] shown = new double[LOADS];
    try (Chromium browser = Chromium.open("en")) {
      browser.cold();
      browser.view(1400, height);
      for (int i = 0; i < LOADS; i++) {
        browser.go("about:blank");
        browser.go(args[0]);
        @SuppressWarnings("unchecked")
        Map<String, Number> times =
            (Map<String, Number>) browser.scriptAsync(SHOWN, args[1], count);
        paints[i] = times.get("paint").doubleValue();
        shown[i] = times.get("shown").doubleValue();
      }
    }
    Arrays.sort(paints);
    Arrays.sort(shown);
    System.out.printf(
        Locale.ROOT,
        "first contentful paint %.0f ms (%.0f to %.0f), %d × %s after %.0f ms (%.0f to %.0f)%n",
        paints[LOADS / 2],
        paints[0],
        paints[LOADS - 1],
        count,
        args[1],
        shown[LOADS / 2],
        shown[0],
        shown[LOADS - 1]);
  }
}
