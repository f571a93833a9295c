package io.millwright.dashboards.console;

import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.dashboards.console.EvidenceCard.Step;
import io.millwright.dashboards.console.EvidenceFile.Located;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened to a case: what the platform noticed and told, and what people did. */
final class CaseCourse {
  private CaseCourse() {}

  /** In order of time. */
  static List<Step> steps(
      FleetSnapshot fleet, Located found, @Nullable WorkOrder order, CasePast past) {
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
  private static List<Step> ofCase(Located found, CasePast past) {
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

  private static List<Step> ofOrder(@Nullable WorkOrder order, CasePast past) {
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
}
