package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millwright.alerts.ledger.LedgerRules;
import io.millwright.alerts.parts.PartsRule;
import io.millwright.alerts.rootcase.RootCaseRule;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.config.Configuration;
import io.millwright.runtime.config.InvalidConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertsConfigTest {
  @Test
  void nothingNeedsToBeSaid() {
    AlertsConfig config = Configuration.parse("{}", AlertsConfig.class);

    assertThat(config.rules().raiseFor()).containsExactly(Origin.MEASURED);
    assertThat(config.rules().silence().origins()).containsExactly(Origin.MEASURED);
    assertThat(config.rules().cases().persistence().assessments()).isEqualTo(3);
    assertThat(config.rules().workOrders().priority()).isEqualTo(Priority.HIGH);
    assertThat(config.rules().workOrders().life().lowerBelow()).isEqualTo(Duration.ofHours(30));
    assertThat(config.rules().workOrders().life().medianBelow()).isNull();
    assertThat(config.rules().workOrders().life().releasePersistence().assessments()).isEqualTo(20);
    assertThat(config.rootCases()).isEqualTo(RootCaseRule.DEFAULT);
    assertThat(config.ledger()).isEqualTo(LedgerRules.PLAIN);
    assertThat(config.commitInterval()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void rulesAreRead() {
    AlertsConfig config =
        Configuration.parse(
            """
            rules:
              raiseFor: [MEASURED, REPLAYED]
              workOrders:
                life: {lowerBelow: PT30H, medianBelow: PT50H, persistence: {assessments: 3}}
            """,
            AlertsConfig.class);

    assertThat(config.rules().raiseFor())
        .containsExactlyInAnyOrder(Origin.MEASURED, Origin.REPLAYED);
    assertThat(config.rules().workOrders().life().medianBelow()).isEqualTo(Duration.ofHours(50));
    assertThat(config.rules().workOrders().life().persistence().assessments()).isEqualTo(3);
  }

  @Test
  void partsAreConfigured() {
    AlertsConfig config =
        Configuration.parse(
            "parts: {serviceLevel: 0.9, meanTimeBetweenFailures: {pump: P730D}}",
            AlertsConfig.class);

    assertThat(config.parts())
        .isEqualTo(
            new PartsRule(
                0.9,
                Map.of("pump", Duration.ofDays(730)),
                Duration.ofDays(30),
                Duration.ofMinutes(1)));
    assertThat(Configuration.parse("{}", AlertsConfig.class).parts()).isEqualTo(PartsRule.DEFAULT);
    assertThatThrownBy(
            () ->
                Configuration.parse(
                    "parts: {serviceLevel: 1, meanTimeBetweenFailures: {}}", AlertsConfig.class))
        .hasMessageContaining("parts: serviceLevel must lie between 0 and 1");
  }

  @Test
  void allFailuresAreNamedAtOnce() {
    assertThatThrownBy(
            () ->
                Configuration.parse(
                    """
                    threads: 0
                    rules: {cases: {confidentFrom: 2}, silence: {afterwards: 5}}
                    """,
                    AlertsConfig.class))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("confidentFrom")
        .hasMessageContaining("afterwards");
  }
}
