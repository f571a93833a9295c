package io.millwright.models.prognosis;

/**
 * What an estimator remembers of one life of one asset. Mutable, a few kilobytes, one owner; it
 * belongs to the estimator version that made it.
 */
public interface LifeMemory {
  /**
   * A snapshot that {@link LifeEstimator#restore} continues from, bit for bit. The first byte is
   * the format's version.
   */
  byte[] toBytes();

  /** Readings seen since the life began. */
  long updates();
}
