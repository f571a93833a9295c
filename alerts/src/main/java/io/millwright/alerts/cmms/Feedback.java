package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.ExternalStatus;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.contracts.alarm.OperatorAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people did with an order in the maintenance system, in the platform's words: a decision
 * becomes an operator action, findings become a maintenance report. Ids follow from the order and
 * what was done, so hearing it again is harmless.
 *
 * @param action a decision about a request; null if there is none
 * @param report what was found; null if that is not known
 */
record Feedback(@Nullable OperatorAction action, @Nullable MaintenanceReport report) {
  private static final String ROLE = "cmms";

  /**
   * Compares the order there with the one here. Only a request can be decided about; work on it, or
   * its end, implies that somebody approved.
   */
  static Feedback of(String cmms, WorkOrder order, CmmsLink link, ExternalOrder seen) {
    OperatorAction.Kind decision =
        order.status() == Status.REQUESTED ? decision(seen.status()) : null;
    boolean findings =
        seen.status() == ExternalStatus.DONE && seen.outcome() != null && !link.reported();
    return new Feedback(
        decision == null ? null : action(cmms, order, seen, decision),
        findings ? report(cmms, order, seen) : null);
  }

  private static OperatorAction.@Nullable Kind decision(ExternalStatus there) {
    return switch (there) {
      case OPEN -> null;
      case APPROVED, IN_PROGRESS, DONE -> OperatorAction.Kind.APPROVE_ORDER;
      case REJECTED, CANCELLED -> OperatorAction.Kind.REJECT_ORDER;
    };
  }

  private static OperatorAction action(
      String cmms, WorkOrder order, ExternalOrder seen, OperatorAction.Kind kind) {
    return new OperatorAction(
        id(cmms, seen) + ":" + kind,
        order.assetId(),
        kind,
        order.workOrderId(),
        seen.updatedAt(),
        actor(cmms, seen),
        ROLE,
        "order %s is %s in %s".formatted(seen.id(), seen.status(), cmms));
  }

  private static @Nullable MaintenanceReport report(
      String cmms, WorkOrder order, ExternalOrder seen) {
    return seen.outcome() == null
        ? null
        : new MaintenanceReport(
            id(cmms, seen) + ":DONE",
            order.assetId(),
            order.itemId(),
            order.caseId(),
            order.workOrderId(),
            seen.outcome(),
            seen.found(),
            seen.updatedAt(),
            actor(cmms, seen));
  }

  private static String id(String cmms, ExternalOrder seen) {
    return "cmms:" + cmms + ":" + seen.id();
  }

  private static String actor(String cmms, ExternalOrder seen) {
    String person = seen.reportedBy();
    return person == null || person.isBlank() ? "somebody in " + cmms : person;
  }

  /**
   * What the two sides see differently and no rule can decide; empty if they agree.
   *
   * @param status of the order there
   */
  static Optional<String> difference(WorkOrder order, CmmsLink link, ExternalStatus status) {
    return switch (status) {
      case OPEN ->
          order.status() == Status.APPROVED
              ? Optional.of("is approved here, but still open there")
              : Optional.empty();
      case APPROVED, IN_PROGRESS ->
          Delivery.takesBack(order)
              ? Optional.of("is " + order.status() + " here, but work on it goes on there")
              : Optional.empty();
      case REJECTED, CANCELLED ->
          order.status() == Status.APPROVED
              ? Optional.of("is approved here, but " + status + " there")
              : Optional.empty();
      case DONE ->
          link.reported()
              ? Optional.empty()
              : Optional.of("is done there, but nobody recorded what was found");
    };
  }
}
