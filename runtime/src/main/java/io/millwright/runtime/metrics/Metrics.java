package io.millwright.runtime.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/**
 * The meters of a process. Tags are key, value, key, value and of few values each: never an asset
 * id. Thread-safe.
 */
public final class Metrics implements AutoCloseable {
  /** Content type of {@link #scrape}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry scraped =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CompositeMeterRegistry registry =
      new CompositeMeterRegistry(Clock.SYSTEM, List.of(scraped));
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  /** Starts with the meters of the JVM. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  /** Counts what happened. */
  public Counter counter(Meter meter, String... tags) {
    return Counter.builder(meter.id())
        .description(meter.description())
        .baseUnit(meter.unit())
        .tags(tags)
        .register(registry);
  }

  /** Shows what is now; keeps the supplier alive. */
  public void gauge(Meter meter, Supplier<Number> value, String... tags) {
    Gauge.builder(meter.id(), value)
        .description(meter.description())
        .baseUnit(meter.unit())
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  /** Durations with the quantiles 0.5 and 0.99. */
  public Timer timer(Meter meter, String... tags) {
    return Timer.builder(meter.id())
        .description(meter.description())
        .publishPercentiles(0.5, 0.99)
        .tags(tags)
        .register(registry);
  }

  /** All meters, those registered before among them, show in this registry too from now on. */
  public void alsoIn(MeterRegistry other) {
    registry.add(other);
  }

  /** Ends {@link #alsoIn}. */
  public void noLongerIn(MeterRegistry other) {
    registry.remove(other);
  }

  /** For libraries that bring their own meters. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All meters in the text format of Prometheus. */
  public String scrape() {
    return scraped.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
    scraped.close();
  }
}
