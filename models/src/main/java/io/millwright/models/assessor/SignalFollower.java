package io.millwright.models.assessor;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.HealthAssessment;
import io.millwright.contracts.assessment.HealthState;
import io.millwright.contracts.assessment.PrognosticAssessment;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.assessment.StateDetection;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.MaintainableItem;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.event.OperatingState;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.feature.FrameFlag;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows vibration and sound of one asset, frame by frame: severity zones of the whole asset, and
 * point by point diagnosis, onset, life and anomalous sound. Mutable, one owner thread.
 */
final class SignalFollower {
  private static final double DEGRADED_AT_MOST = 79;
  private static final double ALARM_AT_MOST = 39;

  private final AssessorSettings settings;
  private final AssetModels models;
  private final PendingEvents events = new PendingEvents();
  private final Map<String, Followed> points = new TreeMap<>();
  private final SeverityFollower severity;
  private Asset asset;

  /** Newest repair, or acceptance, that has acted. */
  private @Nullable Instant resetAt;

  /** Newest inspection that has acted. */
  private @Nullable Instant releasedAt;

  private OperatingState state = OperatingState.UNKNOWN;

  /** A point and its vectors. */
  private static final class Followed {
    private SignalPoint point;
    private final SignalMemory memory;
    private final RecentVectors recent = new RecentVectors();

    /** NaN before the first. */
    private double sampleRateHz = Double.NaN;

    Followed(SignalPoint point, SignalMemory memory) {
      this.point = point;
      this.memory = memory;
    }

    void write(SnapshotWriter out) {
      recent.write(out);
      out.put(sampleRateHz);
      memory.write(out);
    }

    void read(SnapshotReader in) {
      recent.read(in);
      sampleRateHz = in.readDouble();
      memory.read(in);
      in.end();
    }
  }

  SignalFollower(Asset asset, AssessorSettings settings, AssetModels models) {
    this.asset = asset;
    this.settings = settings;
    this.models = models;
    severity = new SeverityFollower(settings.signals(), settings.longestGap());
    follow();
  }

  /**
   * A point keeps its memory, but for the lines of another bearing; with other channels it begins
   * anew, but for what is latched. A point that is gone, or of another kind, is forgotten.
   */
  void declare(Asset changed) {
    if (!changed.vibration().equals(asset.vibration())) {
      severity.release();
    }
    for (Followed f : List.copyOf(points.values())) {
      SignalPoint now = changed.signal(f.point.id());
      if (now == null || now.kind() != f.point.kind()) {
        points.remove(f.point.id());
        severity.remove(f.point.id());
      } else if (!now.channelNames().equals(f.point.channelNames())) {
        severity.remove(now.id());
        points.put(now.id(), begunAnew(f, now));
      } else {
        declare(changed, f, now);
      }
    }
    asset = changed;
    follow();
  }

  private void declare(Asset changed, Followed f, SignalPoint now) {
    if (f.memory instanceof VibrationMemory vibration
        && !Objects.equals(bearing(asset, f.point), bearing(changed, now))) {
      vibration.lookForOtherLines();
    }
    f.point = now;
    f.memory.declare(now);
  }

  private Followed begunAnew(Followed before, SignalPoint now) {
    SnapshotWriter bytes = new SnapshotWriter();
    before.write(bytes);
    Followed fresh = new Followed(now, Objects.requireNonNull(memory(now)));
    fresh.read(new SnapshotReader(bytes.toBytes()));
    return fresh;
  }

  private static @Nullable BearingGeometry bearing(Asset asset, SignalPoint point) {
    MaintainableItem item = asset.item(point.itemId());
    return item == null ? null : item.bearing();
  }

  private void follow() {
    for (SignalPoint point : asset.signals()) {
      SignalMemory memory = memory(point);
      if (memory != null) {
        points.computeIfAbsent(point.id(), id -> new Followed(point, memory));
      }
    }
  }

  private @Nullable SignalMemory memory(SignalPoint point) {
    return switch (point.kind()) {
      case VIBRATION -> new VibrationMemory(point, settings, models);
      case SOUND -> new SoundMemory(point, settings.signals());
      case OTHER -> null;
    };
  }

  /** Takes an event: it acts before the first frame or scan that is not older than it. */
  void heed(MachineEvent event) {
    if (points.isEmpty()) {
      return; // nothing to forget
    }
    MachineEvent due = events.add(event);
    if (due != null) {
      // Frames may be far behind it: they still count.
      act(due);
    }
  }

  /**
   * Lets the events act that are not younger than a frame, or a scan: a machine that was repaired
   * stands still, and sends no frame. A point that lags behind takes them in their order all the
   * same, by their times.
   */
  void until(Instant time) {
    for (MachineEvent event : events.takeUntil(time)) {
      act(event);
      switch (event.type()) {
        case MAINTENANCE_PERFORMED, ACCEPTED_AS_NORMAL -> resetAt = later(resetAt, event.time());
        case INSPECTED_NOTHING_FOUND -> releasedAt = later(releasedAt, event.time());
        case START, STOP, TRIP, PRODUCT_CHANGE, OPERATOR_ROUND, OTHER -> {}
      }
    }
  }

  private static Instant later(@Nullable Instant a, Instant b) {
    return a != null && a.isAfter(b) ? a : b;
  }

  private static boolean isBefore(Instant time, @Nullable Instant limit) {
    return limit != null && time.isBefore(limit);
  }

  private void act(MachineEvent event) {
    switch (event.type()) {
      case MAINTENANCE_PERFORMED, ACCEPTED_AS_NORMAL -> {
        severity.forget();
        points.values().forEach(f -> f.memory.forget());
      }
      case INSPECTED_NOTHING_FOUND -> {
        severity.release();
        points.values().forEach(f -> f.memory.release());
      }
      case START, STOP, TRIP, PRODUCT_CHANGE, OPERATOR_ROUND, OTHER -> {}
    }
  }

  /** Takes a vector; null if it was accepted and can be assessed. */
  @Nullable Verdict accept(FeatureVector vector) {
    FrameContext frame = Objects.requireNonNull(vector.frame(), "features of no frame");
    Followed followed = points.get(frame.pointId());
    if (followed == null
        || followed.point.kind() != frame.kind()
        || !followed.point.channelNames().equals(frame.channels())) {
      return new Verdict.Rejected(
          RejectionReason.CHANNEL_MISMATCH,
          "features of %s of %s %s, which the asset does not have"
              .formatted(frame.kind(), frame.pointId(), frame.channels()));
    }
    int size = SignalSchemas.size(frame.kind()) * frame.channels().size();
    if (!vector.schemaId().equals(SignalSchemas.id(frame.kind()))
        || vector.values().length != size) {
      return new Verdict.Rejected(
          RejectionReason.OTHER,
          "%d features of schema %s, known are %d of %s"
              .formatted(
                  vector.values().length, vector.schemaId(), size, SignalSchemas.id(frame.kind())));
    }
    int content = Arrays.hashCode(vector.values());
    Verdict repeated = followed.recent.settle(vector.time(), content);
    if (repeated != null) {
      return repeated;
    }
    until(vector.time());
    boolean newestOfAll =
        points.values().stream().noneMatch(f -> isBefore(vector.time(), f.recent.newest()));
    followed.recent.add(vector.time(), content);
    if (isBefore(vector.time(), resetAt)) {
      return new Verdict.Merged(); // of the machine as it was before its repair
    }
    if (!Double.isNaN(followed.sampleRateHz) && followed.sampleRateHz != frame.sampleRateHz()) {
      followed.memory.relearn();
      severity.relearn(frame.pointId());
    }
    followed.sampleRateHz = frame.sampleRateHz();
    if (newestOfAll) {
      state = frame.operatingState();
    }
    if (frame.operatingState() == OperatingState.RUNNING) {
      followed.memory.accept(asset, vector);
      if (frame.kind() == SignalKind.VIBRATION && !frame.flags().contains(FrameFlag.CLIPPED)) {
        severity.take(
            asset.vibration(), frame.pointId(), vector.time(), VibrationMemory.velocities(vector));
      }
      if (isBefore(vector.time(), releasedAt)) {
        followed.memory.release();
        severity.release(frame.pointId());
      }
    }
    return null;
  }

  /**
   * What the signals say at the time of a frame or scan; null before the first frame.
   *
   * @param zones what {@link #severity} says then
   */
  @Nullable Opinion opinion(SeverityFollower.View zones) {
    if (points.values().stream().allMatch(f -> f.recent.newest() == null)) {
      return null;
    }
    boolean judged = zones.zoneKnown();
    boolean learning = false;
    boolean degraded = zones.degrades();
    double index = zones.index();
    List<String> reasons = new ArrayList<>();
    List<Finding> findings = List.of();
    RemainingLife life = null;
    if (!zones.words().isEmpty()) {
      reasons.add(zones.words());
    }
    for (Followed f : points.values()) {
      if (f.recent.newest() == null) {
        continue;
      }
      SignalMemory.View view = f.memory.view(asset);
      judged |= view.judged();
      learning |= view.learning();
      degraded |= view.degraded();
      index = Double.isNaN(index) || view.index() < index ? view.index() : index;
      findings = Findings.joined(findings, view.findings());
      if (!view.reason().isEmpty()) {
        reasons.add(view.reason());
      }
      RemainingLife left = view.life();
      if (left != null && (life == null || left.median() < life.median())) {
        life = left;
      }
    }
    if (state != OperatingState.RUNNING) {
      reasons.add(0, "operating state unknown, the newest frame was not judged");
    }
    HealthState health;
    if (zones.alarms()) {
      health = HealthState.ALARM;
    } else if (degraded) {
      health = HealthState.DEGRADED;
    } else if (state != OperatingState.RUNNING) {
      health = HealthState.NOT_ASSESSED;
    } else if (zones.lost()) {
      health = HealthState.UNKNOWN;
    } else if (learning) {
      health = HealthState.LEARNING;
    } else {
      health = judged ? HealthState.HEALTHY : HealthState.NOT_ASSESSED;
    }
    return new Opinion(
        new HealthAssessment(health, capped(index, health), String.join("; ", reasons), findings),
        life == null
            ? PrognosticAssessment.notAssessed("no onset of degradation in vibration")
            : new PrognosticAssessment(life, ""));
  }

  private static double capped(double index, HealthState health) {
    double most =
        health == HealthState.ALARM
            ? ALARM_AT_MOST
            : health == HealthState.DEGRADED ? DEGRADED_AT_MOST : 100;
    return health == HealthState.NOT_ASSESSED
        ? Double.NaN
        : Double.isNaN(index) ? (most < 100 ? most : Double.NaN) : Math.min(index, most);
  }

  /** Vibration severity at the time of a frame or scan. */
  SeverityFollower.View severity(Instant now) {
    return severity.at(asset.vibration(), now);
  }

  /** What detectors say of a frame that was accepted just now. */
  StateDetection detection(FrameContext frame) {
    Followed followed = points.get(frame.pointId());
    return followed == null || frame.operatingState() != OperatingState.RUNNING
        ? StateDetection.NONE
        : followed.memory.view(asset).detection();
  }

  void write(SnapshotWriter out) {
    events.write(out);
    severity.write(out);
    out.put(resetAt).put(releasedAt);
    out.put((byte) state.ordinal()).put(points.size());
    points.forEach(
        (id, f) -> {
          SnapshotWriter own = new SnapshotWriter();
          f.write(own);
          out.put(id).put(f.point.kind().name()).put(SignalSchemas.fingerprint(f.point));
          out.put(own.toBytes());
        });
  }

  /**
   * Takes over what {@link #write} wrote; of a point or model that has changed what is latched
   * only.
   */
  void read(SnapshotReader in) {
    events.read(in, asset.id());
    severity.read(in);
    resetAt = in.readInstant();
    releasedAt = in.readInstant();
    byte ordinal = in.readByte();
    if (ordinal < 0 || ordinal >= OperatingState.values().length) {
      throw new IllegalArgumentException("no operating state " + ordinal);
    }
    state = OperatingState.values()[ordinal];
    for (int left = in.readCount(); left > 0; left--) {
      String id = in.readString();
      Followed followed = points.get(id);
      String kind = in.readString();
      int fingerprint = in.readInt();
      SnapshotReader own = new SnapshotReader(in.readBytes());
      if (followed == null || fingerprint != SignalSchemas.fingerprint(followed.point)) {
        severity.remove(id);
      }
      if (followed != null && followed.point.kind().name().equals(kind)) {
        followed.read(own);
      }
    }
  }
}
