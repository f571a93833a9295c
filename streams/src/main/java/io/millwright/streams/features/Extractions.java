package io.millwright.streams.features;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.SignalKind;
import org.jspecify.annotations.Nullable;

/** The extractions of the platform. */
final class Extractions {
  private Extractions() {}

  /** An extraction for frames of one form. */
  static Extraction make(SignalKind kind, double sampleRateHz, int samples) {
    return new Extraction() {
      @Override
      public String schemaId() {
        return "none/1";
      }

      @Override
      public int size() {
        return 1;
      }

      @Override
      public void extract(
          float[] samples, double shaftHz, @Nullable BearingGeometry bearing, float[] to, int at) {
        double sum = 0;
        for (float s : samples) {
          sum += s * s;
        }
        to[at] = (float) Math.sqrt(sum / samples.length);
      }
    };
  }
}
