package io.millwright.models.assessor;

import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
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

  /** Changes whenever frames of the point would have other features. */
  static int fingerprint(SignalPoint point) {
    return 31 * point.channelNames().hashCode() + id(point.kind()).hashCode();
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
