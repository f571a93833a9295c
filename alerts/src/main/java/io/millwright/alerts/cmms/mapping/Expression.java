package io.millwright.alerts.cmms.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.millwright.alerts.cmms.CmmsException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression of a mapping. Beside the functions of the language it may call
 *
 * <ul>
 *   <li>{@code $code(table, value)}: what a table makes of a code; of several codes the first that
 *       it knows; else its entry {@code *}; an error if it has none, nothing if there is no code
 *   <li>{@code $clip(text, n)}: at most the first n characters
 *   <li>{@code $clipEscaped(text, n)}: the same for a system that stores {@code <}, {@code >} and
 *       {@code &} as entities and counts these
 *   <li>{@code $html(text)}: for rich-text fields; {@code $plain(html)}: the way back
 * </ul>
 *
 * Not thread-safe.
 *
 * @see <a href="https://docs.jsonata.org/overview">JSONata</a>
 */
final class Expression {
  private static final String OTHERS = "*";

  private final String field;
  private final String text;
  private final Jsonata compiled;

  /**
   * @param field where its value goes, for messages
   * @throws IllegalArgumentException if it is not JSONata
   */
  Expression(String field, String text, Map<String, Map<String, String>> tables) {
    this.field = field;
    this.text = text.strip();
    try {
      this.compiled = Jsonata.jsonata(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(field + ": not JSONata: " + this.text + ": " + words(e));
    }
    compiled.registerFunction("code", (String table, Object of) -> code(tables, table, of));
    compiled.registerFunction("clipEscaped", (String of, Number n) -> clipEscaped(of, n));
    compiled.registerFunction("html", (String of) -> html(of));
    compiled.registerFunction("plain", (String of) -> plain(of));
    compiled.registerFunction("clip", (String of, Number n) -> clip(of, n));
  }

  /**
   * Its value, nothing being null.
   *
   * @throws CmmsException of the mapping, naming the field
   */
  @Nullable Object of(Map<String, Object> input) {
    Object value;
    try {
      value = compiled.evaluate(input);
    } catch (CmmsException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw CmmsException.mapping(field + ": calls itself without end, or nests too deep: " + text);
    } catch (RuntimeException e) {
      // The library tells wrong values by exceptions of its own and by those of the platform.
      throw CmmsException.mapping(field + ": " + words(e) + " in " + text);
    }
    return value instanceof String s && s.isBlank() ? null : value;
  }

  /** Where its value goes. */
  String field() {
    return field;
  }

  /** As it was written. */
  String text() {
    return text;
  }

  private static String words(RuntimeException e) {
    return e instanceof JException j ? j.getDetailedErrorMessage() : String.valueOf(e.getMessage());
  }

  private @Nullable Object code(
      Map<String, Map<String, String>> tables, String table, @Nullable Object of) {
    Map<String, String> codes = tables.get(table);
    if (codes == null) {
      throw CmmsException.mapping(field + ": there is no table '" + table + "'");
    }
    if (of == null) {
      return null;
    }
    Collection<?> candidates = of instanceof Collection<?> several ? several : List.of(of);
    for (Object candidate : candidates) {
      String found = codes.get(String.valueOf(candidate));
      if (found != null) {
        return found;
      }
    }
    if (candidates.isEmpty()) {
      return null;
    }
    if (codes.containsKey(OTHERS)) {
      return codes.get(OTHERS);
    }
    throw CmmsException.mapping(
        field
            + ": table '"
            + table
            + "' has no entry for "
            + candidates
            + "; it has "
            + codes.keySet());
  }

  private static @Nullable String html(@Nullable String of) {
    return of == null
        ? null
        : of.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\n", "<br />");
  }

  private static @Nullable String plain(@Nullable String of) {
    return of == null
        ? null
        : of.replaceAll("(?i)<br\\s*/?>|</(p|div|li)>", "\n")
            .replaceAll("<[^>]*>", "")
            .replace("&nbsp;", " ")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
            .strip();
  }

  private static @Nullable Object clipEscaped(@Nullable String of, Number n) {
    if (of == null) {
      return null;
    }
    int left = n.intValue();
    for (int i = 0; i < of.length(); i++) {
      left -=
          switch (of.charAt(i)) {
            case '&' -> "&amp;".length();
            case '<', '>' -> "&lt;".length();
            case '\u00a0' -> "&nbsp;".length();
            default -> 1;
          };
      if (left < 0) {
        return clip(of, i);
      }
    }
    return of;
  }

  private static @Nullable Object clip(@Nullable String of, Number n) {
    if (of == null || of.length() <= n.intValue()) {
      return of;
    }
    int end = n.intValue() - 1;
    // Half a character outside the basic plane is no character.
    return of.substring(0, Character.isHighSurrogate(of.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
