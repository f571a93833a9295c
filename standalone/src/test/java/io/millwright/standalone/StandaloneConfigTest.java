package io.millwright.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.cmms.CmmsConfig;
import io.millwright.runtime.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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
            .replaceAll("'\\$\\{env:CMMS_\\w+}'", "a-secret-of-sixteen")
            .replaceAll("(?m)^# (tokens|plant|models|cmms|influx|sources):", "$1:")
            .replaceAll("(?m)^#   (.)", "  $1");
    StandaloneConfig config = Configuration.parse(all, StandaloneConfig.class);
    assertThat(config.models()).containsEntry("pump", List.of(Path.of("pump.bundle")));
    assertThat(config.sources()).extracting(s -> s.format()).isEqualTo(List.of(SourceFormat.CSV));
    assertThat(config.influx()).isNotNull();
    CmmsConfig cmms = Objects.requireNonNull(config.cmms());
    assertThat(Objects.requireNonNull(cmms.webhook()).signingSecret()).isNotNull();
    CmmsConfig defaults = Configuration.parse("webhook: {url: 'https://a'}", CmmsConfig.class);
    assertThat(cmms).usingRecursiveComparison().ignoringFields("webhook").isEqualTo(defaults);
    assertThat(config.tokens()).isEqualTo(Path.of("tokens.yaml"));
  }

  @Test
  void acceptsAnyDirectoryName() {
    Path odd = Path.of("it's a: directory #1");
    assertThat(StandaloneConfig.of(odd, 0, List.of("REPLAYED")).dataDirectory()).isEqualTo(odd);
  }
}
