package io.millwright.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.millwright.alerts.notification.FloodWindow;
import io.millwright.alerts.notification.Held;
import io.millwright.alerts.notification.News;
import io.millwright.alerts.notification.NewsKind;
import io.millwright.alerts.notification.Standing;
import io.millwright.contracts.Codec;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.notification.Notification.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stores outlive the code: bytes of version 1 are read for ever. */
class NotificationStateTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "v1");
  private static final Instant T = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final News NEWS =
      new News(
          NewsKind.WORK_ORDER,
          "order:case-1",
          3,
          Plant.PUMP,
          "给水泵 7",
          List.of("north", "utilities"),
          "pump",
          Priority.HIGH,
          T,
          "vib is 7.4 mm/s",
          "replace the bearing",
          T.plusSeconds(9),
          "library",
          Origin.MEASURED);

  private static final Map<String, Record> STATE =
      Map.of(
          "notification-standing",
          new Standing(
              NEWS,
              "REQUESTED",
              4,
              true,
              false,
              false,
              T,
              T.plusSeconds(1),
              List.of("ann"),
              List.of(new Standing.Climb("r", 1, T), new Standing.Climb("s", 3, null))),
          "notification-held",
          new Held("ann", Held.Why.QUIET, T, Kind.ESCALATION, NEWS, "r step 1", 7),
          "notification-window",
          new FloodWindow(T, 10, Priority.URGENT));

  @Test
  void stateOfVersion1IsRead() throws IOException {
    for (Map.Entry<String, Record> entry : STATE.entrySet()) {
      assertThat(read(entry.getKey(), entry.getValue())).isEqualTo(entry.getValue());
    }
  }

  @SuppressWarnings("unchecked") // the codec of its own class
  private static <T extends Record> T read(String name, T example) throws IOException {
    Codec<T> codec = StateCodecs.json((Class<T>) example.getClass());
    Path file = GOLDEN.resolve(name + ".bin");
    if (System.getProperty("millwright.golden.write") != null && !Files.exists(file)) {
      Files.write(file, codec.encode(example));
    }
    return codec.decode(Files.readAllBytes(file));
  }
}
