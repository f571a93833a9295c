package io.millwright.ingest;

/**
 * How fast a source is played: a multiple of real time, or as fast as Kafka takes it.
 *
 * @param factor seconds of event time a second; infinite for no pacing
 */
public record Pace(double factor) {
  public static final Pace MAX = new Pace(Double.POSITIVE_INFINITY);

  public Pace {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("a pace must be above zero, was " + factor);
    }
  }

  /**
   * Reads {@code max} or a number.
   *
   * @throws IllegalArgumentException saying what is expected
   */
  public static Pace parse(String text) {
    if (text.equalsIgnoreCase("max")) {
      return MAX;
    }
    try {
      return new Pace(Double.parseDouble(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "speed '" + text + "' is neither max nor a number above zero (1 is real time)", e);
    }
  }
}
