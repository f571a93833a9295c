package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Work orders as the alerts tell them. */
final class Orders {
  static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");

  private Orders() {}

  static WorkOrder order(int number, int revision, Status status) {
    return order(number, revision, status, Map.of("plain", "P-" + number));
  }

  static WorkOrder order(int number, int revision, Status status, Map<String, String> ids) {
    String asset = "north/pump-" + number;
    return new WorkOrder(
        id(number),
        revision,
        "case-" + number,
        new AssetId(asset),
        "bearing-de",
        status,
        Priority.HIGH,
        T0,
        T0.plusSeconds(revision),
        null,
        "Inspect bearing of pump " + number + ", revision " + revision,
        "Requested by a machine",
        "VIB",
        null,
        List.of(),
        List.of(),
        ids,
        Origin.MEASURED,
        null);
  }

  static String id(int number) {
    return "order:north/pump-" + number;
  }
}
