package io.millwright.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.runtime.config.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
  @Test
  void staysOnLoopbackUnlessToldOtherwise() {
    assertThat(Configuration.parse("{}", KafkaSettings.class))
        .isEqualTo(KafkaSettings.plain("127.0.0.1:9092"));
  }

  @Test
  void neverLosesOrDoublesOnTheWayToTheBroker() {
    assertThat(KafkaSettings.plain("h:1").producer())
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", "true")
        .containsEntry("max.in.flight.requests.per.connection", "1");
  }

  @Test
  void framesAreCompressedByZstandardUnlessToldOtherwise() {
    assertThat(KafkaSettings.plain("h:1").forFrames().producer())
        .containsEntry("compression.type", "zstd")
        .containsEntry("acks", "all");
    assertThat(new KafkaSettings("h:1", Map.of("compression.type", "gzip")).forFrames().producer())
        .containsEntry("compression.type", "gzip");
  }

  @Test
  void readsOnlyWhatIsCommitted() {
    assertThat(KafkaSettings.plain("h:1").consumer("g"))
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("group.id", "g");
  }

  @Test
  void givenPropertiesWin() {
    KafkaSettings settings = new KafkaSettings("h:1", Map.of("linger.ms", "50"));
    assertThat(settings.producer()).containsEntry("linger.ms", "50");
  }
}
