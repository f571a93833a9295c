package io.millwright.alerts.kpi;

import io.micrometer.core.instrument.Counter;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Retries;
import io.millwright.runtime.service.Service;
import io.millwright.runtime.service.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics of assets and alarms from their beginning and shows {@link AlarmKpis} of each
 * operator position as metrics. Outside any consumer group: every instance knows the whole plant.
 * It tells nobody anything, so alarms do not wait for it, and its failure is no failure of alarms.
 * A record that cannot be read is counted and stepped over; after any other failure it begins anew.
 */
public final class AlarmKpiWatch implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmKpiWatch.class);
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(3);
  private static final Retries RETRY =
      Retries.endless(Duration.ofSeconds(5), Duration.ofMinutes(1));

  private final KafkaSettings kafka;
  private final OperatorPositions positions;
  private final InstantSource clock;
  private final Counter unreadable;
  private final Worker worker = new Worker("alarm-kpis", RETRY, this::follow);
  private volatile Map<String, AlarmKpis.Report> reports = Map.of();

  /**
   * @param clock by which the plant's time goes on while no alarm comes
   */
  public AlarmKpiWatch(
      KafkaSettings kafka, OperatorPositions positions, Metrics metrics, InstantSource clock) {
    this.kafka = kafka;
    this.positions = positions;
    this.clock = clock;
    this.unreadable = metrics.counter(AlarmKpiMeter.UNREADABLE);
    for (String position : positions.names()) {
      show(position, metrics);
    }
  }

  private void show(String position, Metrics metrics) {
    Gauges gauges = new Gauges(position, metrics);
    gauges.show(AlarmKpiMeter.RATE, AlarmKpis.Report::lastTenMinutes);
    gauges.show(AlarmKpiMeter.AVERAGE, AlarmKpis.Report::averagePerTenMinutes);
    gauges.show(AlarmKpiMeter.PEAK, AlarmKpis.Report::peakPerTenMinutes);
    gauges.show(AlarmKpiMeter.FLOOD, AlarmKpis.Report::floodShare);
    gauges.show(AlarmKpiMeter.CHATTERING, AlarmKpis.Report::chattering);
    gauges.show(AlarmKpiMeter.FLEETING, AlarmKpis.Report::fleeting);
    gauges.show(AlarmKpiMeter.STALE, AlarmKpis.Report::stale);
    gauges.show(AlarmKpiMeter.HIDDEN, AlarmKpis.Report::hidden);
    gauges.show(AlarmKpiMeter.TOP_TEN, AlarmKpis.Report::topTenShare);
    gauges.show(AlarmKpiMeter.ACKNOWLEDGED_MEDIAN, AlarmKpis.Report::medianSecondsToAcknowledge);
    gauges.show(AlarmKpiMeter.ACKNOWLEDGED_P90, AlarmKpis.Report::p90SecondsToAcknowledge);
    for (int rank = 1; rank <= AlarmKpis.TOP; rank++) {
      int index = rank - 1;
      gauges.show(
          AlarmKpiMeter.TOP_TEN_TIMES,
          r -> index < r.topTen().size() ? r.topTen().get(index).times() : 0,
          "rank",
          String.valueOf(rank));
    }
    for (Priority priority : Priority.values()) {
      gauges.show(
          AlarmKpiMeter.PRIORITY,
          r -> r.priorities().getOrDefault(priority, 0),
          "priority",
          priority.name());
    }
  }

  private final class Gauges {
    private final String position;
    private final Metrics metrics;

    Gauges(String position, Metrics metrics) {
      this.position = position;
      this.metrics = metrics;
    }

    void show(AlarmKpiMeter meter, Function<AlarmKpis.Report, Number> figure) {
      metrics.gauge(meter, () -> figure.apply(report()), "position", position);
    }

    void show(
        AlarmKpiMeter meter, Function<AlarmKpis.Report, Number> figure, String tag, String value) {
      metrics.gauge(meter, () -> figure.apply(report()), "position", position, tag, value);
    }

    private AlarmKpis.Report report() {
      return reports.getOrDefault(position, AlarmKpis.Report.NONE);
    }
  }

  @Override
  public String name() {
    return "alarm-kpis";
  }

  @Override
  public void start() {
    worker.start();
  }

  private void follow(Worker self) {
    PositionKpis kpis = new PositionKpis(positions, WINDOW);
    try (TopicReader<AssetId, Asset> assets =
            new TopicReader<>(kafka, Topics.ASSETS, this::steppedOver);
        TopicReader<AssetId, AlarmEvent> alarms =
            new TopicReader<>(kafka, Topics.ALARMS, this::steppedOver)) {
      Duration ahead = Duration.ZERO; // of the wall clock, before the plant's time
      declare(kpis, assets.readToEnd());
      while (self.goesOn()) {
        declare(kpis, assets.poll(Duration.ZERO));
        for (TopicRecord<AssetId, AlarmEvent> record : alarms.poll(POLL)) {
          AlarmEvent event = record.value();
          if (event != null) {
            kpis.take(event);
            if (event.time().equals(kpis.newest())) {
              ahead = Duration.between(event.time(), record.appendedAt());
            }
          }
        }
        if (alarms.atEnd()) {
          reports = kpis.reports(clock.instant().minus(ahead));
          self.well();
        }
      }
    }
  }

  private static void declare(PositionKpis kpis, List<TopicRecord<AssetId, Asset>> records) {
    for (TopicRecord<AssetId, Asset> record : records) {
      Asset asset = record.value();
      if (asset == null) {
        kpis.withdraw(record.key());
      } else {
        kpis.declare(asset);
      }
    }
  }

  private void steppedOver(RuntimeException why) {
    unreadable.increment();
    LOG.atWarn()
        .addKeyValue("error", why.getMessage())
        .log("record is stepped over by the figures of alarms");
  }

  /** The figures so far by position, all over the same window. Empty before they are known. */
  public Map<String, AlarmKpis.Report> reports() {
    return reports;
  }

  @Override
  public Health health() {
    return worker.health("no figures of alarms");
  }

  @Override
  public void close() {
    worker.close(CLOSE);
  }
}
