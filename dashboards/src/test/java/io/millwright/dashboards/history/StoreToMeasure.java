package io.millwright.dashboards.history;

import io.millwright.runtime.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty history store for programs that measure, started and stopped around them. */
public final class StoreToMeasure {
  /** What is done with the store. */
  @FunctionalInterface
  public interface Measurement {
    void of(HistoryStore store) throws Exception;
  }

  private StoreToMeasure() {}

  /**
   * In the embedded store, or in Debian's InfluxDB if a name is {@code influx}.
   *
   * @param args arguments of a program
   * @param index where the name of the store is among them, if it is
   */
  public static void with(String[] args, int index, Measurement measurement) throws Exception {
    Path directory = Files.createTempDirectory("millwright-measured");
    if (args.length <= index || !args[index].equals("influx")) {
      try (HistoryStore store = EmbeddedHistoryStore.open(directory)) {
        measurement.of(store);
      }
      return;
    }
    try (DebianInflux influx =
            DebianInflux.start(DebianInflux.executable().orElseThrow(), directory);
        V2WriteShim shim = new V2WriteShim(influx.url());
        HistoryStore store =
            new InfluxHistoryStore(
                new InfluxSettings(shim.url(), "millwright", "millwright", new Secret("none")),
                new HistorySettings(Retention.FOR_EVER, true))) {
      measurement.of(store);
    }
  }
}
