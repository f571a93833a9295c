package io.millwright.alerts.notification.delivery;

import io.millwright.alerts.notification.delivery.Answer.Accepted;
import io.millwright.alerts.notification.delivery.Answer.Later;
import io.millwright.alerts.notification.delivery.Parcel.Outcome;
import io.millwright.contracts.alarm.Priority;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes to one address: what is URGENT first, else in order. The next is not tried before the
 * one before it is delivered or given up, unless it is URGENT and that is not. An address that does
 * not answer keeps no other waiting. Thread-safe.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final String name;
  private final Channel channel;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final DeliverySettings settings;
  private final InstantSource clock;
  private final Runnable retried;
  private final Consumer<Outcome> ended;
  // Guarded by this.
  private final Deque<Parcel> urgent = new ArrayDeque<>();
  private final Deque<Parcel> others = new ArrayDeque<>();
  private boolean busy;
  private boolean stopped;
  private int failures;
  private @Nullable String lastFailure;

  /**
   * @param name of the address, for people
   * @param workers who wait for servers
   * @param timer wakes it after a pause
   * @param retried told of each attempt that failed for the moment
   * @param ended told of each parcel that was not cancelled, once
   */
  Lane(
      String name,
      Channel channel,
      Executor workers,
      ScheduledExecutorService timer,
      DeliverySettings settings,
      InstantSource clock,
      Runnable retried,
      Consumer<Outcome> ended) {
    this.name = name;
    this.channel = channel;
    this.workers = workers;
    this.timer = timer;
    this.settings = settings;
    this.clock = clock;
    this.retried = retried;
    this.ended = ended;
  }

  synchronized void add(Parcel parcel) {
    (parcel.notification.priority() == Priority.URGENT ? urgent : others).add(parcel);
    if (!busy) {
      busy = true;
      work();
    }
  }

  /** Begins nothing any more. */
  synchronized void stop() {
    stopped = true;
  }

  /** What keeps it from delivering; null if nothing does. */
  synchronized @Nullable String failure() {
    return lastFailure == null
        ? null
        : name + ": " + lastFailure + " (" + failures + (failures == 1 ? " try)" : " tries)");
  }

  private void work() {
    try {
      workers.execute(this::deliver);
    } catch (RejectedExecutionException closing) {
      LOG.atDebug().addKeyValue("address", name).log("not begun: delivery ends");
    } catch (Error e) { // no thread to be had: nobody else would wake this lane
      LOG.atError().addKeyValue("address", name).setCause(e).log("not begun: later");
      workAfter(settings.longestRetry());
    }
  }

  private void workAfter(Duration pause) {
    try {
      timer.schedule(this::work, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      LOG.atDebug().addKeyValue("address", name).log("not retried: delivery ends");
    }
  }

  private synchronized @Nullable Parcel head() {
    if (urgent.removeIf(Parcel::isCancelled) | others.removeIf(Parcel::isCancelled)) {
      failures = 0;
      lastFailure = null;
    }
    Parcel next = urgent.isEmpty() ? others.peek() : urgent.peek();
    if (next == null || stopped) {
      busy = false;
      return null;
    }
    next.attempts++;
    return next;
  }

  private void deliver() {
    Parcel parcel = head();
    if (parcel == null) {
      return;
    }
    Answer answer;
    try {
      answer = channel.deliver(parcel.notification);
    } catch (RuntimeException e) {
      // A message that breaks its channel must not keep those behind it.
      LOG.atError().addKeyValue("address", name).setCause(e).log("a channel failed");
      answer = new Answer.Refused("failed: " + e);
    } catch (Error e) {
      // Of the process rather than of the message; the lane must not stay busy for ever.
      LOG.atError().addKeyValue("address", name).setCause(e).log("a channel failed");
      answer = Later.of("failed: " + e);
    }
    settle(parcel, answer);
  }

  private void settle(Parcel parcel, Answer answer) {
    Outcome outcome;
    Duration pause;
    synchronized (this) {
      failures++;
      boolean old = settings.isTooOld(parcel.notification.createdAt(), clock.instant());
      if (answer instanceof Later later && !old) {
        lastFailure = later.words();
        pause = settings.pause(failures);
        if (later.after() != null && later.after().compareTo(pause) > 0) {
          pause = later.after();
        }
        outcome = null;
      } else {
        String words =
            answer instanceof Later
                ? "given up after " + settings.giveUpAfter() + ": " + answer.words()
                : answer.words();
        outcome = new Outcome(parcel, parcel.attempts, answer instanceof Accepted, words);
        if (!urgent.remove(parcel)) {
          others.remove(parcel);
        }
        failures = 0;
        lastFailure = null;
        pause = Duration.ZERO;
      }
    }
    if (outcome != null) {
      ended.accept(outcome);
      work();
      return;
    }
    retried.run();
    LOG.atWarn()
        .addKeyValue("address", name)
        .addKeyValue("error", answer.words())
        .addKeyValue("pause", pause)
        .log("not delivered yet");
    workAfter(pause);
  }
}
