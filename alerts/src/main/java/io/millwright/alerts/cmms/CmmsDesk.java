package io.millwright.alerts.cmms;

import io.millwright.alerts.cmms.CmmsException.Fate;
import io.millwright.alerts.cmms.Courier.Receipt;
import io.millwright.contracts.advisory.CmmsCommand;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.CmmsLink.Backlog;
import io.millwright.contracts.advisory.CmmsLink.GivenUp;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.audit.CommandStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is in the outbox and obeys what people want of it. Knows no broker and has no
 * clock; owned by one thread, which it blocks for the exchanges of one delivery.
 *
 * <p>At least once towards the maintenance system, made once by search: an order is created only
 * after a search for its reference found none, and never while an earlier attempt may still be at
 * work over there.
 */
final class CmmsDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CmmsDesk.class);

  private final String installation;
  private final Cmms cmms;
  private final RetryRule rule;
  private final Outbox outbox;
  private final Availability availability;
  private final Journal journal;
  private final CmmsCounters counters;
  private final Courier courier;
  private final Ear ear;

  /**
   * @param installation goes into the references of its orders; empty for the only one
   */
  CmmsDesk(
      String installation,
      Cmms cmms,
      RetryRule rule,
      Outbox outbox,
      Availability availability,
      Ear ear,
      Journal journal,
      CmmsCounters counters) {
    this.installation = installation;
    this.cmms = cmms;
    this.rule = rule;
    this.outbox = outbox;
    this.availability = availability;
    this.journal = journal;
    this.counters = counters;
    this.courier = new Courier(cmms);
    this.ear = ear;
  }

  /**
   * Tries the delivery that has been due for longest.
   *
   * @param clock read before, between and after the exchanges
   * @return whether there was one; false also while the maintenance system is left alone
   */
  boolean deliverNext(InstantSource clock) {
    Instant began = clock.instant();
    Delivery delivery = availability.open(began) ? outbox.next(began).orElse(null) : null;
    WorkOrder order = delivery == null ? null : delivery.order();
    if (delivery == null || order == null) {
      return false;
    }
    CmmsLink attempt = delivery.attempt(installation, cmms.name(), rule.settle(), began);
    Delivery attempted = delivery.with(attempt);
    if (attempt.backlog() != null && attempt.backlog().attempts() > 1) {
      counters.retried();
    }
    try {
      Receipt receipt = courier.deliver(order, attempt, () -> claim(delivery, clock.instant()));
      Instant ended = clock.instant();
      if (receipt.ending() == Courier.Ending.HANDED_OVER) {
        return false;
      }
      availability.answered(ended);
      conclude(attempted, order, receipt, ended);
    } catch (CmmsException e) {
      // Exchanges take long: counted from their beginning, the time to settle would be over.
      Instant ended = clock.instant();
      if (e.fate() == Fate.MISCONFIGURED && !availability.misconfigured()) {
        LOG.atError()
            .addKeyValue("cmms", cmms.name())
            .addKeyValue("error", e.getMessage())
            .log("the maintenance system does not accept us, orders wait");
        refuse("cmms:" + cmms.name() + ":MISCONFIGURED", String.valueOf(e.getMessage()), ended);
      }
      availability.failed(e, ended);
      fail(attempted, order, e, ended);
    }
    return true;
  }

  /** Stores that an order is about to be made; whether it is still this instance's to make. */
  private boolean claim(Delivery delivery, Instant now) {
    store(delivery, delivery.attempt(installation, cmms.name(), rule.settle(), now));
    return journal.stillOwner();
  }

  private void conclude(Delivery attempted, WorkOrder order, Receipt receipt, Instant now) {
    counters.delivered(receipt.ending());
    ExternalOrder external = receipt.external();
    if (receipt.ending() == Courier.Ending.GONE) {
      giveUp(attempted, order, GivenUp.GONE, "is not in " + cmms.name() + " any more", now);
      return;
    }
    if (receipt.ending() == Courier.Ending.LEFT && external != null) {
      LOG.atInfo()
          .addKeyValue("order", order.workOrderId())
          .addKeyValue("external", external.id())
          .addKeyValue("status", external.status())
          .log("order is left as people have it");
    }
    if (external != null && cmms.answersQuestions()) {
      ear.tell(order, attempted, external, now);
    }
    store(attempted, attempted.delivered(external, now));
  }

  private void fail(Delivery attempted, WorkOrder order, CmmsException e, Instant now) {
    counters.failed(e.fate());
    String error = String.valueOf(e.getMessage());
    if (e.fate() == Fate.REFUSED || e.fate() == Fate.MAPPING) {
      GivenUp why = e.fate() == Fate.REFUSED ? GivenUp.REFUSED : GivenUp.UNMAPPED;
      giveUp(attempted, order, why, error, now);
      return;
    }
    CmmsLink link = attempted.link();
    Backlog backlog = link == null ? null : link.backlog();
    if (link == null || backlog == null) {
      throw new IllegalStateException("an attempt without backlog: " + order.workOrderId());
    }
    Duration age = Duration.between(backlog.since(), now);
    boolean ofThisOrder = e.fate() != Fate.MISCONFIGURED;
    if (ofThisOrder
        && age.compareTo(rule.giveUpAfter()) >= 0
        && availability.answeredSince(backlog.since())) {
      giveUp(attempted, order, GivenUp.AGED, "failed for " + age + ", last: " + error, now);
      return;
    }
    Duration pause = rule.pause(backlog.attempts(), order.workOrderId());
    if (link.externalId() == null && e.fate() == Fate.UNAVAILABLE) {
      pause = longer(pause, rule.settle());
    }
    Duration asked = e.retryAfter();
    pause = asked == null ? pause : longer(pause, asked);
    LOG.atDebug()
        .addKeyValue("order", order.workOrderId())
        .addKeyValue("attempt", backlog.attempts())
        .addKeyValue("error", error)
        .log("delivery failed");
    store(attempted, attempted.failed(error, now.plus(pause), now));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private void giveUp(Delivery attempted, WorkOrder order, GivenUp why, String error, Instant now) {
    LOG.atWarn()
        .addKeyValue("order", order.workOrderId())
        .addKeyValue("why", why)
        .addKeyValue("error", error)
        .log("delivery is a dead letter");
    refuse(order.workOrderId() + "#" + order.revision(), cmms.name() + ": " + error, now);
    CmmsLink link =
        why == GivenUp.GONE ? attempted.gone(error, now) : attempted.givenUp(why, error, now);
    store(attempted, link);
  }

  /** Carries out what a person wants, and answers. */
  void obey(CmmsCommand command, Instant now) {
    Delivery delivery = outbox.of(command.workOrderId());
    String refusal = refusal(delivery, command);
    if (refusal != null || delivery == null) {
      refuse(command.id(), command.workOrderId() + " " + refusal, now);
      return;
    }
    boolean replay = command.kind() == CmmsCommand.Kind.REPLAY;
    CmmsLink again = null;
    try {
      again = replay ? replayed(delivery, now) : null;
    } catch (CmmsException e) {
      if (availability.open(now)) { // else nothing was asked
        availability.failed(e, now);
      }
      refuse(
          command.id(),
          command.workOrderId() + ": whether it is gone cannot be told: " + e.getMessage(),
          now);
      return;
    }
    String detail =
        "%s by %s: %s"
            .formatted(
                replay ? "to be delivered again" : "dismissed", command.actor(), command.reason());
    journal.tell(new CommandStatus(command.id(), now, CommandStatus.Outcome.DONE, detail));
    store(delivery, again == null ? delivery.givenUp(GivenUp.DISMISSED, detail, now) : again);
  }

  /** What seemed gone may only have been out of sight, for want of a right to see it. */
  private CmmsLink replayed(Delivery delivery, Instant now) {
    CmmsLink link = delivery.link();
    Backlog backlog = link == null ? null : link.backlog();
    if (link == null
        || backlog == null
        || backlog.givenUp() != GivenUp.GONE
        || link.externalId() == null
        || !cmms.answersQuestions()) {
      return delivery.replayed(installation, now);
    }
    if (!availability.open(now)) {
      throw CmmsException.unavailable(cmms.name() + " does not answer, try again later", null);
    }
    Optional<ExternalOrder> there =
        cmms.read(Courier.counterpart(link, link.externalId()))
            .or(() -> cmms.find(link.reference()));
    return there.isPresent()
        ? delivery.back(there.get(), now)
        : delivery.replayed(installation, now);
  }

  /** Why nothing can be replayed or dismissed; null if something can. */
  private static @Nullable String refusal(@Nullable Delivery delivery, CmmsCommand command) {
    if (delivery == null || delivery.link() == null) {
      return "has no delivery";
    }
    CmmsLink link = delivery.link();
    if (link.backlog() == null || link.backlog().givenUp() == null) {
      return "is not given up";
    }
    Instant about =
        link.backlog().givenUp() == GivenUp.DISMISSED ? link.updatedAt() : link.backlog().since();
    if (command.time().isBefore(about)) {
      // Commands stay on their topic for longer than a group's offsets may: one can come again.
      return "has news since that was asked for at " + command.time();
    }
    return delivery.order() == null ? "has ended" : null;
  }

  private void refuse(String request, String detail, Instant now) {
    journal.tell(new CommandStatus(request, now, CommandStatus.Outcome.REFUSED, detail));
  }

  private void store(Delivery delivery, CmmsLink link) {
    journal.store(link);
    outbox.put(delivery.with(link));
  }
}
