package io.millwright.ingest.simulation;

/** What wears in a simulated machine, and the maintainable item that is then replaced. */
enum FailureMode {
  /** Spalling of the drive-end bearing: vibration and bearing temperature rise. */
  BEARING_WEAR("bearing-de"),
  /** Eroded impeller: head, flow and efficiency fall. */
  IMPELLER_WEAR("impeller"),
  /** Deposits on the fan wheel: imbalance, and less air. */
  FOULING("wheel"),
  /** Blocked cooling and ageing insulation: winding temperature and current rise. */
  WINDING_AGEING("winding");

  private final String itemId;

  FailureMode(String itemId) {
    this.itemId = itemId;
  }

  String itemId() {
    return itemId;
  }
}
