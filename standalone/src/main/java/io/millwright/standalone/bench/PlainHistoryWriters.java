package io.millwright.standalone.bench;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.WriteApi;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.WriteOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.client.write.events.WriteErrorEvent;
import io.millwright.dashboards.history.InfluxSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the InfluxDB client itself does, used as its documentation shows: the readings that the
 * recorder takes from Kafka, with values at hand, in the same batches and the same layout. Each way
 * has series of its own.
 */
final class PlainHistoryWriters implements AutoCloseable {
  private static final int BATCH = 10_000;

  private final InfluxDBClient client;
  private final HistoryLoad load;

  PlainHistoryWriters(InfluxSettings influx, HistoryLoad load) {
    this.load = load;
    this.client =
        InfluxDBClientFactory.create(
            influx.url().toString(),
            influx.token().value().toCharArray(),
            influx.org(),
            influx.bucket());
  }

  /** Points through the batching, background {@link WriteApi}. */
  void points(int from, int to) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    WriteOptions options =
        WriteOptions.builder()
            .batchSize(BATCH)
            // By default it forgets what comes faster than the server takes it.
            .bufferLimit((to - from) * HistoryLoad.A_SECOND + BATCH)
            .build();
    try (WriteApi api = client.makeWriteApi(options)) {
      api.listenEvents(WriteErrorEvent.class, event -> failure.set(event.getThrowable()));
      for (int second = from; second < to; second++) {
        for (int machine = 0; machine < HistoryLoad.MACHINES; machine++) {
          for (int p = 0; p < HistoryLoad.POINTS; p++) {
            api.writePoint(
                Point.measurement("readings")
                    .addTag("asset", "client-points/" + machine)
                    .addTag("point", HistoryLoad.pointId(p))
                    .addField("v", HistoryLoad.value(machine, p, second))
                    .addField("q", 0L)
                    .time(micros(second), WritePrecision.US));
          }
        }
      }
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the client could not write", failed);
    }
  }

  /** Lines of text through {@link WriteApiBlocking}. */
  void lines(int from, int to) {
    WriteApiBlocking api = client.getWriteApiBlocking();
    List<String> batch = new ArrayList<>(BATCH);
    for (int second = from; second < to; second++) {
      long time = micros(second);
      for (int machine = 0; machine < HistoryLoad.MACHINES; machine++) {
        for (int p = 0; p < HistoryLoad.POINTS; p++) {
          batch.add(
              "readings,asset=client-lines/"
                  + machine
                  + ",point="
                  + HistoryLoad.pointId(p)
                  + " v="
                  + HistoryLoad.value(machine, p, second)
                  + ",q=0i "
                  + time);
          if (batch.size() == BATCH) {
            api.writeRecords(WritePrecision.US, batch);
            batch.clear();
          }
        }
      }
    }
    if (!batch.isEmpty()) {
      api.writeRecords(WritePrecision.US, batch);
    }
  }

  private long micros(int second) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, load.time(second));
  }

  @Override
  public void close() {
    client.close();
  }
}
