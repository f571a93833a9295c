package io.millwright.models.prognosis.bearing;

import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;

/**
 * What bearings that ran to failure have taught. Immutable.
 *
 * @param schemaId of the features of a channel that it reads
 * @param onset how the onset of degradation is told
 * @param population how long a bearing lasts of which no more than its age is known
 * @param degradation how long it lasts after the onset
 */
public record BearingLifeModel(
    String schemaId, OnsetSettings onset, PopulationLife population, DegradationLife degradation) {
  private static final byte FORMAT = 1;

  /** First a version, then the values in the order of the components. */
  public byte[] toBytes() {
    return new SnapshotWriter()
        .put(FORMAT)
        .put(schemaId)
        .put(onset.learningSnapshots())
        .put(onset.spectrumShare())
        .put(onset.allowance())
        .put(onset.most())
        .put(onset.threshold())
        .put(onset.smoothing())
        .put(population.shape())
        .put(population.lives())
        .put(population.sumOfPowers())
        .put(degradation.intercept())
        .put(degradation.slope())
        .put(degradation.spread())
        .put(degradation.bearings())
        .toBytes();
  }

  /**
   * @throws IllegalArgumentException if the bytes are no such model
   */
  public static BearingLifeModel fromBytes(byte[] bytes) {
    SnapshotReader in = new SnapshotReader(bytes);
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "bearing life model has format " + format + ", known is " + FORMAT);
    }
    BearingLifeModel model =
        new BearingLifeModel(
            in.readString(),
            new OnsetSettings(
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInt()),
            new PopulationLife(in.readDouble(), in.readInt(), in.readDouble()),
            new DegradationLife(in.readDouble(), in.readDouble(), in.readDouble(), in.readInt()));
    in.end();
    return model;
  }
}
