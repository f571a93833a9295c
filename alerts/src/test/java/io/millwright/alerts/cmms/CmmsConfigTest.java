package io.millwright.alerts.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.alerts.cmms.webhook.WebhookSettings;
import io.millwright.runtime.config.Configuration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CmmsConfigTest {
  private static CmmsConfig parse(String yaml) {
    return Configuration.parse(yaml, CmmsConfig.class);
  }

  @Test
  void systemIsAllThatMustBeSaid() {
    CmmsConfig config = parse("webhook: {url: 'https://example.org/hook'}");

    assertThat(Objects.requireNonNull(config.webhook()).mode())
        .isEqualTo(WebhookSettings.Mode.STRUCTURED);
    assertThat(config.connect(Instant::now).name()).isEqualTo("webhook");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groupId: a",
        "webhook: {url: 'ftp://example.org'}",
        "webhook: {url: 'https://a', signingSecret: short}",
        "{webhook: {url: 'https://a'}, reconcileAt: noon}",
        "{webhook: {url: 'https://a'}, zone: Mars}",
        "{webhook: {url: 'https://a'}, timeout: 31s}",
        "{webhook: {url: 'https://a'}, timeout: 16s, retry: {settle: 31s}}",
        "{webhook: {url: 'https://a'}, retry: {first: 1h}}"
      })
  void whatMakesNoSenseIsRefused(String yaml) {
    assertThatThrownBy(() -> parse(yaml)).hasMessageNotContaining("short");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook: {url: 'http://cmms.example.org/hook', token: a-token}",
        "atlas: {url: 'http://cmms.example.org', key: a-key}",
        "maximo: {url: 'http://10.0.0.7/maximo', key: a-key}",
        "sap: {url: 'http://sap.example.org/sap', authorization: 'Basic a'}"
      })
  void aKeyIsNotSentForAllToReadUnlessThatIsWanted(String yaml) {
    assertThatThrownBy(() -> parse(yaml))
        .hasMessageContaining("use https://, or set clearText: true")
        .hasMessageNotContaining("a-");

    assertThat(parse(yaml + "\nclearText: true").clearText()).isTrue();
    assertThat(parse(yaml.replace("http://", "https://")).clearText()).isFalse();
    assertThat(parse(yaml.replaceAll("//[^/']+", "//localhost")).clearText()).isFalse();
    assertThat(parse("webhook: {url: 'http://cmms.example.org/hook'}").webhook()).isNotNull();
  }

  /** In Berlin the clocks go forward on 29 March 2026 at 02:00 and back on 25 October at 03:00. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-01T08:00:00Z, 2026-03-02T01:30:00Z",
    "2026-03-02T01:29:59Z, 2026-03-02T01:30:00Z",
    "2026-03-02T01:30:00Z, 2026-03-03T01:30:00Z",
    "2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
    "2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z"
  })
  void comparesAtTheLocalTime(Instant after, Instant next) {
    CmmsConfig config =
        parse("{webhook: {url: 'https://a'}, reconcileAt: '02:30', zone: Europe/Berlin}");

    assertThat(config.nextReconciliation(after)).isEqualTo(next);
  }
}
