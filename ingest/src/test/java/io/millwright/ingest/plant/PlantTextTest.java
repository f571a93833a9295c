package io.millwright.ingest.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "%",
        "mm/s",
        "Cel",
        "bar",
        "m3/h",
        "kW",
        "rpm",
        "{rev}/min",
        "/min",
        "m/s2",
        "[degR]",
        "[lb_av]/s/[psi]",
        "10*3/uL",
        "kg.m2",
        "W/(m2.K)",
        "[g]",
        "dB",
        "l/min",
        "um",
        "mA",
        "kPa",
        "h-1",
        "A{rms}",
        "m[H2O]",
        "1{cycles}",
        "{cycles}",
        "10*-3.m"
      })
  void knowsUcumCodes(String code) {
    assertThat(Ucum.isCode(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mmps", "°C", "mm/", "m3/h)", "(m", "kh/x", "degC", "{open", "m//s"})
  void refusesOtherTexts(String text) {
    assertThat(Ucum.isCode(text)).isFalse();
  }

  @Test
  void readsDurations() {
    assertThat(DurationText.parse("PT10S")).isEqualTo(Duration.ofSeconds(10));
    assertThat(DurationText.parse("10 s")).isEqualTo(Duration.ofSeconds(10));
    assertThat(DurationText.parse("1.5 h")).isEqualTo(Duration.ofMinutes(90));
    assertThat(DurationText.parse("250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(DurationText.parse("14 d")).isEqualTo(Duration.ofDays(14));
    assertThatThrownBy(() -> DurationText.parse("soon"))
        .hasMessageStartingWith("'soon' is no duration");
  }
}
