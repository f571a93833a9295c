package io.millwright.models.assessor;

import io.millwright.contracts.asset.SignalKind;
import io.millwright.models.signal.SoundFeatures;
import io.millwright.models.signal.VibrationFeatures;

/** Which features the assessor reads of which kind of signal. */
final class SignalSchemas {
  private SignalSchemas() {}

  /** Empty if signals of the kind are not judged. */
  static String id(SignalKind kind) {
    return switch (kind) {
      case VIBRATION -> VibrationFeatures.SCHEMA.schemaId();
      case SOUND -> SoundFeatures.SCHEMA.schemaId();
      case OTHER -> "";
    };
  }

  /** Features of a channel. */
  static int size(SignalKind kind) {
    return switch (kind) {
      case VIBRATION -> VibrationFeatures.SCHEMA.featureNames().size();
      case SOUND -> SoundFeatures.SCHEMA.featureNames().size();
      case OTHER -> 0;
    };
  }
}
