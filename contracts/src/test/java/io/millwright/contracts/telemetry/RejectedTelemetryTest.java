package io.millwright.contracts.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.contracts.Topics;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RejectedTelemetryTest {
  /** Largest record of the topics as they are provisioned, less the frame of a batch of one. */
  private static final int MOST_OF_A_RECORD = (4 << 20) - 1024;

  @Test
  void whatFitsIsKeptAsItIs() {
    RejectedTelemetry small = rejected("asset", "7 bytes", new byte[7]);

    assertThat(small.fitting()).usingRecursiveComparison().isEqualTo(small);
  }

  /** A foreign record can claim any asset and any name of a channel, and be of any length. */
  @Test
  void ofAnythingLargerTheBeginningFitsIntoARecordOfTheTopic() {
    byte[] raw = new byte[5_000_000];
    Arrays.fill(raw, (byte) 7);
    String endless = "≠".repeat(3_000_000);

    RejectedTelemetry fitting = rejected(endless, endless, raw).fitting();

    assertThat(Topics.REJECTED.valueCodec().get().encode(fitting).length)
        .isLessThan(MOST_OF_A_RECORD);
    assertThat(fitting.raw()).hasSize(4_000_000).containsOnly(7);
    assertThat(fitting.assetId()).hasSize(2001).startsWith("≠").endsWith("…");
    assertThat(fitting.detail())
        .startsWith("≠≠")
        .endsWith("≠… (the first 4000000 of 5000000 bytes are kept)");
  }

  private static RejectedTelemetry rejected(String asset, String detail, byte[] raw) {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    return new RejectedTelemetry(
        "millwright.telemetry.audio-0@1",
        asset,
        now,
        now,
        Origin.UNKNOWN,
        RejectionReason.UNREADABLE,
        detail,
        raw);
  }
}
