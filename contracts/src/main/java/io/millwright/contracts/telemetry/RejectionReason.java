package io.millwright.contracts.telemetry;

/** Why a record was not accepted. */
public enum RejectionReason {
  /** Text, bytes or framing could not be read at all. */
  UNREADABLE,
  UNKNOWN_ASSET,
  /** Number or list of channels differs from the asset's points. */
  CHANNEL_MISMATCH,
  /** NaN or infinite without being marked absent. */
  NOT_A_NUMBER,
  /** Outside the point's physical range. */
  IMPOSSIBLE_VALUE,
  /** Missing, far in the future, or before the platform's epoch. */
  IMPOSSIBLE_TIME,
  /** Older than the newest accepted time stamp of the asset, beyond the tolerance. */
  OUT_OF_ORDER,
  /** The time stamp was seen with other values. */
  DUPLICATE_TIME,
  OTHER
}
