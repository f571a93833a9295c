package io.millwright.streams.features;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MeasurementPoint;
import io.millwright.contracts.asset.OperatingStateRule;
import io.millwright.contracts.asset.PointKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.models.operation.OperatingStateHistory;
import io.millwright.models.operation.ShaftSpeedHistory;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import io.millwright.streams.flink.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything the feature stage remembers of an asset. Changed by the task's thread only.
 *
 * <p>Restored memory sleeps as bytes, because a serializer does not know the settings; it wakes
 * when the desk first needs it.
 */
final class FeatureMemory {
  private static final byte VERSION = 2;

  /** A choice; a scan of a few channels takes some hundred bytes, the objects around it as many. */
  private static final long LEAST_WEIGHT = 512;

  /** Records that cannot be judged yet, in order of arrival. */
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private long waitingBytes;

  private byte @Nullable [] declaration;
  private byte @Nullable [] sleeping;
  private @Nullable Awake awake;

  /**
   * A record that waits.
   *
   * @param sinceMillis when it began to wait, wall clock
   */
  record Waiting(Arrival arrival, long sinceMillis) {}

  /**
   * What is known of a declared asset.
   *
   * @param statePoint index of the point that tells the operating state in a scan; -1 if none does
   * @param speedPoint index of the point that is the shaft speed; -1 if there is none
   * @param rpmPerUnit factor of the speed point
   * @param points newest frame by signal point
   */
  record Awake(
      Asset asset,
      int channelSet,
      int statePoint,
      int speedPoint,
      double rpmPerUnit,
      OperatingStateHistory operation,
      ShaftSpeedHistory speed,
      Map<String, PointMemory> points) {

    /** Whether scans tell anything that frames need. */
    boolean readsScans() {
      return !asset.signals().isEmpty() && (statePoint >= 0 || speedPoint >= 0);
    }

    /** Whether events do. */
    boolean readsEvents() {
      return !asset.signals().isEmpty()
          && asset.stateRule().source() == OperatingStateRule.Source.EVENT;
    }

    /**
     * Drops what no frame can ask for any more, because a later one of every signal point was
     * accepted. While a point has sent none, everything stays that the histories have room for.
     */
    void forgetWhatIsPast() {
      Instant oldest = Instant.MAX;
      for (SignalPoint signal : asset.signals()) {
        PointMemory newest = points.get(signal.id());
        if (newest == null) {
          return;
        }
        oldest = newest.time().isBefore(oldest) ? newest.time() : oldest;
      }
      operation.forgetBefore(oldest);
      speed.forgetBefore(oldest);
    }

    /** Whether a shaft speed that a frame carries tells the operating state. */
    boolean speedTellsState() {
      return statePoint >= 0 && statePoint == speedPoint;
    }
  }

  /** What a waiting record takes, objects around it included. */
  static long weight(Arrival arrival) {
    byte[] value = arrival.value();
    return LEAST_WEIGHT + (value == null ? 0 : value.length);
  }

  /** What all that waits takes, in bytes. */
  long waitingBytes() {
    return waitingBytes;
  }

  void await(Waiting record) {
    waiting.addLast(record);
    waitingBytes += weight(record.arrival());
  }

  /** Takes out what needs to wait no longer. */
  void release(Predicate<Waiting> settled) {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      if (settled.test(next)) {
        all.remove();
        waitingBytes -= weight(next.arrival());
      }
    }
  }

  Collection<Waiting> waiting() {
    return Collections.unmodifiableCollection(waiting);
  }

  boolean isDeclared() {
    return declaration != null;
  }

  boolean isEmpty() {
    return declaration == null && waiting.isEmpty();
  }

  boolean isDeclaredAs(byte[] bytes) {
    return Arrays.equals(declaration, bytes);
  }

  /**
   * Sets or changes the declaration. The newest frames stay known where the point stays the same;
   * its sample rate may then change. Another rule of the operating state starts its history anew.
   */
  void declare(Asset asset, byte[] bytes, AvroCodec<Asset> assets, Duration freshness) {
    Awake before = declaration == null ? null : awake(assets, freshness);
    Awake fresh = fresh(asset, freshness);
    if (before != null) {
      before
          .points()
          .forEach(
              (id, point) -> {
                if (Objects.equals(asset.signal(id), before.asset().signal(id))) {
                  fresh.points().put(id, point.withAnySampleRate());
                }
              });
      if (asset.stateRule().equals(before.asset().stateRule())
          && fresh.channelSet() == before.channelSet()) {
        copyHistories(before, fresh);
      }
    }
    declaration = bytes;
    sleeping = null;
    awake = fresh;
  }

  private static Awake fresh(Asset asset, Duration freshness) {
    int speedPoint = -1;
    double factor = Double.NaN;
    for (int i = 0; i < asset.points().size() && speedPoint < 0; i++) {
      MeasurementPoint point = asset.points().get(i);
      if (point.kind() == PointKind.SPEED && !Double.isNaN(rpmPerUnit(point.unit()))) {
        speedPoint = i;
        factor = rpmPerUnit(point.unit());
      }
    }
    return new Awake(
        asset,
        asset.channelSet(),
        asset.indexOf(asset.stateRule().pointId()),
        speedPoint,
        factor,
        new OperatingStateHistory(asset.stateRule(), freshness),
        new ShaftSpeedHistory(freshness),
        new TreeMap<>());
  }

  /** NaN if it is no unit of rotation. */
  private static double rpmPerUnit(String unit) {
    return switch (unit) {
      case "rpm", "{rpm}", "/min", "1/min", "min-1", "{rev}/min" -> 1;
      case "Hz", "/s", "1/s", "s-1", "{rev}/s" -> 60;
      default -> Double.NaN;
    };
  }

  private static void copyHistories(Awake from, Awake to) {
    SnapshotWriter bytes = new SnapshotWriter();
    from.operation().write(bytes);
    from.speed().write(bytes);
    SnapshotReader in = new SnapshotReader(bytes.toBytes());
    to.operation().read(in);
    to.speed().read(in);
  }

  void withdraw() {
    declaration = null;
    sleeping = null;
    awake = null;
  }

  /** What is known of the declared asset. */
  Awake awake(AvroCodec<Asset> assets, Duration freshness) {
    Awake known = awake;
    if (known == null) {
      Asset asset = assets.decode(Objects.requireNonNull(declaration, "asset is not declared"));
      known = fresh(asset, freshness);
      byte[] bytes = sleeping;
      if (bytes != null) {
        read(new SnapshotReader(bytes), known);
      }
      awake = known;
      sleeping = null;
    }
    return known;
  }

  byte @Nullable [] declaration() {
    return declaration;
  }

  /** Histories and points; null before the first declaration. */
  byte @Nullable [] knowledge() {
    Awake known = awake;
    if (known == null) {
      return sleeping;
    }
    SnapshotWriter out = new SnapshotWriter();
    out.put(VERSION);
    known.operation().write(out);
    known.speed().write(out);
    out.put(known.points().size());
    known
        .points()
        .forEach(
            (id, point) -> {
              out.put(id);
              point.write(out);
            });
    return out.toBytes();
  }

  private static void read(SnapshotReader in, Awake into) {
    byte version = in.readByte();
    if (version != 1 && version != VERSION) {
      throw new IllegalArgumentException(
          "feature memory of version " + version + ", this program reads " + VERSION);
    }
    into.operation().read(in);
    into.speed().read(in);
    for (int left = in.readCount(); left > 0; left--) {
      into.points().put(in.readString(), PointMemory.read(in, version));
    }
    in.end();
  }

  /** Memory as it was written. */
  static FeatureMemory asleep(byte @Nullable [] declaration, byte @Nullable [] knowledge) {
    FeatureMemory memory = new FeatureMemory();
    memory.declaration = declaration;
    memory.sleeping = knowledge;
    return memory;
  }

  /** A memory of its own that remembers the same. */
  FeatureMemory copy() {
    FeatureMemory copy = asleep(declaration, knowledge());
    waiting.forEach(copy::await);
    return copy;
  }
}
