package io.millwright.contracts.assessment;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.OperatingState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything the platform says of an asset at one accepted time stamp. Exactly one exists per asset
 * and time stamp of a scan, and at most one per time stamp of a signal point's frames. It may be
 * delivered more than once, always with the same {@link #id()}, and the same content but for {@code
 * assessedAt}; of an asset with both scans and frames, or several points, it may hold frames that
 * the former did not, for they are read side by side.
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
 * @param pointId the signal point whose frame was assessed; null for a scan
 * @param severity vibration severity, newest of the asset; null if no vibration was judged
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
    Provenance provenance,
    @Nullable String pointId,
    @Nullable VibrationSeverity severity) {

  /** An assessment of a scan, without vibration severity. */
  public Assessment(
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
    this(
        assetId,
        time,
        ingestTime,
        assessedAt,
        origin,
        operatingState,
        detection,
        health,
        prognosis,
        provenance,
        null,
        null);
  }

  /** Idempotent identity: asset, event time, and the signal point if it was a frame. */
  public String id() {
    String scan = assetId.value() + "@" + time;
    return pointId == null ? scan : scan + "#" + pointId;
  }
}
