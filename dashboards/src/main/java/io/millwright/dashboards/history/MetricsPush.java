package io.millwright.dashboards.history;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.influx.InfluxApiVersion;
import io.micrometer.influx.InfluxConfig;
import io.micrometer.influx.InfluxMeterRegistry;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the platform's own meters to an InfluxDB, so that dashboards need no Prometheus beside it:
 * measurements {@code millwright_…} with the meter's tags, field {@code value} (of a counter what
 * was added in a step), at wall-clock times, in the raw tier. What cannot be pushed is logged and
 * lost: a gap in figures of the platform itself says that something is wrong, too.
 */
public final class MetricsPush implements Service {
  private final Metrics metrics;
  private final Settings settings;
  private @Nullable InfluxMeterRegistry registry;

  /** What the library asks. */
  private record Settings(InfluxSettings influx, Duration step) implements InfluxConfig {
    @Override
    public @Nullable String get(String key) {
      return null; // no key is read from anywhere else
    }

    @Override
    public InfluxApiVersion apiVersion() {
      return InfluxApiVersion.V2;
    }

    @Override
    public String uri() {
      return influx.url().toString().replaceAll("/+$", "");
    }

    @Override
    public String org() {
      return influx.org();
    }

    @Override
    public String bucket() {
      return influx.bucket();
    }

    @Override
    public String token() {
      return influx.token().value();
    }

    @Override
    public boolean compressed() {
      return influx.compresses();
    }
  }

  /**
   * @param step time between two pushes
   */
  public MetricsPush(Metrics metrics, InfluxSettings influx, Duration step) {
    this.metrics = metrics;
    this.settings = new Settings(influx, step);
  }

  @Override
  public String name() {
    return "metrics-push";
  }

  @Override
  public synchronized void start() {
    InfluxMeterRegistry started = new InfluxMeterRegistry(settings, Clock.SYSTEM);
    started
        .config()
        .meterFilter(
            MeterFilter.denyUnless(
                id ->
                    id.getName().startsWith("millwright.")
                        || id.getName().equals("jvm.memory.used")));
    metrics.alsoIn(started);
    registry = started;
  }

  @Override
  public Health health() {
    return Health.UP;
  }

  /** Pushes a last time. */
  @Override
  public synchronized void close() {
    InfluxMeterRegistry running = registry;
    if (running != null) {
      registry = null;
      running.close();
      metrics.noLongerIn(running);
    }
  }
}
