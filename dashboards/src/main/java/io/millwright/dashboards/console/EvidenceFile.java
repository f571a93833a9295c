package io.millwright.dashboards.console;

import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.FailureModeLibrary;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.ChannelContribution;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.ledger.PerformanceReport;
import io.millwright.contracts.ledger.Share;
import io.millwright.contracts.notification.Notification;
import io.millwright.dashboards.console.EvidenceCard.Basis;
import io.millwright.dashboards.console.EvidenceCard.HitRate;
import io.millwright.dashboards.console.EvidenceCard.Limit;
import io.millwright.dashboards.console.EvidenceCard.Step;
import io.millwright.dashboards.console.EvidenceCard.Told;
import io.millwright.dashboards.console.EvidenceCard.Trend;
import io.millwright.dashboards.history.AssessmentBucket;
import io.millwright.dashboards.history.HistoryStore;
import io.millwright.dashboards.history.HistoryUnavailableException;
import io.millwright.dashboards.history.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of a case. Thread-safe. */
final class EvidenceFile {
  private static final int TRENDS = 2;
  private static final int POINTS = 200;
  private static final Duration SEARCHED = Duration.ofDays(30);
  private static final Duration STEP = Duration.ofMinutes(30);
  private static final Duration LEAST_BEFORE = Duration.ofHours(6);
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
    Past past = past(found);
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
        steps(fleet, found, order, past),
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

  /** What the history store adds. */
  private static final class Past {
    @Nullable Instant deviatesSince;
    List<TrendApi.AssessmentPoint> score = List.of();
    List<Trend> trends = List.of();
    List<Advisory> cases = List.of();
    List<WorkOrder> orders = List.of();
    boolean known;
  }

  private Past past(Located found) {
    Past past = new Past();
    Advisory subject = found.subject();
    Instant end = found.end().plusMillis(1);
    try {
      past.deviatesSince = deviatesSince(found);
      Instant onset = past.deviatesSince == null ? subject.openedAt() : past.deviatesSince;
      Duration shown = Duration.between(onset, end);
      Duration before = shown.compareTo(LEAST_BEFORE) > 0 ? shown : LEAST_BEFORE;
      TimeRange range = new TimeRange(onset.minus(before), end);
      past.score =
          history.assessments(subject.assetId(), range, POINTS).stream()
              .map(TrendApi.AssessmentPoint::of)
              .toList();
      past.trends = points(found).stream().map(p -> trend(found, p, range)).toList();
      TimeRange life = new TimeRange(subject.openedAt(), end);
      past.cases =
          history.cases(subject.assetId(), life, 500).stream()
              .filter(c -> c.caseId().equals(subject.caseId()))
              .toList();
      past.orders =
          history.workOrders(subject.assetId(), life, 500).stream()
              .filter(o -> o.caseId().equals(subject.caseId()))
              .toList();
      past.known = true;
    } catch (HistoryUnavailableException e) {
      past.known = false; // the card says so; what the fleet knows is still worth reading
    }
    return past;
  }

  private Trend trend(Located found, MeasurementPoint point, TimeRange range) {
    return new Trend(
        point.id(),
        point.name(),
        point.unit(),
        point.limits(),
        history.readings(found.view().id(), point.id(), range, POINTS).stream()
            .map(TrendApi.ReadingPoint::of)
            .toList());
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

  private static List<Step> steps(
      FleetSnapshot fleet, Located found, @Nullable WorkOrder order, Past past) {
    List<Step> steps = new ArrayList<>();
    if (past.deviatesSince != null && past.deviatesSince.isBefore(found.subject().openedAt())) {
      steps.add(machineStep(past.deviatesSince, Step.Kind.DEVIATION, "BEGAN", ""));
    }
    steps.addAll(ofCase(found, past));
    steps.addAll(ofOrder(order, past));
    steps.addAll(ofPeople(fleet, found));
    steps.sort(Comparator.comparing(Step::time)); // stable: what is told first stays first
    return steps;
  }

  /** Its opening, what it rose to, and its end. */
  private static List<Step> ofCase(Located found, Past past) {
    Advisory subject = found.subject();
    List<Step> steps = new ArrayList<>();
    Advisory before = null;
    for (Advisory c : past.cases) {
      if (before == null) {
        steps.add(machineStep(subject.openedAt(), Step.Kind.CASE, "OPEN", c.reason()));
      } else if (c.priority() != before.priority()) {
        steps.add(machineStep(c.updatedAt(), Step.Kind.CASE, c.priority().name(), c.reason()));
      }
      before = c;
    }
    if (before == null) {
      steps.add(machineStep(subject.openedAt(), Step.Kind.CASE, "OPEN", subject.reason()));
    }
    if (!found.open()) {
      steps.add(
          machineStep(
              subject.updatedAt(),
              Step.Kind.CASE,
              subject.status().name(),
              Objects.requireNonNullElse(subject.closedReason(), "")));
    }
    return steps;
  }

  private static List<Step> ofOrder(@Nullable WorkOrder order, Past past) {
    List<WorkOrder> snapshots = new ArrayList<>(past.orders);
    if (order != null && snapshots.stream().noneMatch(o -> o.revision() == order.revision())) {
      snapshots.add(order);
    }
    List<Step> steps = new ArrayList<>();
    WorkOrder.Status before = null;
    for (WorkOrder o : snapshots) {
      if (o.status() != before) {
        steps.add(machineStep(o.updatedAt(), Step.Kind.ORDER, o.status().name(), o.workOrderId()));
      }
      before = o.status();
    }
    return steps;
  }

  private static Step machineStep(Instant time, Step.Kind kind, String what, String words) {
    return new Step(time, "millwright", kind, what, words, null);
  }

  /** What people did about the case, its order, or alarms of its machine while it was open. */
  private static List<Step> ofPeople(FleetSnapshot fleet, Located found) {
    Advisory subject = found.subject();
    Set<String> concerned = concerned(found);
    Stream<Step> actions =
        fleet.log(Topics.OPERATOR_ACTIONS).stream()
            .filter(a -> a.assetId().equals(subject.assetId()))
            .filter(
                a ->
                    a.targetId() != null && concerned.contains(a.targetId())
                        || !a.time().isBefore(subject.openedAt()) && !a.time().isAfter(found.end()))
            .map(
                a ->
                    new Step(
                        a.time(),
                        a.actor(),
                        Step.Kind.ACTION,
                        a.kind().name(),
                        a.reason(),
                        CommandAnswer.refusal(fleet, a.id())));
    Stream<Step> reports =
        fleet.log(Topics.MAINTENANCE_REPORTS).stream()
            .filter(r -> r.assetId().equals(subject.assetId()))
            .filter(
                r ->
                    concerned.contains(String.valueOf(r.caseId()))
                        || concerned.contains(String.valueOf(r.workOrderId())))
            .map(
                r ->
                    new Step(
                        r.time(),
                        r.actor(),
                        Step.Kind.REPORT,
                        r.outcome().name(),
                        r.found(),
                        CommandAnswer.refusal(fleet, r.id())));
    return Stream.concat(actions, reports).toList();
  }

  private static Set<String> concerned(Located found) {
    String caseId = found.subject().caseId();
    return Stream.concat(
            Stream.of(caseId),
            found.view().orders().stream()
                .filter(o -> o.caseId().equals(caseId))
                .map(WorkOrder::workOrderId))
        .collect(Collectors.toSet());
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

  private List<Limit> limits(FleetSnapshot fleet, Located found, Past past, List<HitRate> rates) {
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
        view.alarms().stream().anyMatch(a -> a.condition() == AlarmCondition.SILENT)
            || latest.time().plus(OLD).isBefore(plantTime.orElseGet(clock::instant));
    if (silent) {
      limits.add(new Limit(Limit.Kind.SILENT, ""));
    }
    if (latest.prognosis().remainingLife() == null) {
      limits.add(new Limit(Limit.Kind.NO_LIFE, latest.prognosis().reason()));
    }
  }
}
