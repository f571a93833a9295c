package io.millwright.dashboards.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millwright.contracts.codec.CloudEventCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Texts of the pages: for each area of the console and language a file {@code
 * console/i18n/<area>_<language>.properties} in UTF-8. In the pages a text is known as {@code
 * area.key}; {@code {name}} in it is filled there.
 */
final class Bundles {
  /** Areas, each with a file a language. */
  static final List<String> AREAS =
      List.of(
          "common",
          "fleet",
          "asset",
          "work",
          "evidence",
          "parts",
          "results",
          "models",
          "quality",
          "machine",
          "audit",
          "health");

  private Bundles() {}

  /** Languages of the pages. */
  enum Language {
    EN,
    ZH;

    /** As in {@code lang} attributes. */
    String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Every text of a language by its full key, in the order of keys. */
  static Map<String, String> texts(Language language) {
    Map<String, String> texts = new TreeMap<>();
    for (String area : AREAS) {
      Properties file = read("/console/i18n/" + area + "_" + language.tag() + ".properties");
      file.stringPropertyNames().forEach(key -> texts.put(area + "." + key, file.getProperty(key)));
    }
    return texts;
  }

  static byte[] json(Language language) {
    try {
      return CloudEventCodec.JSON.writeValueAsBytes(texts(language));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties read(String resource) {
    try (InputStream in = Bundles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource + " on the class path");
      }
      Properties file = new Properties();
      file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
