package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.CmmsCommand;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.advisory.WorkOrder.Status;
import io.millwright.runtime.metrics.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A desk before a real HTTP server, with a clock that the test moves, also during exchanges. */
final class DeskBench implements AutoCloseable {
  static final RetryRule RULE =
      new RetryRule(
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofDays(3));

  final RecordingJournal journal = new RecordingJournal();
  final PlainCmmsServer server;
  final Metrics metrics = new Metrics();
  private final List<WorkOrder> told = new ArrayList<>();
  volatile Instant now = Orders.T0;

  /** Real time that a creation may take; long enough for a loaded machine unless a test waits. */
  private Duration patience = Duration.ofSeconds(20);

  Outbox outbox;
  Availability availability;
  Ear ear;
  CmmsDesk desk;

  @SuppressWarnings("NullAway.Init") // begin() makes the rest.
  DeskBench() throws IOException {
    server = new PlainCmmsServer(() -> now);
    begin();
  }

  /** Everything anew, as after a crash: links first, then the latest snapshot of each order. */
  void begin() {
    journal.storesUntilCrash = Integer.MAX_VALUE;
    Cmms cmms =
        new GuardedCmms(
            new PlainCmms(
                server.uri(),
                new CmmsHttp(Duration.ofSeconds(20), () -> now),
                new CmmsHttp(patience, () -> now)));
    outbox = new Outbox(cmms.name());
    availability = new Availability(RULE, cmms.name());
    CmmsCounters counters = new CmmsCounters(new Metrics());
    ear = new Ear(cmms, Duration.ofDays(400), outbox, availability, journal, counters);
    desk = new CmmsDesk("", cmms, RULE, outbox, availability, ear, journal, counters);
    journal.links.values().forEach(link -> outbox.restore(0, link));
    told.forEach(order -> outbox.take(0, order, Orders.T0));
  }

  /** Begins anew with a client that soon thinks the answer to a creation lost. */
  void impatient() {
    patience = Duration.ofMillis(500);
    begin();
  }

  void take(WorkOrder order) {
    told.add(order);
    outbox.take(0, order, now);
  }

  void take(int number, int revision, Status status) {
    take(Orders.order(number, revision, status));
  }

  /** Does what is due. */
  void work() {
    while (desk.deliverNext(() -> now)) {
      // until nothing is
    }
  }

  /** Time passes, and what becomes due is done. */
  void pass(Duration duration) {
    Instant end = now.plus(duration);
    while (now.isBefore(end)) {
      now = now.plusSeconds(5);
      work();
    }
  }

  void command(int number, CmmsCommand.Kind kind) {
    desk.obey(
        new CmmsCommand("c-" + number, Orders.id(number), kind, now, "p.lanner", "PLANNER", "why"),
        now);
  }

  @Nullable CmmsLink link(int number) {
    return journal.links.get(Orders.id(number));
  }

  @Override
  public void close() {
    server.close();
  }
}
