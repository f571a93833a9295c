package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Orders for tests; every method gives another order. */
public record SampleOrder(WorkOrder order) {

  /** A request with everything that an order can have. */
  public static SampleOrder request() {
    Instant raised = Instant.parse("2026-03-01T08:00:00Z");
    return new SampleOrder(
        new WorkOrder(
            "order:case:P-101/bearing:2026",
            1,
            "case:P-101/bearing:2026",
            new AssetId("P-101"),
            "bearing",
            Status.REQUESTED,
            Priority.HIGH,
            raised,
            raised,
            Instant.parse("2026-03-20T12:00:00Z"),
            "Inspect drive-end bearing of Feed pump 1 (VIB)",
            "Requested by a machine: detector rcf-4, model m7.\nPlace: Works / Hall 3.\n"
                + "Suspected: bearing VIB 2.2, probability 0.81: BPFO & 2× < 4.5 mm/s <b>rising</b>",
            "VIB",
            null,
            List.of("6310-2RS"),
            List.of(),
            Map.of("atlas", "17", "maximo", "P-0007", "sap", "10004711"),
            Origin.MEASURED,
            new Recommendation(
                "Replace the bearing", "mechanic", Duration.ofMinutes(270), "row 12")));
  }

  public SampleOrder status(Status status) {
    return with(status, order.priority(), order.title(), order.comments(), order.externalIds());
  }

  public SampleOrder priority(Priority priority) {
    return with(order.status(), priority, order.title(), order.comments(), order.externalIds());
  }

  public SampleOrder title(String title) {
    return with(order.status(), order.priority(), title, order.comments(), order.externalIds());
  }

  public SampleOrder externalIds(Map<String, String> ids) {
    return with(order.status(), order.priority(), order.title(), order.comments(), ids);
  }

  public SampleOrder comment(String comment) {
    List<String> all = new ArrayList<>(order.comments());
    all.add(comment);
    return with(order.status(), order.priority(), order.title(), all, order.externalIds());
  }

  private SampleOrder with(
      Status status,
      Priority priority,
      String title,
      List<String> comments,
      Map<String, String> externalIds) {
    return new SampleOrder(
        new WorkOrder(
            order.workOrderId(),
            order.revision() + 1,
            order.caseId(),
            order.assetId(),
            order.itemId(),
            status,
            priority,
            order.raisedAt(),
            order.updatedAt(),
            order.dueBy(),
            title,
            order.description(),
            order.failureMode(),
            order.remainingLife(),
            order.parts(),
            comments,
            externalIds,
            order.origin(),
            order.recommendation()));
  }
}
