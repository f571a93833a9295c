package io.millwright.streams.features;

import static io.millwright.contracts.telemetry.RejectionReason.CHANNEL_MISMATCH;
import static io.millwright.contracts.telemetry.RejectionReason.DUPLICATE_TIME;
import static io.millwright.contracts.telemetry.RejectionReason.NOT_A_NUMBER;
import static io.millwright.contracts.telemetry.RejectionReason.OTHER;
import static io.millwright.contracts.telemetry.RejectionReason.OUT_OF_ORDER;
import static io.millwright.contracts.telemetry.RejectionReason.UNKNOWN_ASSET;
import static io.millwright.contracts.telemetry.RejectionReason.UNREADABLE;

import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.codec.UndecodableException;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.WaveformFrame;
import io.millwright.models.operation.OperatingStateTracker;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import io.millwright.streams.features.FeatureDesk.Visit;
import io.millwright.streams.features.FeatureMemory.Awake;
import io.millwright.streams.flink.Arrival;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settles frames, each in one of four ways: features, a rejection with its bytes and reason, or,
 * both counted, a redelivery or a machine that was not in steady running. One owner thread.
 */
final class FrameJudge {
  /**
   * A frame may begin this share of its length before the one before it ended without being called
   * an overlap: clocks jitter.
   */
  private static final double JITTER = 0.01;

  /**
   * So many frames in a row of another sample rate are another sensor or setting, and from the last
   * of them on the point has that rate. A choice: a mistake is seldom made so often, and of frames
   * taken every minute less than half an hour is lost.
   */
  private static final int FRAMES_OF_NEW_RATE = 20;

  private final AvroCodec<WaveformFrame> waveforms = AvroCodec.of(WaveformFrame.class);
  private final AvroCodec<AudioFrame> sounds = AvroCodec.of(AudioFrame.class);
  private final FrameFeatures features;
  private final FeatureMeters meters;

  /** How a frame was found to be bad, on its way to the rejected topic. */
  private static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RejectionReason reason;

    Bad(RejectionReason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }
  }

  FrameJudge(Extraction.Maker extractions, FeatureMeters meters) {
    this.features = new FrameFeatures(extractions);
    this.meters = meters;
  }

  /**
   * Whether a frame's point is declared, as far as the record's key tells: with what channels is
   * read only when the frame is settled.
   */
  boolean knowsForm(Arrival arrival, Awake known) {
    return known.points().containsKey(point(arrival))
        || known.asset().signal(point(arrival)) != null;
  }

  private static String point(Arrival arrival) {
    return arrival.key().substring(arrival.key().lastIndexOf('/') + 1);
  }

  /**
   * Settles a frame if it can be.
   *
   * @param known its asset; null if it is not declared
   * @param patienceIsOver whether it must be settled with what is known
   * @return false if nothing happened: it wants to wait
   */
  boolean settles(Arrival arrival, @Nullable Awake known, Visit visit, boolean patienceIsOver) {
    if (known == null && !patienceIsOver && arrival.value() != null) {
      return false;
    }
    Frame frame = null;
    try {
      frame = decode(arrival);
      return settles(frame, known, visit, patienceIsOver);
    } catch (Bad bad) {
      meters.rejected(bad.reason);
      visit
          .out()
          .rejected(
              arrival.rejected(
                  frame == null ? null : frame.time(),
                  frame == null ? Origin.UNKNOWN : frame.origin(),
                  visit.now(),
                  bad.reason,
                  String.valueOf(bad.getMessage())));
      return true;
    }
  }

  private Frame decode(Arrival arrival) {
    byte[] value = arrival.value();
    if (value == null || arrival.key().isEmpty()) {
      throw new Bad(UNREADABLE, value == null ? "no value" : "no key");
    }
    Frame frame;
    try {
      frame =
          arrival.kind() == Arrival.Kind.WAVEFORM
              ? Frame.of(waveforms.decode(value))
              : Frame.of(sounds.decode(value));
    } catch (UndecodableException e) {
      throw new Bad(UNREADABLE, String.valueOf(e.getMessage()));
    }
    if (!frame.key().equals(arrival.key())) {
      throw new Bad(
          OTHER, "key is " + Arrival.readable(arrival.key()) + ", value is of " + frame.key());
    }
    return frame;
  }

  private boolean settles(Frame frame, @Nullable Awake known, Visit visit, boolean patienceIsOver) {
    if (known == null) {
      throw new Bad(UNKNOWN_ASSET, "asset is not declared");
    }
    SignalPoint point = known.asset().signal(frame.pointId());
    boolean fits =
        point != null
            && point.kind() == frame.kind()
            && point.channelNames().equals(frame.channels());
    if (!fits && !patienceIsOver) {
      return false; // the declaration may be under way
    }
    if (point == null) {
      throw new Bad(UNKNOWN_ASSET, "asset has no signal point " + frame.pointId());
    }
    if (!fits) {
      throw new Bad(
          CHANNEL_MISMATCH,
          "%s of %s, the point declares %s of %s"
              .formatted(frame.kind(), frame.channels(), point.kind(), point.channelNames()));
    }
    PointMemory newest = known.points().get(frame.pointId());
    if (newest != null && isRedelivery(frame, newest)) {
      meters.redelivered();
      return true;
    }
    if (newest != null && !isOfItsRate(frame, newest)) {
      refuseRate(frame, newest, known);
    }
    if (waitsForWord(frame, known) && !patienceIsOver) {
      return false;
    }
    accept(frame, point, newest, known, visit);
    return true;
  }

  private static boolean isRedelivery(Frame frame, PointMemory newest) {
    if (frame.time().isBefore(newest.time())) {
      throw new Bad(
          OUT_OF_ORDER, "older than the newest accepted frame of the point, of " + newest.time());
    }
    if (frame.time().equals(newest.time())) {
      if (frame.content() == newest.content()) {
        return true;
      }
      throw new Bad(
          DUPLICATE_TIME,
          "a frame of " + newest.time() + " with other samples was accepted before");
    }
    return false;
  }

  private static boolean isOfItsRate(Frame frame, PointMemory newest) {
    return Double.isNaN(newest.sampleRateHz()) || frame.sampleRateHz() == newest.sampleRateHz();
  }

  /** Counts a frame of another rate, and refuses it unless there were so many that it is meant. */
  private static void refuseRate(Frame frame, PointMemory newest, Awake known) {
    PointMemory counted = newest.withOtherRate(frame.sampleRateHz(), frame.time());
    int frames = Objects.requireNonNull(counted.otherRate()).frames();
    if (frames >= FRAMES_OF_NEW_RATE) {
      return;
    }
    known.points().put(frame.pointId(), counted);
    throw new Bad(
        OTHER,
        "sample rate %s Hz, frames before had %s Hz (%d in a row; the %dth is taken as the new rate)"
            .formatted(frame.sampleRateHz(), newest.sampleRateHz(), frames, FRAMES_OF_NEW_RATE));
  }

  /** Whether a scan or event may be under way that tells what the machine was doing. */
  private static boolean waitsForWord(Frame frame, Awake known) {
    boolean ownSpeed = frame.shaftSpeedRpm() != null;
    boolean stateByOwnSpeed = ownSpeed && known.speedTellsState();
    boolean speedByScan = known.speedPoint() >= 0 && !ownSpeed;
    return (!stateByOwnSpeed && !known.operation().isSettled(frame.end()))
        || (speedByScan && !known.speed().isSettled(frame.end()));
  }

  private void accept(
      Frame frame, SignalPoint point, @Nullable PointMemory newest, Awake known, Visit visit) {
    byte[] speedState = newest == null ? PointMemory.NO_SPEED_STATE : newest.speedState();
    OperatingState state;
    Double ownSpeed = frame.shaftSpeedRpm();
    if (ownSpeed != null && known.speedTellsState()) {
      OperatingStateTracker tracker = new OperatingStateTracker(known.asset().stateRule());
      if (speedState.length > 0) {
        tracker.read(new SnapshotReader(speedState));
      }
      state = tracker.update(frame.end(), ownSpeed / known.rpmPerUnit());
      SnapshotWriter out = new SnapshotWriter();
      tracker.write(out);
      speedState = out.toBytes();
    } else {
      state = known.operation().at(frame.end());
    }
    EnumSet<FrameFlag> flags = EnumSet.noneOf(FrameFlag.class);
    if (newest != null) {
      if (frame.sequence() > newest.sequence() + 1) {
        flags.add(FrameFlag.GAP);
      }
      double lengthNanos = frame.samples() / frame.sampleRateHz() * 1e9;
      if (frame.time().isBefore(newest.end().minusNanos(Math.round(JITTER * lengthNanos)))) {
        flags.add(FrameFlag.OVERLAP);
      }
    }
    if (state == OperatingState.RUNNING || state == OperatingState.UNKNOWN) {
      FeatureVector vector;
      try {
        vector = features.of(frame, point, known, state, flags);
      } catch (FrameFeatures.NotNumbers e) {
        throw new Bad(NOT_A_NUMBER, String.valueOf(e.getMessage()));
      } catch (IllegalArgumentException e) {
        throw new Bad(OTHER, String.valueOf(e.getMessage()));
      }
      visit.out().made(vector);
      meters.made(vector, visit.now());
    } else {
      meters.skipped(state);
    }
    known
        .points()
        .put(
            frame.pointId(),
            new PointMemory(
                frame.time(),
                frame.end(),
                frame.sequence(),
                frame.content(),
                frame.sampleRateHz(),
                null,
                speedState));
    known.forgetWhatIsPast();
  }
}
