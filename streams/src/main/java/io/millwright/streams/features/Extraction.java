package io.millwright.streams.features;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.SignalKind;
import org.jspecify.annotations.Nullable;

/**
 * Makes features of one channel; one is made per kind of signal, sample rate and length, owns its
 * work buffers and has one owner thread.
 */
interface Extraction {
  /** Name of the schema of the features. */
  String schemaId();

  /** How many features a channel has. */
  int size();

  /**
   * Extracts into a part of an array.
   *
   * @param samples of one channel in SI; not changed
   * @param shaftHz revolutions a second; NaN if unknown
   * @param bearing of the item that the sensor sits on; null if unknown
   * @param kinematics of the machine
   * @param to receives {@link #size()} values from {@code at} on, NaN where not computable
   */
  void extract(
      float[] samples,
      double shaftHz,
      @Nullable BearingGeometry bearing,
      Kinematics kinematics,
      float[] to,
      int at);

  /** Makes extractions. */
  interface Maker {
    /**
     * For frames of one form.
     *
     * @throws IllegalArgumentException if no features can be made of such frames
     */
    Extraction make(SignalKind kind, double sampleRateHz, int samples);
  }
}
