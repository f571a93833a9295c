package io.millwright.contracts.feature;

/** What was noticed of a frame that was accepted nevertheless. */
public enum FrameFlag {
  /** Frames are missing before this one. */
  GAP,
  /** It begins before the one before it ended. */
  OVERLAP,
  /** Samples stand at the end of their range: amplitudes are too low, harmonics false. */
  CLIPPED,
  /** A channel does not move: sensor or cable. */
  FLAT,
  /** The shaft speed was not measured: the nominal one was used. */
  SPEED_ASSUMED,
  /** A flag this version does not know. */
  OTHER
}
