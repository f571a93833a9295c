package io.millwright.dashboards.console;

import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.FailureModeLibrary;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.Share;
import io.millwright.contracts.notification.Notification;
import io.millwright.dashboards.console.EvidenceCard.Basis;
import io.millwright.dashboards.console.EvidenceCard.HitRate;
import io.millwright.dashboards.console.EvidenceCard.Limit;
import io.millwright.dashboards.console.EvidenceCard.Told;
import io.millwright.dashboards.history.HistoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of a case. Thread-safe. */
final class EvidenceFile {
  private static final Duration OLD = Duration.ofDays(1);
  private static final int MOST_MESSAGES = 5;

  /** Below, the 95 % interval of a share is wider than a half, whatever the share. */
  private static final int FEW = 5;

  private final HistoryStore history;
  private final Clock clock;
  private final FailureModeLibrary library = FailureModeLibrary.shipped();

  EvidenceFile(HistoryStore history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  /** A case and the machine that it is about. */
  record Located(AssetView view, Advisory subject) {
    boolean open() {
      return subject.status() == Advisory.Status.OPEN;
    }

    /** Event time up to which the card looks. */
    Instant end() {
      return open() ? view.newestEventTime().orElse(subject.updatedAt()) : subject.updatedAt();
    }
  }

  EvidenceCard card(FleetSnapshot fleet, Located found) {
    CasePast past = new CasePast(history, found);
    WorkOrder order =
        found.view().orders().stream()
            .filter(o -> o.caseId().equals(found.subject().caseId()))
            .max(Comparator.comparing(WorkOrder::updatedAt))
            .orElse(null);
    Optional<CaseAdvice> advice =
        fleet.plant(Topics.CASE_ADVICE).stream()
            .filter(a -> a.caseId().equals(found.subject().caseId()))
            .findFirst();
    List<HitRate> rates = hitRates(fleet, found, advice);
    return new EvidenceCard(
        found.subject(),
        machine(found),
        found.open() ? now(found.view()) : null,
        past.deviatesSince,
        past.score,
        past.trends,
        advice.map(CaseAdvice::precedents).orElse(List.of()),
        rates,
        recommendation(found, order),
        order,
        order == null ? null : link(fleet, order),
        found.view().alarms().stream()
            .filter(a -> a.itemId() == null || a.itemId().equals(found.subject().itemId()))
            .toList(),
        CaseCourse.steps(fleet, found, order, past),
        told(fleet, found, order),
        limits(fleet, found, past, rates));
  }

  private static EvidenceCard.Machine machine(Located found) {
    Asset asset = found.view().declaration();
    String itemId = found.subject().itemId();
    if (asset == null) {
      return new EvidenceCard.Machine(
          found.view().id().value(),
          found.view().name(),
          List.of(),
          null,
          null,
          itemId,
          List.of(),
          List.of());
    }
    MaintainableItem item = asset.item(itemId);
    List<AssetDetail.Signal> ofItem =
        asset.signals().stream()
            .filter(s -> itemId.equals(s.itemId()))
            .map(AssetDetail.Signal::of)
            .toList();
    return new EvidenceCard.Machine(
        asset.id().value(),
        asset.name(),
        asset.path(),
        asset.equipmentClass(),
        asset.criticality(),
        item == null ? itemId : item.name(),
        asset.items().stream().map(AssetDetail.Item::of).toList(),
        ofItem.isEmpty() ? asset.signals().stream().map(AssetDetail.Signal::of).toList() : ofItem);
  }

  private static EvidenceCard.@Nullable Now now(AssetView view) {
    Assessment latest = view.latest();
    if (latest == null) {
      return null;
    }
    return new EvidenceCard.Now(
        latest.health().state(),
        latest.health().reason(),
        Numbers.orNull(latest.health().healthIndex()),
        Numbers.orNull(latest.detection().anomalyScore()),
        latest.operatingState(),
        latest.time(),
        latest.detection().contributions().stream()
            .limit(5)
            .map(
                c ->
                    new EvidenceCard.Contribution(
                        c.pointId(), pointName(view, c.pointId()), c.share(), c.deviation()))
            .toList());
  }

  private static String pointName(AssetView view, String pointId) {
    Asset asset = view.declaration();
    int index = asset == null ? -1 : asset.indexOf(pointId);
    return asset == null || index < 0 ? pointId : asset.points().get(index).name();
  }

  private Recommendation recommendation(Located found, @Nullable WorkOrder order) {
    Recommendation ordered = order == null ? null : order.recommendation();
    if (ordered != null) {
      return ordered;
    }
    List<Finding> findings = found.subject().findings();
    return library.advise(
        found.view().declaration(),
        found.subject().itemId(),
        findings.isEmpty() ? null : findings.get(0));
  }

  private static @Nullable CmmsLink link(FleetSnapshot fleet, WorkOrder order) {
    return fleet.plant(Topics.CMMS_LINKS).stream()
        .filter(l -> l.workOrderId().equals(order.workOrderId()))
        .findFirst()
        .orElse(null);
  }

  private static List<HitRate> hitRates(
      FleetSnapshot fleet, Located found, Optional<CaseAdvice> advice) {
    List<HitRate> rates = new ArrayList<>();
    advice.ifPresent(a -> rate(rates, Basis.KIND, "", Share.of(a.confirmed(), a.answered())));
    Asset asset = found.view().declaration();
    List<PerformanceReport> reports = fleet.plant(Topics.PERFORMANCE);
    if (asset != null) {
      String ofClass = asset.equipmentClass();
      String item = found.subject().itemId();
      rate(rates, Basis.ITEM, item, precision(reports, "item/" + ofClass + "/" + item));
      rate(rates, Basis.CLASS, ofClass, precision(reports, "class/" + ofClass));
    }
    rate(rates, Basis.PLANT, "", precision(reports, "plant"));
    return rates;
  }

  private static void rate(List<HitRate> rates, Basis basis, String name, @Nullable Share share) {
    if (share != null) {
      rates.add(new HitRate(basis, name, share));
    }
  }

  private static @Nullable Share precision(List<PerformanceReport> reports, String scopeId) {
    return reports.stream()
        .filter(r -> r.scopeId().equals(scopeId))
        .findFirst()
        .map(r -> r.calls().precision())
        .orElse(null);
  }

  private static List<Told> told(FleetSnapshot fleet, Located found, @Nullable WorkOrder order) {
    String caseId = found.subject().caseId();
    Set<String> dead =
        fleet.log(Topics.UNDELIVERED_NOTIFICATIONS).stream()
            .map(Notification::id)
            .collect(Collectors.toSet());
    return fleet.log(Topics.NOTIFICATIONS).stream()
        .filter(
            n ->
                n.about().contains(caseId)
                    || order != null && n.about().contains(order.workOrderId()))
        .limit(MOST_MESSAGES)
        .map(
            n ->
                new Told(
                    n.createdAt(), n.recipient(), n.channel(), n.subject(), !dead.contains(n.id())))
        .toList();
  }

  private List<Limit> limits(
      FleetSnapshot fleet, Located found, CasePast past, List<HitRate> rates) {
    List<Limit> limits = new ArrayList<>();
    if (found.open()) {
      ofTheMachineNow(found.view(), fleet.newestEventTime(), limits);
    }
    List<Finding> findings = found.subject().findings();
    if (findings.isEmpty() || findings.get(0).failureMode().equals("UNK")) {
      limits.add(new Limit(Limit.Kind.UNDIAGNOSED, ""));
    }
    if (found.subject().origin() != Origin.MEASURED) {
      limits.add(new Limit(Limit.Kind.NOT_MEASURED, found.subject().origin().name()));
    }
    if (rates.isEmpty()) {
      limits.add(new Limit(Limit.Kind.NO_ANSWERS, ""));
    } else if (rates.get(0).share().of() < FEW) {
      limits.add(new Limit(Limit.Kind.FEW_ANSWERS, String.valueOf(rates.get(0).share().of())));
    }
    if (!past.known) {
      limits.add(new Limit(Limit.Kind.HISTORY, ""));
    }
    return limits;
  }

  private void ofTheMachineNow(AssetView view, Optional<Instant> plantTime, List<Limit> limits) {
    Assessment latest = view.latest();
    if (latest == null) {
      limits.add(new Limit(Limit.Kind.DATA, ""));
      return;
    }
    HealthState state = latest.health().state();
    if (state == HealthState.LEARNING) {
      limits.add(new Limit(Limit.Kind.LEARNING, latest.health().reason()));
    } else if (state == HealthState.UNKNOWN) {
      limits.add(new Limit(Limit.Kind.DATA, latest.health().reason()));
    }
    if (latest.operatingState() != OperatingState.RUNNING) {
      limits.add(new Limit(Limit.Kind.NOT_RUNNING, latest.operatingState().name()));
    }
    boolean silent =
        view.silent() || latest.time().plus(OLD).isBefore(plantTime.orElseGet(clock::instant));
    if (silent) {
      limits.add(new Limit(Limit.Kind.SILENT, ""));
    }
    if (latest.prognosis().remainingLife() == null) {
      limits.add(new Limit(Limit.Kind.NO_LIFE, latest.prognosis().reason()));
    }
  }
}
