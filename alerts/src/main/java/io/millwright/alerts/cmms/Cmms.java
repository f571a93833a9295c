package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.WorkOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * A maintenance system, as far as the platform uses it. One order of the platform is one order
 * there, told apart by a reference that the platform gives and that the system must store where it
 * can be searched for: no vendor honours an idempotency key, so the reference is all that stands
 * between a lost answer and a second order.
 *
 * <p>Every method is one exchange, or the few that the system needs for it, and blocks for no
 * longer than the timeout of its requests. Methods are called by one thread at a time. Retrying,
 * waiting and ordering are the caller's: an implementation tries once and says by {@link
 * CmmsException.Fate} how it failed.
 */
public interface Cmms extends AutoCloseable {
  /**
   * What people call it, in lower case, such as {@code atlas}. Part of the ids of what is heard
   * from it, so it must not change while orders are open.
   */
  String name();

  /**
   * Whether {@link #find}, {@link #read} and {@link #changedSince} can be answered. A system that
   * only takes messages cannot; it must then itself ignore what it has already taken, by its id.
   */
  default boolean answersQuestions() {
    return true;
  }

  /**
   * The order that carries this reference; the oldest if there are several.
   *
   * @param reference 18 characters, letters and digits
   * @throws CmmsException if it cannot be told: empty means that there certainly is none
   */
  Optional<ExternalOrder> find(String reference);

  /**
   * Makes an order, as a request that a person approves unless the snapshot is approved already.
   *
   * @param reference to be stored with it, in the same exchange
   * @throws CmmsException if it was not made, or may have been
   */
  ExternalOrder create(String reference, WorkOrder order);

  /**
   * Brings an order up to the snapshot: a withdrawn or rejected one is cancelled, a completed one
   * is closed, another gets the new words, dates and comments. A status that people have advanced
   * is never set back: {@code known} tells it.
   *
   * @param known as it was just read, with what the system needs to refuse a lost update
   * @throws CmmsException with {@code CONFLICT} if it has changed since
   */
  ExternalOrder update(ExternalOrder known, WorkOrder order);

  /**
   * An order as it is now; empty if it is gone.
   *
   * @param known at least its {@code id} and {@code reference} are meaningful
   * @throws CmmsException if it cannot be told
   */
  Optional<ExternalOrder> read(ExternalOrder known);

  /**
   * All orders with a reference of the platform that were changed at or after a time, in any order,
   * all pages. May hold more; must not hold less, but may tell of an order that it cannot be read.
   *
   * @throws CmmsException if not all could be asked for
   */
  Changes changedSince(Instant since);

  /** Lets go of connections. */
  @Override
  default void close() {}
}
