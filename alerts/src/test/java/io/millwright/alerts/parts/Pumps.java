package io.millwright.alerts.parts;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.LifeUnit;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.Provenance;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.SparePart;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.event.OperatingState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pumps with parts for tests. */
public final class Pumps {
  /** When the tests begin. */
  public static final Instant NOW = Instant.parse("2026-06-01T06:00:00Z");

  /** A lead time that is the lower bound of {@link #LIFE}. */
  public static final Duration LEAD_TIME = Duration.ofHours(1000);

  /** Fails within the lead time with a probability of 0.05. */
  public static final RemainingLife LIFE = new RemainingLife(1000, 2000, 4000, 0.9, LifeUnit.HOURS);

  private Pumps() {}

  /** A bearing of which so many are in stock. */
  public static SparePart bearing(int stock) {
    return new SparePart("6205", "Bearing 6205", stock, LEAD_TIME);
  }

  /** A pump whose every failure is that of its bearing. */
  public static Asset pump(int number, SparePart... parts) {
    return pump(
        number,
        List.of(new MaintainableItem("bearing", "Bearing", null, null, List.of("6205"))),
        parts);
  }

  /** A pump with some items. */
  public static Asset pump(int number, List<MaintainableItem> items, SparePart... parts) {
    return new Asset(
        id(number),
        "Pump " + number,
        List.of("north"),
        "pump",
        Criticality.B,
        Map.of(),
        items,
        List.of(MeasurementPoint.of("vib", "mm/s", PointKind.VIBRATION)),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(parts),
        Duration.ofHours(8),
        Origin.MEASURED);
  }

  /** Its id. */
  public static AssetId id(int number) {
    return new AssetId("pump-%02d".formatted(number));
  }

  /** An assessment with a life. */
  public static Assessment lives(int number, Instant time, RemainingLife life) {
    return new Assessment(
        id(number),
        time,
        time,
        time,
        Origin.MEASURED,
        OperatingState.RUNNING,
        StateDetection.NONE,
        HealthAssessment.notAssessed("no concern here"),
        new PrognosticAssessment(life, ""),
        new Provenance("0.1.0", "1", "pump-life", "3"));
  }

  /** A case on an item. */
  public static Advisory suspects(int number, String item, Advisory.Status status) {
    return new Advisory(
        id(number) + "/" + item,
        1,
        id(number),
        item,
        status,
        Priority.HIGH,
        NOW,
        NOW,
        "vib +5.2 σ",
        List.of(),
        null,
        null,
        Origin.MEASURED,
        "a test");
  }

  /** An order. */
  public static WorkOrder order(
      int number, int revision, WorkOrder.Status status, @Nullable Instant dueBy, String... parts) {
    return new WorkOrder(
        "order:" + id(number),
        revision,
        "case",
        id(number),
        "bearing",
        status,
        Priority.HIGH,
        NOW,
        NOW,
        dueBy,
        "Inspect",
        "Requested by a machine",
        "VIB",
        null,
        List.of(parts),
        List.of(),
        Map.of(),
        Origin.MEASURED,
        null);
  }
}
