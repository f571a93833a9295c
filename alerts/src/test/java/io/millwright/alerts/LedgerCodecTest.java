package io.millwright.alerts;

import static io.millwright.alerts.Plant.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.ledger.LedgerRules;
import io.millwright.alerts.ledger.MachineRecord;
import io.millwright.alerts.ledger.PlantTime;
import io.millwright.alerts.ledger.Valuation;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.MaintenanceReport;
import io.millwright.contracts.alarm.AlarmCondition;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.contracts.ledger.EnergyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the stores of the ledger hold is read for ever. Written anew, where it is missing, by {@code
 * -Dmillwright.golden.write}.
 */
class LedgerCodecTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "v1");

  @Test
  void recordOfVersion1IsRead() throws IOException {
    Path file = GOLDEN.resolve("ledger-record.bin");
    MachineRecord record = record();
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(file)) {
      Files.write(file, StateCodecs.json(MachineRecord.class).encode(record));
    }

    assertThat(record.told()).hasSize(2);
    assertThat(StateCodecs.json(MachineRecord.class).decode(Files.readAllBytes(file)))
        .isEqualTo(record);
  }

  /** Since energy is booked; what was stored before has none. */
  @Test
  void recordWithEnergyIsRead() throws IOException {
    Path file = GOLDEN.resolve("ledger-record.2.bin");
    MachineRecord record =
        record()
            .take(
                new EnergyUse(
                    Plant.PUMP + "@" + hour(3),
                    2,
                    Plant.PUMP,
                    hour(3),
                    hour(5),
                    2,
                    24.5,
                    20,
                    0.5,
                    "power of the last 24 h of healthy running, median of hours 10.00 kW"));
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(file)) {
      Files.write(file, StateCodecs.json(MachineRecord.class).encode(record));
    }

    assertThat(StateCodecs.json(MachineRecord.class).decode(Files.readAllBytes(file)))
        .isEqualTo(record);
  }

  @Test
  void stateOfThePlantOfVersion1IsRead() throws IOException {
    Path file = GOLDEN.resolve("ledger-state.bin");
    LedgerState state =
        new LedgerState(
            new PlantTime(hour(1), Duration.ofSeconds(7)), record().told(), Set.of("plant"));
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(file)) {
      Files.write(file, StateCodecs.json(LedgerState.class).encode(state));
    }

    assertThat(StateCodecs.json(LedgerState.class).decode(Files.readAllBytes(file)))
        .isEqualTo(state);
  }

  private static MachineRecord record() {
    MachineRecord record =
        MachineRecord.NEW
            .declare(Plant.pump(), hour(0))
            .take(
                new Advisory(
                    "c",
                    2,
                    Plant.PUMP,
                    "bearing",
                    Advisory.Status.CLOSED_NOTHING_FOUND,
                    Priority.HIGH,
                    hour(1),
                    hour(5),
                    "vib",
                    List.of(),
                    null,
                    "fitter: nothing",
                    Origin.MEASURED,
                    "Millwright 0.1.0"))
            .take(
                new MaintenanceReport(
                    "r",
                    Plant.PUMP,
                    "bearing",
                    null,
                    null,
                    MaintenanceReport.Outcome.REPAIRED,
                    "seized",
                    hour(30),
                    "fitter",
                    hour(28)))
            .take(
                new MachineEvent(
                    "e",
                    Plant.PUMP,
                    hour(28),
                    MachineEventType.TRIP,
                    null,
                    "plc",
                    "overload",
                    Origin.MEASURED),
                LedgerRules.PLAIN)
            .take(alarm(1, AlarmStatus.UNACKNOWLEDGED, true, 6))
            .take(alarm(2, AlarmStatus.ACKNOWLEDGED, true, 7));
    Valuation.Revision told =
        new Valuation(LedgerRules.PLAIN).revise(Plant.PUMP, record, hour(-100));
    return record.told(told.told());
  }

  private static AlarmEvent alarm(int revision, AlarmStatus status, boolean active, int hour) {
    return new AlarmEvent(
        "s#" + revision,
        "s",
        revision,
        Plant.PUMP,
        null,
        null,
        AlarmCondition.SILENT,
        status,
        active,
        Priority.LOW,
        hour(6),
        hour(hour),
        "nothing has come",
        "millwright",
        Origin.MEASURED);
  }
}
