package io.millwright.streams.features;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.codec.UndecodableException;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.ChannelQuality;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.streams.features.FeatureMemory.Awake;
import io.millwright.streams.features.FeatureMemory.Waiting;
import io.millwright.streams.flink.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Where frames of an asset meet what is known of it: decides which waits, and for how long. Knows
 * no Flink and no clock. One owner thread.
 *
 * <p>A frame waits for the declaration of its asset or point, or for a scan or event that tells
 * what the machine was doing. Frames of a point are taken in the order of their topic, so one that
 * waits holds back those behind it.
 */
final class FeatureDesk {
  private final AvroCodec<ScalarScan> scans = AvroCodec.of(ScalarScan.class);
  private final AvroCodec<MachineEvent> events = AvroCodec.of(MachineEvent.class);
  private final AvroCodec<Asset> assets = AvroCodec.of(Asset.class);
  private final FeatureSettings settings;
  private final FrameJudge judge;
  private final FeatureMeters meters;

  /** What comes off the desk. */
  interface Out {
    void made(FeatureVector vector);

    void rejected(RejectedTelemetry rejected);
  }

  /**
   * One visit to the desk.
   *
   * @param nowMillis wall clock
   * @param startedMillis when this run of the job began: the time that it was down is not held
   *     against records that wait
   */
  record Visit(FeatureMemory memory, long nowMillis, long startedMillis, Out out) {
    Instant now() {
      return Instant.ofEpochMilli(nowMillis);
    }
  }

  FeatureDesk(FeatureSettings settings, Extraction.Maker extractions, FeatureMeters meters) {
    this.settings = settings;
    this.judge = new FrameJudge(extractions, meters);
    this.meters = meters;
  }

  /** Takes one arrival. Afterwards {@link #wakeAt} tells when to come again. */
  void take(Arrival arrival, Visit visit) {
    byte[] value = arrival.value();
    switch (arrival.kind()) {
      case ASSET -> {
        if (value == null) {
          visit.memory().withdraw();
        } else if (!visit.memory().isDeclaredAs(value)) {
          declare(arrival, value, visit);
        }
      }
      case SCAN, EVENT -> {
        if (!visit.memory().isDeclared()) {
          await(arrival, visit);
        } else if (hear(arrival, visit) && !visit.memory().waiting().isEmpty()) {
          drain(visit);
        }
      }
      case WAVEFORM, SOUND -> {
        boolean behind =
            visit.memory().waiting().stream()
                .anyMatch(w -> w.arrival().key().equals(arrival.key()));
        if (behind || !isSettled(arrival, visit, false)) {
          await(arrival, visit);
        }
      }
      case FEATURES -> throw new IllegalStateException("features are not read by their own stage");
    }
  }

  /** Looks again at what waits; what has waited too long is settled as it is. */
  void drain(Visit visit) {
    FeatureMemory memory = visit.memory();
    if (memory.isDeclared()) {
      // Scans and events first: they tell what frames beside them need.
      memory.release(
          w -> {
            if (isFrame(w.arrival())) {
              return false;
            }
            hear(w.arrival(), visit);
            return true;
          });
    }
    Set<String> held = new HashSet<>();
    memory.release(
        w -> {
          boolean over = visit.nowMillis() >= patienceEnds(w, visit);
          if (!isFrame(w.arrival())) {
            return over;
          }
          String key = w.arrival().key();
          boolean settled = !held.contains(key) && isSettled(w.arrival(), visit, over);
          if (!settled) {
            held.add(key);
          }
          return settled;
        });
  }

  /** When to visit again, epoch milliseconds of the wall clock; -1 if nothing waits. */
  long wakeAt(Visit visit) {
    long earliest = -1;
    for (Waiting waiting : visit.memory().waiting()) {
      long end = patienceEnds(waiting, visit);
      earliest = earliest < 0 ? end : Math.min(earliest, end);
      if (!visit.memory().isDeclared()) {
        break; // all have the same patience
      }
    }
    return earliest;
  }

  private long patienceEnds(Waiting waiting, Visit visit) {
    FeatureMemory memory = visit.memory();
    boolean known = memory.isDeclared() && judge.knowsForm(waiting.arrival(), know(memory));
    Duration patience = known ? settings.statePatience() : settings.declarationPatience();
    return Math.max(waiting.sinceMillis(), visit.startedMillis()) + patience.toMillis();
  }

  private Awake know(FeatureMemory memory) {
    return memory.awake(assets, settings.freshness());
  }

  private void declare(Arrival arrival, byte[] value, Visit visit) {
    Asset asset;
    try {
      asset = assets.decode(value);
    } catch (UndecodableException e) {
      return; // the assessing stage reads declarations too, and rejects it
    }
    if (asset.id().value().equals(arrival.key())) {
      visit.memory().declare(asset, value, assets, settings.freshness());
      drain(visit);
    }
  }

  /**
   * Hears a scan or event as far as frames need it; the assessing stage rejects bad ones.
   *
   * @return whether it told anything
   */
  private boolean hear(Arrival arrival, Visit visit) {
    Awake known = know(visit.memory());
    byte[] value = arrival.value();
    boolean scan = arrival.kind() == Arrival.Kind.SCAN;
    if (value == null || !(scan ? known.readsScans() : known.readsEvents())) {
      return false;
    }
    try {
      if (scan) {
        hear(scans.decode(value), known);
      } else {
        MachineEvent event = events.decode(value);
        known.operation().happened(event.type(), event.time());
      }
      return true;
    } catch (UndecodableException e) {
      return false;
    }
  }

  private static void hear(ScalarScan scan, Awake known) {
    if (scan.channelSet() != known.channelSet()
        || scan.values().length != known.asset().points().size()) {
      return;
    }
    if (known.statePoint() >= 0) {
      known.operation().scanned(scan.time(), usable(scan, known.statePoint()));
    }
    if (known.speedPoint() >= 0) {
      known.speed().scanned(scan.time(), usable(scan, known.speedPoint()) * known.rpmPerUnit());
    }
  }

  private static double usable(ScalarScan scan, int channel) {
    ChannelQuality quality = scan.qualityOf(channel);
    return quality == ChannelQuality.GOOD || quality == ChannelQuality.UNCERTAIN
        ? scan.values()[channel]
        : Double.NaN;
  }

  private boolean isSettled(Arrival arrival, Visit visit, boolean patienceIsOver) {
    FeatureMemory memory = visit.memory();
    Awake known = memory.isDeclared() ? know(memory) : null;
    return judge.settles(arrival, known, visit, patienceIsOver);
  }

  private void await(Arrival arrival, Visit visit) {
    FeatureMemory memory = visit.memory();
    makeRoom(arrival, visit);
    boolean fits = fits(arrival, memory);
    if (fits) {
      memory.await(new Waiting(arrival, visit.nowMillis()));
    }
    if (isFrame(arrival) && fits) {
      meters.waits();
    } else if (isFrame(arrival)) {
      meters.rejected(RejectionReason.OTHER);
      String detail =
          "asset or operating state is not known, and %d bytes wait already"
              .formatted(memory.waitingBytes());
      visit
          .out()
          .rejected(
              arrival.rejected(null, Origin.UNKNOWN, visit.now(), RejectionReason.OTHER, detail));
    }
  }

  private boolean fits(Arrival arrival, FeatureMemory memory) {
    return memory.waitingBytes() + FeatureMemory.weight(arrival) <= settings.mostWaitingBytes();
  }

  /**
   * Whether an event is under way nobody knows, so all frames wait for one: when a backlog is read
   * there may be more than there is room for, and that is no reason to lose them.
   */
  private void makeRoom(Arrival arrival, Visit visit) {
    FeatureMemory memory = visit.memory();
    if (memory.isDeclared() && know(memory).readsEvents()) {
      memory.release(
          w ->
              !fits(arrival, memory)
                  && isFrame(w.arrival())
                  && judge.knowsForm(w.arrival(), know(memory))
                  && isSettled(w.arrival(), visit, true));
    }
  }

  private static boolean isFrame(Arrival arrival) {
    return arrival.kind() == Arrival.Kind.WAVEFORM || arrival.kind() == Arrival.Kind.SOUND;
  }
}
