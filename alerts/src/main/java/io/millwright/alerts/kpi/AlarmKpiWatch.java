package io.millwright.alerts.kpi;

import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.AssetId;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.metrics.Metrics;
import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the alarms topic from its beginning and shows {@link AlarmKpis} as metrics. Outside any
 * consumer group: every instance knows the whole plant. It tells nobody anything, so alarms do not
 * wait for it, and its failure is no failure of alarms.
 */
public final class AlarmKpiWatch implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmKpiWatch.class);
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaSettings kafka;
  private final InstantSource clock;
  private final AlarmKpis kpis = new AlarmKpis(WINDOW); // of the reading thread alone
  private volatile AlarmKpis.Report report = AlarmKpis.Report.NONE;
  private volatile boolean stopped;
  private volatile @Nullable Throwable broken;
  private volatile @Nullable Thread thread;

  /**
   * @param clock by which the plant's time goes on while no alarm comes
   */
  public AlarmKpiWatch(KafkaSettings kafka, Metrics metrics, InstantSource clock) {
    this.kafka = kafka;
    this.clock = clock;
    show(metrics, AlarmKpiMeter.RATE, AlarmKpis.Report::lastTenMinutes);
    show(metrics, AlarmKpiMeter.AVERAGE, AlarmKpis.Report::averagePerTenMinutes);
    show(metrics, AlarmKpiMeter.PEAK, AlarmKpis.Report::peakPerTenMinutes);
    show(metrics, AlarmKpiMeter.FLOOD, AlarmKpis.Report::floodShare);
    show(metrics, AlarmKpiMeter.CHATTERING, AlarmKpis.Report::chattering);
    show(metrics, AlarmKpiMeter.FLEETING, AlarmKpis.Report::fleeting);
    show(metrics, AlarmKpiMeter.STALE, AlarmKpis.Report::stale);
    show(metrics, AlarmKpiMeter.HIDDEN, AlarmKpis.Report::hidden);
    show(metrics, AlarmKpiMeter.TOP_TEN, AlarmKpis.Report::topTenShare);
    show(metrics, AlarmKpiMeter.ACKNOWLEDGED_MEDIAN, AlarmKpis.Report::medianSecondsToAcknowledge);
    show(metrics, AlarmKpiMeter.ACKNOWLEDGED_P90, AlarmKpis.Report::p90SecondsToAcknowledge);
    for (Priority priority : Priority.values()) {
      show(
          metrics,
          AlarmKpiMeter.PRIORITY,
          r -> r.priorities().getOrDefault(priority, 0),
          "priority",
          priority.name());
    }
  }

  private void show(
      Metrics metrics,
      AlarmKpiMeter meter,
      Function<AlarmKpis.Report, Number> figure,
      String... tags) {
    metrics.gauge(meter, () -> figure.apply(report), tags);
  }

  @Override
  public String name() {
    return "alarm-kpis";
  }

  @Override
  public void start() {
    Thread started = new Thread(this::watch, "alarm-kpis");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  private void watch() {
    try (TopicReader<AssetId, AlarmEvent> alarms = new TopicReader<>(kafka, Topics.ALARMS)) {
      Duration ahead = Duration.ZERO; // of the wall clock, before the plant's time
      while (!stopped) {
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
          report = kpis.report(clock.instant().minus(ahead));
        }
      }
    } catch (RuntimeException e) {
      if (!stopped) {
        broken = e;
        LOG.atError().addKeyValue("error", e.toString()).log("alarm figures are followed no more");
      }
    }
  }

  /** The figures so far. */
  public AlarmKpis.Report report() {
    return report;
  }

  @Override
  public Health health() {
    Throwable error = broken;
    return error == null
        ? Health.UP
        : Health.degraded("no figures of alarms: " + error.getMessage());
  }

  @Override
  public void close() {
    stopped = true;
    Thread started = thread;
    if (started != null) {
      try {
        started.join(3000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
