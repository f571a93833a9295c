package io.millwright.ingest.simulation;

/** Broadband vibration from several sources. */
final class Vibration {
  private Vibration() {}

  /** RMS velocity of incoherent sources: the root of the sum of squares. */
  static double sum(double... rmsMmPerS) {
    double squares = 0;
    for (double v : rmsMmPerS) {
      squares += v * v;
    }
    return Math.sqrt(squares);
  }
}
