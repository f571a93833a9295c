package io.millwright.dashboards.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void keepsTheLineWithItsMachineAndTime() {
    LineProtocolText text = new LineProtocolText();
    text.begin("readings");
    text.tag("asset", "north 1/a,b=c\\d");
    text.tag("point", "flow");
    text.number("v", 1.5);
    text.end(EpochMicros.of(NOW.minusSeconds(60)));
    String line = text.toString().strip();

    RejectedTelemetry rejected = DeadLetter.of(line, "field type conflict", NOW);

    assertThat(rejected.source()).isEqualTo("history:readings");
    assertThat(rejected.assetId()).isEqualTo("north 1/a,b=c\\d");
    assertThat(rejected.time()).isEqualTo(NOW.minusSeconds(60));
    assertThat(rejected.rejectedAt()).isEqualTo(NOW);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.OTHER);
    assertThat(rejected.detail()).contains("field type conflict");
    assertThat(new String(rejected.raw(), StandardCharsets.UTF_8)).isEqualTo(line);
  }

  @Test
  void takesALineThatIsNone() {
    RejectedTelemetry rejected = DeadLetter.of("garbage\\", "unable to parse", NOW);

    assertThat(rejected.assetId()).isNull();
    assertThat(rejected.time()).isNull();
    assertThat(rejected.source()).isEqualTo("history:garbage\\");
  }

  @Test
  void doesNotRejectWhatTellsOfRejections() {
    assertThat(DeadLetter.isDue("rejected,reason=OTHER,asset=a count=1i 1")).isFalse();
    assertThat(DeadLetter.isDue("rejected_parts,asset=a count=1i 1")).isTrue();
  }
}
