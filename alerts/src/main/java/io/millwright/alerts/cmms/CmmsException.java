package io.millwright.alerts.cmms;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An exchange with a maintenance system that did not do what was asked. */
public final class CmmsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Of a message, which may hold a page of HTML; it goes into links, logs and statuses. */
  private static final int SHOWN = 1000;

  /** What becomes of it. */
  public enum Fate {
    /** Does not want it now (429, 503): nothing was done; tried again later. */
    BUSY,
    /** No or no clear answer (no connection, time-out, 5xx): it may have been done; tried again. */
    UNAVAILABLE,
    /**
     * Is spoken to in a wrong way (wrong key, no right, wrong path, a redirect to a login): nothing
     * was done, no order is to blame, and a person has to put it right; tried again.
     */
    MISCONFIGURED,
    /** Has changed, or exists already (409, 412): read again, then decided anew. */
    CONFLICT,
    /** Will never take it as it is (other 4xx): a dead letter with the system's answer. */
    REFUSED,
    /** Cannot be expressed, for example a mandatory field is not mapped: a dead letter. */
    MAPPING
  }

  private final Fate fate;
  private final transient @Nullable Duration retryAfter;

  private CmmsException(
      Fate fate, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(shortened(message), cause);
    this.fate = fate;
    this.retryAfter = retryAfter;
  }

  private static String shortened(String message) {
    return message.length() <= SHOWN ? message : message.substring(0, SHOWN) + "…";
  }

  /** It is busy. */
  public static CmmsException busy(String answer, @Nullable Duration retryAfter) {
    return new CmmsException(Fate.BUSY, answer, retryAfter, null);
  }

  /** It did not answer, or in a way that leaves open what it did. */
  public static CmmsException unavailable(String why, @Nullable Throwable cause) {
    return new CmmsException(Fate.UNAVAILABLE, why, null, cause);
  }

  /** It, or a proxy before it, takes nothing from us as we are set up. */
  public static CmmsException misconfigured(String answer) {
    return new CmmsException(Fate.MISCONFIGURED, answer, null, null);
  }

  /** What it holds is not what was expected. */
  public static CmmsException conflict(String answer) {
    return new CmmsException(Fate.CONFLICT, answer, null, null);
  }

  /** It declined. */
  public static CmmsException refused(String answer) {
    return new CmmsException(Fate.REFUSED, answer, null, null);
  }

  /** The order has no valid form there. */
  public static CmmsException mapping(String what) {
    return new CmmsException(Fate.MAPPING, what, null, null);
  }

  /** Whether it says nothing of the order, so that the next one would fare no better. */
  boolean systemic() {
    return fate == Fate.BUSY || fate == Fate.UNAVAILABLE || fate == Fate.MISCONFIGURED;
  }

  /** What becomes of it. */
  public Fate fate() {
    return fate;
  }

  /** How long it wants to be left alone; null if it did not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
