package io.millwright.alerts;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topics;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Instant;

/** Words for the rejected topic on what is dated later than it came. Owned by one thread. */
final class AheadRejections {
  private final Codec<ScalarScan> scans = Topics.SCALAR.valueCodec().get();
  private final Codec<Assessment> assessments = Topics.ASSESSMENTS.valueCodec().get();
  private final Codec<MachineEvent> events = Topics.MACHINE_EVENTS.valueCodec().get();

  RejectedTelemetry of(ScalarScan scan, String source, Instant came, Instant now) {
    return of(scan.assetId(), scan.time(), scan.origin(), source, came, now, scans.encode(scan));
  }

  RejectedTelemetry of(Assessment a, String source, Instant came, Instant now) {
    return of(a.assetId(), a.time(), a.origin(), source, came, now, assessments.encode(a));
  }

  RejectedTelemetry of(MachineEvent e, String source, Instant came, Instant now) {
    return of(e.assetId(), e.time(), e.origin(), source, came, now, events.encode(e));
  }

  private static RejectedTelemetry of(
      AssetId id,
      Instant time,
      Origin origin,
      String source,
      Instant came,
      Instant now,
      byte[] raw) {
    return new RejectedTelemetry(
            source,
            id.value(),
            time,
            now,
            origin,
            RejectionReason.IMPOSSIBLE_TIME,
            "dated " + time + ", but it came at " + came,
            raw)
        .fitting();
  }
}
