package io.millwright.dashboards.history;

import io.millwright.contracts.advisory.PartReservation;
import io.millwright.contracts.advisory.SpareAdvice;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.VibrationSeverity;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.ZoneLimits;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.PerformanceReport.Calibration;
import io.millwright.contracts.ledger.PerformanceReport.Calls;
import io.millwright.contracts.ledger.PerformanceReport.LeadTimes;
import io.millwright.contracts.ledger.PerformanceReport.Reliability;
import io.millwright.contracts.ledger.Share;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.ScalarScan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What records become on dashboards, one function a measurement. */
final class BoardPoints {
  private static final double SECONDS_A_DAY = 86_400;

  private BoardPoints() {}

  static BoardPoint asset(Asset asset, Instant day) {
    List<String> path = asset.path();
    String site = path.isEmpty() ? HistoryLayout.NONE : path.get(0);
    String area = path.size() < 2 ? HistoryLayout.NONE : path.get(1);
    ZoneLimits limits = asset.vibration().zoneLimits().orElse(null);
    return BoardPoint.of(BoardMeasurement.ASSETS, day)
        .tag("asset", asset.id().value())
        .tag("site", site)
        .tag("area", area)
        .tag("class", asset.equipmentClass())
        .text("asset_id", asset.id().value())
        .text("site_id", site)
        .text("area_id", area)
        .text("name", asset.name())
        .text("criticality", asset.criticality().name())
        .number("limit_ab", limits == null ? null : Double.valueOf(limits.ab()))
        .number("limit_bc", limits == null ? null : Double.valueOf(limits.bc()))
        .number("limit_cd", limits == null ? null : Double.valueOf(limits.cd()))
        .end();
  }

  static BoardPoint scan(ScalarScan scan) {
    long[] channels = new long[4];
    for (int i = 0; i < scan.values().length; i++) {
      channels[scan.qualityOf(i).ordinal()]++;
    }
    return BoardPoint.of(BoardMeasurement.SCANS, scan.time())
        .tag("asset", scan.assetId().value())
        .count("good", channels[0])
        .count("uncertain", channels[1])
        .count("bad", channels[2])
        .count("absent", channels[3])
        .number("delay", seconds(scan.time(), scan.ingestTime()))
        .end();
  }

  static BoardPoint contribution(AssetId asset, Instant time, ChannelContribution one) {
    return BoardPoint.of(BoardMeasurement.CONTRIBUTIONS, time)
        .tag("asset", asset.value())
        .tag("point", one.pointId())
        .number("share", one.share())
        .number("deviation", one.deviation())
        .end();
  }

  static BoardPoint severity(AssetId asset, Instant time, VibrationSeverity said) {
    boolean known = said.zone() != VibrationSeverity.Zone.UNKNOWN;
    return BoardPoint.of(BoardMeasurement.SEVERITY, time)
        .tag("asset", asset.value())
        .tag("point", said.pointId())
        .tag("channel", said.channel())
        .number("velocity", said.velocityRmsMmPerS())
        .text("zone", said.zone().name())
        .count("rank", known ? said.zone().ordinal() + 1 : 0)
        .flag("notable", said.changeNotable())
        .end();
  }

  /**
   * @param asset the declared machine that it is of; null if there is none
   * @param offset of the record: its last digits tell apart what was rejected at one time
   */
  static BoardPoint rejected(RejectedTelemetry record, @Nullable AssetId asset, long offset) {
    return BoardPoint.of(BoardMeasurement.REJECTED, apart(record.rejectedAt(), offset))
        .tag("reason", record.reason().name())
        .tag("asset", asset == null ? null : asset.value())
        .count("count", 1)
        .text("detail", record.detail())
        .end();
  }

  static BoardPoint performance(PerformanceReport report) {
    String scope = report.scope().name();
    String id = report.scopeId();
    BoardPoint.Builder point =
        BoardPoint.of(BoardMeasurement.PERFORMANCE, report.to().truncatedTo(ChronoUnit.HOURS))
            .tag("scope", scope)
            .tag("name", id.substring(id.indexOf('/') + 1));
    calls(point, report.calls());
    leads(point, report.leadTimes());
    if (report.calibration() != null) {
      calibration(point, report.calibration());
    }
    if (report.reliability() != null) {
      reliability(point, report.reliability());
    }
    return point.end();
  }

  private static void calls(BoardPoint.Builder point, Calls calls) {
    Share precision = calls.precision();
    share(point, "precision", precision);
    point
        .count("judged", precision == null ? 0 : precision.of())
        .count("right", precision == null ? 0 : precision.part())
        .count("nothing_found", calls.nothingFound())
        .count("accepted_as_normal", calls.acceptedAsNormal())
        .count("contradicted", calls.contradicted())
        .count("late", calls.late())
        .count("unanswered", calls.unanswered());
  }

  private static void leads(BoardPoint.Builder point, LeadTimes leads) {
    leads
        .quantiles()
        .forEach(
            q -> {
              if (q.share() == 0.1 || q.share() == 0.5 || q.share() == 0.9) {
                point.number("lead_p" + Math.round(100 * q.share()), q.hours());
              }
            });
    point
        .count("lead_exact", leads.exact())
        .count("lead_at_least", leads.atLeast())
        .number("actionable", value(leads.actionable()));
  }

  private static void calibration(BoardPoint.Builder point, Calibration c) {
    share(point, "coverage", c.coverage());
    point
        .number("promised", c.promised())
        .count("held", c.held())
        .count("sooner", c.sooner())
        .count("later", c.later())
        .count("outlived", c.outlived())
        .count("hidden", c.hidden());
  }

  private static void reliability(BoardPoint.Builder point, Reliability r) {
    point
        .count("assets", r.assets())
        .number("asset_years", r.assetYears())
        .count("failures", r.failures())
        .count("called", r.called())
        .count("missed", r.missed())
        .number("missed_share", value(r.missedShare()))
        .number("false_per_asset_year", r.falseCallsPerAssetYear())
        .number("mtbf", r.mtbfHours())
        .number("mttr", r.mttrHours())
        .number("mtta", r.mttaSeconds());
  }

  static BoardPoint rootCase(RootCase group) {
    return BoardPoint.of(BoardMeasurement.ROOT_CASES, group.updatedAt())
        .tag("asset", group.rootAssetId().value())
        .tag("place", group.place())
        .tag("status", group.status().name())
        .text("id", group.rootCaseId())
        .count("alarms", group.alarms())
        .count("assets", group.assets())
        .flag("flood", group.flood())
        .text("reason", group.rootReason())
        .end();
  }

  static BoardPoint spares(SpareAdvice advice) {
    return BoardPoint.of(BoardMeasurement.SPARES, advice.updatedAt())
        .tag("part", advice.partNumber())
        .text("name", advice.name())
        .flag("needed", true)
        .count("stock", advice.stock())
        .count("on_order", advice.onOrder())
        .count("reserved", advice.reserved())
        .count("base_stock", advice.baseStock())
        .count("order_quantity", advice.orderQuantity())
        .number("lead_time", advice.leadTime().toSeconds() / SECONDS_A_DAY)
        .number("demand", advice.expectedDemand())
        .number("risk", advice.stockOutRisk())
        .number("advised_risk", advice.advisedStockOutRisk())
        .number("order_cost", advice.orderCost())
        .count("shortages", advice.shortages().size())
        .count("uncovered", advice.uncoveredAssets())
        .end();
  }

  /** The part is needed no more. */
  static BoardPoint sparesEnded(String part, Instant time) {
    return BoardPoint.of(BoardMeasurement.SPARES, time)
        .tag("part", part)
        .flag("needed", false)
        .count("order_quantity", 0)
        .count("shortages", 0)
        .number("risk", 0.0)
        .end();
  }

  /**
   * @param time when it was told: the event has none of its own
   * @param offset of the record
   */
  static BoardPoint reservation(PartReservation reservation, Instant time, long offset) {
    return BoardPoint.of(BoardMeasurement.RESERVATIONS, apart(time, offset))
        .tag("part", reservation.partNumber())
        .tag("asset", reservation.assetId().value())
        .count("quantity", reservation.released() ? 0 : reservation.quantity())
        .text("order_id", reservation.workOrderId())
        .text("needed_by", reservation.neededBy().toString())
        .end();
  }

  static BoardPoint notification(Notification message, String outcome, long offset) {
    return BoardPoint.of(BoardMeasurement.NOTIFICATIONS, apart(message.createdAt(), offset))
        .tag("kind", message.kind().name())
        .tag("channel", message.channel().name())
        .tag("priority", message.priority().name())
        .tag("outcome", outcome)
        .count("count", 1)
        .end();
  }

  private static void share(BoardPoint.Builder point, String name, @Nullable Share share) {
    if (share != null) {
      point
          .number(name, share.value())
          .number(name + "_lower", share.lower())
          .number(name + "_upper", share.upper());
    }
  }

  private static @Nullable Double value(@Nullable Share share) {
    return share == null ? null : Double.valueOf(share.value());
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  /**
   * The millisecond, with the last three digits of the offset for microseconds: records of one
   * series and millisecond would replace one another, and a record that comes again must not count
   * twice.
   */
  private static Instant apart(Instant time, long offset) {
    return time.truncatedTo(ChronoUnit.MILLIS).plus(offset % 1_000, ChronoUnit.MICROS);
  }
}
