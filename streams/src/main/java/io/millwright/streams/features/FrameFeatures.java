package io.millwright.streams.features;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.models.quality.FrameInspection;
import io.millwright.models.signal.FrameSamples;
import io.millwright.streams.features.FeatureMemory.Awake;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the feature vector of a frame. Keeps the extractions of the forms of frames that it saw
 * last, for their work buffers are what costs. One owner thread.
 */
final class FrameFeatures {
  /** Forms of frames; a choice: a subtask's points share a handful of sensors' settings. */
  private static final int MOST_FORMS = 16;

  private static final double SECONDS_PER_MINUTE = 60;

  private final FrameSamples samples = new FrameSamples();
  private final FrameInspection inspection = new FrameInspection();
  private final Extraction.Maker maker;
  private final Map<Form, Extraction> extractions =
      new LinkedHashMap<>(MOST_FORMS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Form, Extraction> eldest) {
          return size() > MOST_FORMS;
        }
      };

  private record Form(SignalKind kind, double sampleRateHz, int samples) {}

  /** The frame holds samples that are no numbers. */
  static final class NotNumbers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotNumbers(int samples) {
      super(samples + " samples are NaN or infinite", null, false, false);
    }
  }

  FrameFeatures(Extraction.Maker maker) {
    this.maker = maker;
  }

  /**
   * Features of a frame that fits its point.
   *
   * @param flags what was noticed before; what is noticed here is added
   * @throws NotNumbers if samples are NaN or infinite
   * @throws IllegalArgumentException if no features can be made of such a frame
   */
  FeatureVector of(
      Frame frame, SignalPoint point, Awake known, OperatingState state, EnumSet<FrameFlag> flags) {
    frame.body().readInto(samples);
    inspection.inspect(samples);
    if (inspection.notNumbers() > 0) {
      throw new NotNumbers(inspection.notNumbers());
    }
    if (inspection.clippedChannels() > 0) {
      flags.add(FrameFlag.CLIPPED);
    }
    if (inspection.flatChannels() > 0) {
      flags.add(FrameFlag.FLAT);
    }
    double rpm = shaftSpeed(frame, known, flags);
    double shaftHz = rpm > 0 ? rpm / SECONDS_PER_MINUTE : Double.NaN;
    MaintainableItem item = known.asset().item(point.itemId());
    BearingGeometry bearing = item == null ? null : item.bearing();
    Extraction extraction =
        extractions.computeIfAbsent(
            new Form(frame.kind(), frame.sampleRateHz(), frame.samples()),
            form -> maker.make(form.kind(), form.sampleRateHz(), form.samples()));
    float[] values = new float[extraction.size() * samples.channels()];
    for (int c = 0; c < samples.channels(); c++) {
      int at = c * extraction.size();
      if (isFlat(samples.channel(c))) {
        Arrays.fill(values, at, at + extraction.size(), Float.NaN);
      } else {
        extraction.extract(
            samples.channel(c), shaftHz, bearing, known.asset().kinematics(), values, at);
      }
    }
    refuseOverflow(values);
    return new FeatureVector(
        frame.assetId(),
        frame.end(),
        frame.origin(),
        extraction.schemaId(),
        values,
        new FrameContext(
            frame.pointId(),
            frame.kind(),
            frame.channels(),
            frame.ingestTime(),
            frame.sampleRateHz(),
            frame.samples(),
            Double.isNaN(rpm) ? null : (Double) rpm,
            state,
            List.copyOf(flags)));
  }

  /**
   * Samples that are numbers can still be so large, by a false scale, that their powers are not.
   */
  private static void refuseOverflow(float[] values) {
    for (float value : values) {
      if (Float.isInfinite(value)) {
        throw new IllegalArgumentException("samples are too large to make features of");
      }
    }
  }

  /**
   * The frame's own, else the newest scan's, else the nominal one; NaN if none is known, and where
   * it was scanned but is not remembered any more: the nominal one would be a guess against better
   * knowledge.
   */
  private static double shaftSpeed(Frame frame, Awake known, EnumSet<FrameFlag> flags) {
    if (frame.shaftSpeedRpm() != null) {
      return frame.shaftSpeedRpm();
    }
    double scanned = known.speed().at(frame.end());
    if (!Double.isNaN(scanned) || !known.speed().remembers(frame.end())) {
      return scanned;
    }
    @Nullable Double nominal = known.asset().kinematics().nominalSpeedRpm();
    if (nominal == null) {
      return Double.NaN;
    }
    flags.add(FrameFlag.SPEED_ASSUMED);
    return nominal;
  }

  private static boolean isFlat(float[] channel) {
    for (float sample : channel) {
      if (sample != channel[0]) {
        return false;
      }
    }
    return true;
  }
}
