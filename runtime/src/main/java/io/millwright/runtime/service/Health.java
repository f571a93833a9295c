package io.millwright.runtime.service;

/**
 * How a part of a process does.
 *
 * @param status in one word
 * @param reason for people; empty if there is nothing to say
 */
public record Health(Status status, String reason) {
  public static final Health UP = new Health(Status.UP, "");

  /** From good to bad. */
  public enum Status {
    UP,
    DEGRADED,
    DOWN
  }

  /** Works with less than it should have. */
  public static Health degraded(String reason) {
    return new Health(Status.DEGRADED, reason);
  }

  /** Does not do its work. */
  public static Health down(String reason) {
    return new Health(Status.DOWN, reason);
  }

  /** Of two views of the same thing the worse; this one if they are alike. */
  public Health orWorse(Health other) {
    return other.status.compareTo(status) > 0 ? other : this;
  }
}
