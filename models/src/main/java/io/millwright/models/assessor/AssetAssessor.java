package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.prognosis.LifeEstimator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Assesses one asset. Its content depends only on the asset's scans and events in event-time order; it knows no clock.
 * Mutable, one owner thread.
 */
public final class AssetAssessor {
  private Asset asset;
  private @Nullable ScalarScan newest;

  private AssetAssessor(Asset asset) {
    this.asset = asset;
  }

  /** An assessor that has seen nothing yet. */
  public static AssetAssessor start(
      Asset asset, AssessorSettings settings, @Nullable LifeEstimator life) {
    return new AssetAssessor(asset);
  }

  /**
   * Continues from {@link #snapshot()}, bit for bit, if the asset, settings and model are those of the snapshot.
   *
   * @throws IllegalArgumentException if the bytes are no snapshot of a known version
   */
  public static AssetAssessor restore(
      byte[] state, Asset asset, AssessorSettings settings, @Nullable LifeEstimator life) {
    return new AssetAssessor(asset);
  }

  /** State, version byte first. */
  public byte[] snapshot() {
    return new byte[] {0};
  }

  /** Takes a new declaration of the asset; changed channels restart learning. */
  public void declare(Asset changed) {
    asset = changed;
  }

  /**
   * Assesses a scan.
   *
   * @param assessedAt copied into the assessment, of no other influence
   */
  public Verdict accept(ScalarScan scan, Instant assessedAt) {
    if (newest != null && !scan.time().isAfter(newest.time())) {
      return scan.sameMeasurementAs(newest)
          ? new Verdict.Redelivered()
          : new Verdict.Rejected(RejectionReason.OUT_OF_ORDER, "older than " + newest.time());
    }
    newest = scan;
    return new Verdict.Assessed(
        new Assessment(
            asset.id(),
            scan.time(),
            scan.ingestTime(),
            assessedAt,
            scan.origin(),
            OperatingState.UNKNOWN,
            StateDetection.NONE,
            HealthAssessment.notAssessed("not judged yet"),
            PrognosticAssessment.notAssessed("not judged yet"),
            new Provenance("0.1.0", "none", null, null)),
        null);
  }

  /**
   * Takes an event: it acts before the first scan that is not older than it. A repeated id is the same event.
   */
  public void apply(MachineEvent event) {}
}
