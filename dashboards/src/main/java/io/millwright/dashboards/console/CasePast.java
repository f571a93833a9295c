package io.millwright.dashboards.console;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.dashboards.console.EvidenceCard.Trend;
import io.millwright.dashboards.console.EvidenceFile.Located;
import io.millwright.dashboards.history.AssessmentBucket;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.HistoryUnavailableException;
import io.millwright.dashboards.history.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the history store adds to what the fleet knows of a case. As far as it answered: unless all
 * is known, the card says so.
 */
final class CasePast {
  private static final int TRENDS = 2;
  private static final int POINTS = 200;
  private static final Duration SEARCHED = Duration.ofDays(30);
  private static final Duration STEP = Duration.ofMinutes(30);
  private static final Duration LEAST_BEFORE = Duration.ofHours(6);

  @Nullable Instant deviatesSince;
  List<TrendApi.AssessmentPoint> score = List.of();
  List<Trend> trends = List.of();
  List<Advisory> cases = List.of();
  List<WorkOrder> orders = List.of();
  boolean known;

  private final HistoryStore history;

  CasePast(HistoryStore history, Located found) {
    this.history = history;
    Advisory subject = found.subject();
    Instant end = found.end().plusMillis(1);
    try {
      deviatesSince = deviatesSince(found);
      Instant onset = deviatesSince == null ? subject.openedAt() : deviatesSince;
      Duration shown = Duration.between(onset, end);
      Duration before = shown.compareTo(LEAST_BEFORE) > 0 ? shown : LEAST_BEFORE;
      TimeRange range = new TimeRange(onset.minus(before), end);
      score = TrendApi.AssessmentPoint.of(history.assessments(subject.assetId(), range, POINTS));
      trends = points(found).stream().map(p -> trend(found, p, range)).toList();
      TimeRange life = new TimeRange(subject.openedAt(), end);
      cases =
          history.cases(subject.assetId(), life, 500).stream()
              .filter(c -> c.caseId().equals(subject.caseId()))
              .toList();
      orders =
          history.workOrders(subject.assetId(), life, 500).stream()
              .filter(o -> o.caseId().equals(subject.caseId()))
              .toList();
      known = true;
    } catch (HistoryUnavailableException e) {
      // The card says so; what the fleet knows is still worth reading.
    }
  }

  private Trend trend(Located found, MeasurementPoint point, TimeRange range) {
    return new Trend(
        point.id(),
        point.name(),
        point.unit(),
        point.limits(),
        TrendApi.ReadingPoint.of(history.readings(found.view().id(), point.id(), range, POINTS)));
  }

  /** The points that explain it most; if nothing explains it now, those of the item. */
  private static List<MeasurementPoint> points(Located found) {
    Asset asset = found.view().declaration();
    if (asset == null) {
      return List.of();
    }
    Assessment latest = found.view().latest();
    List<MeasurementPoint> explaining =
        latest == null || !found.open()
            ? List.of()
            : latest.detection().contributions().stream()
                .map(ChannelContribution::pointId)
                .filter(id -> asset.indexOf(id) >= 0)
                .map(id -> asset.points().get(asset.indexOf(id)))
                .limit(TRENDS)
                .toList();
    return explaining.isEmpty()
        ? asset.points().stream()
            .filter(p -> found.subject().itemId().equals(p.itemId()))
            .limit(TRENDS)
            .toList()
        : explaining;
  }

  /** Backwards from the opening, as long as every judged bucket is beyond the threshold. */
  private @Nullable Instant deviatesSince(Located found) {
    Instant opened = found.subject().openedAt();
    List<AssessmentBucket> before =
        history.assessments(
            found.view().id(),
            new TimeRange(opened.minus(SEARCHED), opened.plus(STEP)),
            (int) SEARCHED.plus(STEP).dividedBy(STEP));
    Instant since = null;
    for (int i = before.size() - 1; i >= 0; i--) {
      double score = before.get(i).maxScore();
      if (score >= 1) {
        since = before.get(i).time();
      } else if (score < 1) { // neither where nothing was judged, which is NaN
        break;
      }
    }
    return since;
  }
}
