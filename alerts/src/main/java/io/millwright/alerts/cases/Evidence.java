package io.millwright.alerts.cases;

import io.millwright.alerts.alarm.Severity;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one assessment says for or against a case.
 *
 * @param assetId the machine
 * @param time event time
 * @param itemId suspected item; {@link #UNKNOWN_ITEM} if none is named and the asset has several
 * @param probability of the first finding; 0 if there is none
 * @param severity of the degradation; null if the asset is not degraded now
 * @param criticality of the asset; B if it is not declared
 * @param reason in words
 * @param contributions the channels that explain it, in words; empty if none
 * @param findings suspected faults, most probable first
 * @param life remaining life; null if there is no estimate
 * @param origin of the telemetry
 * @param provenance what made it, in words
 */
public record Evidence(
    AssetId assetId,
    Instant time,
    String itemId,
    double probability,
    @Nullable Severity severity,
    Criticality criticality,
    String reason,
    String contributions,
    List<Finding> findings,
    @Nullable RemainingLife life,
    Origin origin,
    String provenance) {

  /** Item of a case when nothing says which one of several. */
  public static final String UNKNOWN_ITEM = "unknown";

  private static final int NAMED_CHANNELS = 3;

  public Evidence {
    findings = List.copyOf(findings);
  }

  /**
   * Reads an assessment.
   *
   * @param asset its declaration; null if it is not known
   */
  public static Evidence of(@Nullable Asset asset, Assessment a) {
    List<Finding> findings = a.health().findings();
    return new Evidence(
        a.assetId(),
        a.time(),
        item(asset, findings),
        findings.isEmpty() ? 0 : findings.get(0).probability(),
        severity(a.health().state()),
        asset == null ? Criticality.B : asset.criticality(),
        a.health().reason(),
        channels(a.detection().contributions()),
        findings,
        a.prognosis().remainingLife(),
        a.origin(),
        words(a.provenance()));
  }

  private static String item(@Nullable Asset asset, List<Finding> findings) {
    if (!findings.isEmpty() && !findings.get(0).itemId().isBlank()) {
      return findings.get(0).itemId();
    }
    return asset != null && asset.items().size() == 1 ? asset.items().get(0).id() : UNKNOWN_ITEM;
  }

  /** Severity of a health state; null if it is no degradation. */
  public static @Nullable Severity severity(HealthState state) {
    return switch (state) {
      case ALARM -> Severity.ALARM;
      case DEGRADED -> Severity.WARNING;
      case HEALTHY, LEARNING, UNKNOWN, NOT_ASSESSED -> null;
    };
  }

  private static String channels(List<ChannelContribution> contributions) {
    return contributions.stream()
        .limit(NAMED_CHANNELS)
        .map(
            c ->
                String.format(
                    Locale.ROOT,
                    "%s %+.1f σ (%.0f %%)",
                    c.pointId(),
                    c.deviation(),
                    100 * c.share()))
        .collect(Collectors.joining(", "));
  }

  private static String words(Provenance p) {
    String model =
        p.modelId() == null
            ? "no life model"
            : "life model " + p.modelId() + " " + p.modelVersion();
    return "Millwright " + p.software() + ", detectors " + p.detectors() + ", " + model;
  }
}
