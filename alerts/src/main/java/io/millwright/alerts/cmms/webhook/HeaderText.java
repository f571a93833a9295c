package io.millwright.alerts.cmms.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A text as the value of a header, which holds no more than printable US-ASCII: all else, a blank,
 * a quotation mark and a percent sign are written as {@code %} and the hexadecimal bytes of UTF-8.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values">CloudEvents,
 *     HTTP protocol binding 1.0.2, section 3.1.3.2</a>
 */
final class HeaderText {
  private HeaderText() {}

  static String of(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c > ' ' && c <= '~' && c != '"' && c != '%') {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
