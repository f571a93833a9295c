package io.millwright.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The colours of both themes by WCAG 2.2: 4.5 for text (1.4.3, AA), 3 for what marks focus, states
 * and limits (1.4.11). The formulas are those of its definitions of contrast ratio and relative
 * luminance.
 */
class ContrastTest {
  private static final Path STYLE = Path.of("src/main/resources/console/console.css");
  private static final Pattern THEME =
      Pattern.compile("(:root(?:[:\\[][^{]*)?)\\s*\\{([^}]*--bg:[^}]*)}");
  private static final Pattern COLOUR = Pattern.compile("--([\\w-]+):\\s*#([0-9a-f]{3,8})\\b");

  /** Text and what it stands on. */
  private static final List<List<String>> TEXTS =
      List.of(
          List.of("text", "bg"),
          List.of("text", "card"),
          List.of("soft", "bg"),
          List.of("soft", "card"),
          List.of("accent", "bg"),
          List.of("accent", "card"),
          List.of("card", "accent"),
          List.of("bg", "text"),
          List.of("alarm", "card"),
          List.of("degraded", "card"),
          List.of("learning", "card"),
          List.of("learning", "bg"),
          List.of("alarm", "alarm-bg"),
          List.of("degraded", "degraded-bg"),
          List.of("healthy", "healthy-bg"),
          List.of("learning", "learning-bg"),
          List.of("none", "none-bg"));

  /** Text on a row under the pointer. */
  private static final List<String> HOVERED =
      List.of("text", "soft", "accent", "alarm", "degraded", "learning");

  private static final List<List<String>> MARKS =
      List.of(
          List.of("focus", "bg"),
          List.of("focus", "card"),
          List.of("edge", "bg"),
          List.of("edge", "card"),
          List.of("threshold", "card"),
          List.of("healthy", "none-bg"),
          List.of("degraded", "none-bg"),
          List.of("alarm", "none-bg"));

  @Test
  void everyThemeCanBeRead() throws IOException {
    List<Map<String, String>> themes =
        THEME
            .matcher(Files.readString(STYLE))
            .results()
            .map(theme -> colours(theme.group(2)))
            .toList();
    assertThat(themes).as("light, dark by the system, dark by choice").hasSize(3);
    assertThat(themes.get(1)).isEqualTo(themes.get(2));

    for (Map<String, String> theme : themes) {
      for (List<String> pair : TEXTS) {
        assertThat(contrast(rgb(theme, pair.get(0)), rgb(theme, pair.get(1))))
            .as(pair + " of " + theme.get("bg"))
            .isGreaterThanOrEqualTo(4.5);
      }
      for (List<String> pair : MARKS) {
        assertThat(contrast(rgb(theme, pair.get(0)), rgb(theme, pair.get(1))))
            .as(pair + " of " + theme.get("bg"))
            .isGreaterThanOrEqualTo(3);
      }
      double[] hovered = over(theme, "accent-soft", "card");
      for (String text : HOVERED) {
        assertThat(contrast(rgb(theme, text), hovered))
            .as(text + " under the pointer, of " + theme.get("bg"))
            .isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  @Test
  void knowsTheContrastOfBlackAndWhiteAndOfGrey() {
    assertThat(contrast(new double[] {0, 0, 0}, new double[] {1, 1, 1})).isEqualTo(21);
    // #767676 on white is the well-known grey that just passes.
    assertThat(contrast(channels("767676"), channels("ffffff"))).isBetween(4.5, 4.6);
  }

  private static Map<String, String> colours(String declarations) {
    Map<String, String> colours = new HashMap<>();
    Matcher found = COLOUR.matcher(declarations);
    while (found.find()) {
      colours.put(found.group(1), found.group(2));
    }
    return colours;
  }

  private static double[] rgb(Map<String, String> theme, String name) {
    String hex = theme.get(name);
    assertThat(hex).as("--" + name).isNotNull();
    return channels(hex == null ? "" : hex);
  }

  /** Red, green, blue and, if given, opacity; 0 to 1. */
  private static double[] channels(String hex) {
    String full = hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex;
    double[] channels = new double[full.length() / 2];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = Integer.parseInt(full.substring(2 * i, 2 * i + 2), 16) / 255.0;
    }
    return channels;
  }

  private static double[] over(Map<String, String> theme, String front, String back) {
    double[] above = rgb(theme, front);
    double[] below = rgb(theme, back);
    double[] mixed = new double[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = above[3] * above[i] + (1 - above[3]) * below[i];
    }
    return mixed;
  }

  private static double contrast(double[] a, double[] b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(double[] rgb) {
    return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
