package io.millwright.streams.features;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.SoundFeatures;
import io.millwright.models.signal.VibrationFeatures;
import org.jspecify.annotations.Nullable;

/** The extractions of the platform. */
final class Extractions {
  private Extractions() {}

  /** An extraction for frames of one form. */
  static Extraction make(SignalKind kind, double sampleRateHz, int samples) {
    return switch (kind) {
      case VIBRATION -> new Vibration(sampleRateHz, samples);
      case SOUND -> new Sound(sampleRateHz, samples);
      case OTHER ->
          throw new IllegalArgumentException("no features are made of signals of kind " + kind);
    };
  }

  /** Of a frame with an odd number of samples the last is left out. */
  private static final class Vibration implements Extraction {
    private final VibrationFeatures features;
    private final float[] even;
    private final boolean odd;

    Vibration(double sampleRateHz, int samples) {
      odd = samples % 2 != 0;
      even = new float[odd ? samples - 1 : 0];
      features = new VibrationFeatures(sampleRateHz, odd ? samples - 1 : samples);
    }

    @Override
    public String schemaId() {
      return VibrationFeatures.SCHEMA.schemaId();
    }

    @Override
    public int size() {
      return VibrationFeatures.SCHEMA.featureNames().size();
    }

    @Override
    public void extract(
        float[] samples,
        double shaftHz,
        @Nullable BearingGeometry bearing,
        Kinematics kinematics,
        float[] to,
        int at) {
      float[] acceleration = samples;
      if (odd) {
        System.arraycopy(samples, 0, even, 0, even.length);
        acceleration = even;
      }
      features.extract(
          acceleration,
          shaftHz,
          bearing == null ? null : BearingFrequencies.of(bearing),
          kinematics,
          to,
          at);
    }
  }

  private static final class Sound implements Extraction {
    private final SoundFeatures features;

    Sound(double sampleRateHz, int samples) {
      features = new SoundFeatures(sampleRateHz, samples);
    }

    @Override
    public String schemaId() {
      return SoundFeatures.SCHEMA.schemaId();
    }

    @Override
    public int size() {
      return SoundFeatures.SCHEMA.featureNames().size();
    }

    /** A microphone hears no shaft and no bearing by itself. */
    @Override
    public void extract(
        float[] samples,
        double shaftHz,
        @Nullable BearingGeometry bearing,
        Kinematics kinematics,
        float[] to,
        int at) {
      features.extract(samples, to, at);
    }
  }
}
