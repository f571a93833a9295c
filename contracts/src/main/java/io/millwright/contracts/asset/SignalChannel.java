package io.millwright.contracts.asset;

/**
 * One channel of a signal point.
 *
 * @param name as frames call it; unique within the point
 * @param direction where it points; misalignment and imbalance are told apart by it
 */
public record SignalChannel(String name, SignalDirection direction) {
  public SignalChannel {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a signal channel needs a name");
    }
  }
}
