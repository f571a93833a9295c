package io.millwright.dashboards.history;

import io.millwright.contracts.asset.AssetId;

/**
 * Blocks of one channel over time.
 *
 * @param asset the machine
 * @param pointId its signal point
 * @param channel channel of the point
 * @param kind what the blocks hold
 */
public record BlockSeries(AssetId asset, String pointId, String channel, Kind kind) {

  /** What a block holds. */
  public enum Kind {
    /** Acceleration in m/s², sample after sample. */
    WAVEFORM,
    /** Levels of {@link io.millwright.models.signal.LogMelSpectrogram}, column after column. */
    LOG_MEL
  }
}
