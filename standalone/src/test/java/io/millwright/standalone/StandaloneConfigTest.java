package io.millwright.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.cmms.Cmms;
import io.millwright.alerts.cmms.CmmsConfig;
import io.millwright.alerts.notification.NotificationConfig;
import io.millwright.runtime.config.Configuration;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneConfigTest {
  @Test
  void theExampleShowsTheDefaults() {
    StandaloneConfig example =
        Configuration.parse(StandaloneConfig.example(), StandaloneConfig.class);
    StandaloneConfig defaults =
        Configuration.parse("dataDirectory: ./millwright-data", StandaloneConfig.class);
    assertThat(example).isEqualTo(defaults);
  }

  @Test
  void whatIsCommentedOutInTheExampleIsValid() {
    String all =
        StandaloneConfig.example()
            .replace("sources: []\n", "")
            .replace("'${env:INFLUX_TOKEN}'", "secret")
            .replace("'${env:MAIL_PASSWORD}'", "secret")
            .replace("'${env:SLACK_URL}'", "https://hooks.example.org/x")
            .replaceAll("(?m)^  # (notification:|  .)", "  $1")
            .replaceAll("'\\$\\{env:CMMS_\\w+}'", "a-secret-of-sixteen")
            .replaceAll("(?m)^# (tokens|plant|models|cmms|influx|sources):", "$1:")
            .replaceAll("(?m)^#   (.)", "  $1")
            .replaceAll("(?m)^    # (planningTime|costs):", "    $1:")
            .replaceAll("(?m)^    #   (.)", "      $1");
    StandaloneConfig config = Configuration.parse(all, StandaloneConfig.class);
    assertThat(config.models()).containsEntry("pump", List.of(Path.of("pump.bundle")));
    assertThat(config.sources()).extracting(s -> s.format()).isEqualTo(List.of(SourceFormat.CSV));
    assertThat(config.influx()).isNotNull();
    assertThat(config.alerts().ledger().planningTime()).hasHours(72);
    assertThat(config.alerts().ledger().costs().failures()).hasSize(2);
    NotificationConfig notification = Objects.requireNonNull(config.alerts().notification());
    assertThat(notification.routes())
        .extracting(r -> r.name() + " " + r.from())
        .containsExactly("alarms of the north HIGH", "reading LOW");
    assertThat(notification.recipients().get(0).quiet()).hasSize(2);
    assertThat(notification.delivery().mail()).isNotNull();
    CmmsConfig cmms = Objects.requireNonNull(config.cmms());
    assertThat(Objects.requireNonNull(cmms.webhook()).signingSecret()).isNotNull();
    CmmsConfig defaults = Configuration.parse("webhook: {url: 'https://a'}", CmmsConfig.class);
    assertThat(cmms).usingRecursiveComparison().ignoringFields("webhook").isEqualTo(defaults);
    assertThat(config.tokens()).isEqualTo(Path.of("tokens.yaml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"atlas", "maximo", "sap"})
  void everySystemOfTheExampleIsValid(String system) {
    String line =
        StandaloneConfig.example()
            .lines()
            .filter(l -> l.startsWith("#   # " + system + ":"))
            .map(l -> l.substring("#   # ".length()))
            .collect(Collectors.joining())
            .replaceAll("'\\$\\{env:CMMS_\\w+}'", "a-secret-of-sixteen")
            .replaceAll(", \\w*[mM]apping: \\w+\\.yaml", "");
    CmmsConfig config = Configuration.parse(line, CmmsConfig.class);

    try (Cmms connected = config.connect(InstantSource.system())) {
      assertThat(connected.name()).isEqualTo(system);
    }
  }

  @Test
  void acceptsAnyDirectoryName() {
    Path odd = Path.of("it's a: directory #1");
    assertThat(StandaloneConfig.of(odd, 0, List.of("REPLAYED")).dataDirectory()).isEqualTo(odd);
  }
}
