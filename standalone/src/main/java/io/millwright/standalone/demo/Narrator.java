package io.millwright.standalone.demo;

import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.MachineEventType;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens in the plant as it becomes visible on the topics: changes of health, planned
 * stops, cases, orders. Owned by one thread.
 */
public final class Narrator implements AutoCloseable {
  private static final DateTimeFormatter PLANT_TIME =
      DateTimeFormatter.ofPattern("EEE dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Consumer<String> say;
  private final TopicReader<AssetId, Assessment> assessments;
  private final TopicReader<AssetId, MachineEvent> events;
  private final TopicReader<String, Advisory> advisories;
  private final TopicReader<String, WorkOrder> orders;
  private final Map<AssetId, Assessment> latest = new TreeMap<>();
  private final Map<AssetId, HealthState> told = new TreeMap<>();
  private final Map<String, Advisory> cases = new TreeMap<>();
  private final Map<String, WorkOrder> requested = new TreeMap<>();
  private long assessed;

  /**
   * @param say takes one line
   */
  public Narrator(KafkaSettings kafka, Consumer<String> say) {
    this.say = say;
    this.assessments = new TopicReader<>(kafka, Topics.ASSESSMENTS);
    this.events = new TopicReader<>(kafka, Topics.MACHINE_EVENTS);
    this.advisories = new TopicReader<>(kafka, Topics.ADVISORIES);
    this.orders = new TopicReader<>(kafka, Topics.WORK_ORDERS);
  }

  /** Tells what is new; waits up to 100 ms for it. */
  public void tellNews() {
    assessments.poll(Duration.ofMillis(100)).forEach(record -> tell(record.value()));
    events.poll(Duration.ZERO).forEach(record -> tell(record.value()));
    advisories.poll(Duration.ZERO).forEach(record -> tell(record.value()));
    orders.poll(Duration.ZERO).forEach(record -> tell(record.value()));
  }

  /** Tells everything that is on the topics now. */
  public void tellRest() {
    assessments.readToEnd().forEach(record -> tell(record.value()));
    events.readToEnd().forEach(record -> tell(record.value()));
    advisories.readToEnd().forEach(record -> tell(record.value()));
    orders.readToEnd().forEach(record -> tell(record.value()));
  }

  /** The state of every machine, and the sums. */
  public void tellSummary() {
    say.accept("");
    latest.values().forEach(a -> say.accept("  " + state(a)));
    long degraded = latest.values().stream().filter(a -> isIll(a.health().state())).count();
    say.accept(
        "%d assets, %d degraded; %d scans assessed; %d cases opened, %d work orders requested"
            .formatted(latest.size(), degraded, assessed, cases.size(), requested.size()));
  }

  private void tell(@Nullable Assessment now) {
    if (now == null) {
      return;
    }
    Assessment before = latest.get(now.assetId());
    if (before != null && !now.time().isAfter(before.time())) {
      return; // delivered again
    }
    assessed++;
    latest.put(now.assetId(), now);
    HealthState state = now.health().state();
    boolean judged = state == HealthState.HEALTHY || isIll(state);
    if (judged && told.put(now.assetId(), state) != state) {
      line(now.time(), state(now));
    }
  }

  private void tell(@Nullable MachineEvent event) {
    if (event != null && event.type() != MachineEventType.START) {
      line(event.time(), "%-10s %s (%s)".formatted(event.assetId(), event.type(), event.reason()));
    }
  }

  private void tell(@Nullable Advisory advisory) {
    if (advisory == null) {
      return;
    }
    Advisory before = cases.put(advisory.caseId(), advisory);
    if (before == null || before.status() != advisory.status()) {
      line(
          advisory.updatedAt(),
          "%-10s CASE %s on %s, %s: %s"
              .formatted(
                  advisory.assetId(),
                  advisory.status(),
                  advisory.itemId(),
                  advisory.priority(),
                  advisory.reason()));
    }
  }

  private void tell(@Nullable WorkOrder order) {
    if (order == null) {
      return;
    }
    WorkOrder before = requested.put(order.workOrderId(), order);
    if (before == null || before.status() != order.status()) {
      line(
          order.updatedAt(),
          "%-10s WORK ORDER %s, %s: %s%s"
              .formatted(
                  order.assetId(),
                  order.status(),
                  order.priority(),
                  order.title(),
                  order.parts().isEmpty() ? "" : ", parts " + String.join(", ", order.parts())));
    }
  }

  private void line(Instant time, String text) {
    say.accept(PLANT_TIME.format(time) + "  " + text);
  }

  private static boolean isIll(HealthState state) {
    return state == HealthState.DEGRADED || state == HealthState.ALARM;
  }

  private static String state(Assessment a) {
    RemainingLife life = a.prognosis().remainingLife();
    return String.format(
        Locale.ROOT,
        "%-10s %-9s %s%s",
        a.assetId(),
        a.health().state(),
        a.operatingState(),
        life == null
            ? ""
            : String.format(
                Locale.ROOT,
                ", life left %.0f %s (%.0f to %.0f)",
                life.median(),
                life.unit().name().toLowerCase(Locale.ROOT),
                life.lower(),
                life.upper()));
  }

  @Override
  public void close() {
    assessments.close();
    events.close();
    advisories.close();
    orders.close();
  }
}
