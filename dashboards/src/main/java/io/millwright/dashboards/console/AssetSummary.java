package io.millwright.dashboards.console;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.OperatingState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the fleet, as the API gives it. Null stands for not known or not judged.
 *
 * @param id the machine
 * @param name for people
 * @param path site, area, line …
 * @param equipmentClass its kind
 * @param criticality what its loss means
 * @param origin whether its telemetry is real
 * @param state health
 * @param reason why
 * @param healthIndex 100 as new, 0 failed
 * @param operatingState what it does
 * @param anomalyScore 1 at the threshold
 * @param time event time of the latest assessment
 * @param ingestTime wall clock at which that telemetry came in
 * @param eventAgeSeconds how far it lies behind the newest telemetry of the fleet
 * @param wallAgeSeconds how long ago that telemetry came in
 * @param remainingLife latest estimate
 * @param openCases number of open cases
 * @param liveOrders number of orders requested or approved
 * @param activeAlarms number of alarms that stand
 * @param priority of the most urgent open case
 */
record AssetSummary(
    String id,
    String name,
    List<String> path,
    @Nullable String equipmentClass,
    @Nullable Criticality criticality,
    Origin origin,
    HealthState state,
    String reason,
    @Nullable Double healthIndex,
    OperatingState operatingState,
    @Nullable Double anomalyScore,
    @Nullable Instant time,
    @Nullable Instant ingestTime,
    @Nullable Long eventAgeSeconds,
    @Nullable Long wallAgeSeconds,
    @Nullable RemainingLife remainingLife,
    int openCases,
    int liveOrders,
    int activeAlarms,
    @Nullable Priority priority) {

  static AssetSummary of(AssetView view, Optional<Instant> newestEventTime, Instant now) {
    Asset asset = view.declaration();
    Assessment latest = view.latest();
    List<Advisory> open = view.openCases();
    return new AssetSummary(
        view.id().value(),
        view.name(),
        asset == null ? List.of() : asset.path(),
        asset == null ? null : asset.equipmentClass(),
        asset == null ? null : asset.criticality(),
        latest != null ? latest.origin() : asset != null ? asset.origin() : Origin.UNKNOWN,
        view.state(),
        latest == null ? "no assessment yet" : latest.health().reason(),
        latest == null ? null : Numbers.orNull(latest.health().healthIndex()),
        view.operatingState(),
        latest == null ? null : Numbers.orNull(latest.detection().anomalyScore()),
        latest == null ? null : latest.time(),
        latest == null ? null : latest.ingestTime(),
        latest == null
            ? null
            : newestEventTime.map(newest -> seconds(latest.time(), newest)).orElse(null),
        latest == null ? null : seconds(latest.ingestTime(), now),
        latest == null ? null : latest.prognosis().remainingLife(),
        open.size(),
        view.liveOrders().size(),
        view.alarms().size(),
        open.stream().map(Advisory::priority).max(Comparator.naturalOrder()).orElse(null));
  }

  private static long seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toSeconds());
  }
}
