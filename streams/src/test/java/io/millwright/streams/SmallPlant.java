package io.millwright.streams;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Criticality;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.VibrationClass;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.streams.flink.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pumps with two channels, a scan an hour, and what Kafka would hold of them. */
public final class SmallPlant {
  /** Time of scan 0. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final AvroCodec<Asset> ASSETS = AvroCodec.of(Asset.class);
  private static final AvroCodec<ScalarScan> SCANS = AvroCodec.of(ScalarScan.class);
  private static final AvroCodec<MachineEvent> EVENTS = AvroCodec.of(MachineEvent.class);

  private SmallPlant() {}

  public static Asset pump(String id) {
    return pump(id, List.of("flow", "vibration"));
  }

  public static Asset pump(String id, List<String> channels) {
    return new Asset(
        new AssetId(id),
        "Pump " + id,
        List.of("hall"),
        "pump",
        Criticality.B,
        Map.of(),
        List.of(new MaintainableItem("pump", "Pump", null, null, List.of())),
        channels.stream().map(c -> MeasurementPoint.of(c, "1", PointKind.OTHER)).toList(),
        OperatingStateRule.ALWAYS_RUNNING,
        VibrationClass.UNKNOWN,
        List.of(),
        Duration.ofHours(1),
        Origin.SIMULATED);
  }

  /** The scan of an hour; equal for equal arguments. */
  public static ScalarScan scan(Asset pump, int hour) {
    Random random = new Random(pump.id().hashCode() * 31L + hour);
    double[] values = random.doubles(pump.points().size(), 9.5, 10.5).toArray();
    Instant time = START.plus(Duration.ofHours(hour));
    return new ScalarScan(
        pump.id(), time, time, time, Origin.SIMULATED, pump.channelSet(), values, new byte[0]);
  }

  public static MachineEvent event(Asset pump, String id, Instant time) {
    return new MachineEvent(
        id,
        pump.id(),
        time,
        MachineEventType.MAINTENANCE_PERFORMED,
        null,
        "j.doe",
        "overhaul",
        Origin.SIMULATED);
  }

  public static Arrival declared(Asset pump) {
    return new Arrival(Arrival.Kind.ASSET, pump.id().value(), ASSETS.encode(pump), 0, 0);
  }

  public static Arrival withdrawn(Asset pump) {
    return new Arrival(Arrival.Kind.ASSET, pump.id().value(), null, 0, 99);
  }

  public static Arrival scanned(Asset pump, int hour) {
    return scanned(scan(pump, hour), hour);
  }

  public static Arrival scanned(ScalarScan scan, long offset) {
    return new Arrival(Arrival.Kind.SCAN, scan.assetId().value(), SCANS.encode(scan), 1, offset);
  }

  public static Arrival happened(MachineEvent event) {
    return new Arrival(Arrival.Kind.EVENT, event.assetId().value(), EVENTS.encode(event), 0, 7);
  }
}
