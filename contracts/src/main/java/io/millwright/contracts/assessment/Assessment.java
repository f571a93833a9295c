package io.millwright.contracts.assessment;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.OperatingState;
import java.time.Instant;

/**
 * Everything the platform says of an asset at one accepted time stamp. Exactly one exists per asset
 * and time stamp; it may be delivered more than once, always with the same {@link #id()} and the
 * same content but for {@code assessedAt}.
 *
 * @param assetId the machine
 * @param time of the scan, in event time
 * @param ingestTime when the scan was accepted
 * @param assessedAt when it was assessed, wall clock, for latency only
 * @param origin of the scan
 * @param operatingState what the machine was doing
 * @param detection state detection
 * @param health health assessment
 * @param prognosis prognostics assessment
 * @param provenance what made it
 */
public record Assessment(
    AssetId assetId,
    Instant time,
    Instant ingestTime,
    Instant assessedAt,
    Origin origin,
    OperatingState operatingState,
    StateDetection detection,
    HealthAssessment health,
    PrognosticAssessment prognosis,
    Provenance provenance) {

  /** Idempotent identity: asset and event time. */
  public String id() {
    return assetId.value() + "@" + time;
  }
}
