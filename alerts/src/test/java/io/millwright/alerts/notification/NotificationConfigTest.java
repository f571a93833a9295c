package io.millwright.alerts.notification;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.config.InvalidConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever cannot be told is found at the start, not when there is something to tell. */
class NotificationConfigTest {
  private static final String HOOK =
      "delivery: {webhooks: {room: {form: slack, url: 'https://h.example.org/x'}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "recipients: [{name: ann}] | needs an email or a webhook",
        "recipients: [{name: ann, email: ann@example.org}] | delivery.mail is not declared",
        "recipients: [{name: ann, webhook: hall}] | delivery.webhooks has no hall",
        "recipients: [{name: a, webhook: room}, {name: a, webhook: room}] | a is declared twice",
        "routes: [{name: r, tell: [ann]}] | tells ann, which is no declared recipient",
        "routes: [{name: r, tell: ['role:planner']}] | tells role:planner, which is no",
        "routes: [{name: r}] | tells nobody",
        "routes: [{name: r, tell: [x], kinds: [alert], escalate: [{after: 1m, tell: [x]}]}] | cannot escalate",
        "routes: [{name: r, tell: [x], digestAt: [07:30], escalate: [{after: 1m, tell: [x]}]}] | cannot escalate",
        "recipients: [{name: a, webhook: room, zone: Mars/Olympus}] | a time zone such as",
        "recipients: [{name: a, webhook: room, quiet: [{from: late, to: 06:00}]}] | a time of day such as",
        "console: millwright.example.org | must be an address",
        "flood: {most: 0} | flood: most must be one or more"
      })
  void whatIsWrongIsNamed(String yaml, String expected) {
    assertThatThrownBy(() -> Configuration.parse(yaml + "\n" + HOOK, NotificationConfig.class))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(expected);
  }
}
