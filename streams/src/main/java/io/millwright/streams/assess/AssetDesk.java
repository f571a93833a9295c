package io.millwright.streams.assess;

import static io.millwright.contracts.telemetry.RejectionReason.OTHER;
import static io.millwright.contracts.telemetry.RejectionReason.UNKNOWN_ASSET;
import static io.millwright.contracts.telemetry.RejectionReason.UNREADABLE;

import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.codec.UndecodableException;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.feature.FrameContext;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.contracts.telemetry.RejectionReason;
import io.millwright.contracts.telemetry.ScalarScan;
import io.millwright.models.assessor.AssessorSettings;
import io.millwright.models.assessor.AssetAssessor;
import io.millwright.models.assessor.AssetModels;
import io.millwright.models.assessor.Verdict;
import io.millwright.models.release.ModelComparison;
import io.millwright.streams.flink.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where arrivals of an asset meet its memory: decides what waits, in which order things are taken,
 * and what is rejected. Knows no Flink and no clock. One owner thread.
 *
 * <p>A scan waits while its asset, or the list of channels that it follows, is not declared: the
 * declaration travels on another topic and may be read later. So the assessments do not depend on
 * which topic was read first.
 *
 * <p>Where a class has a shadow model, a second assessor of the asset takes all that the first one
 * accepted. What it says goes to an output of its own; if it fails, it alone is given up.
 */
final class AssetDesk {
  private static final byte[] NOTHING = {};

  private final AvroCodec<ScalarScan> scans = AvroCodec.of(ScalarScan.class);
  private final AvroCodec<MachineEvent> events = AvroCodec.of(MachineEvent.class);
  private final AvroCodec<FeatureVector> vectors = AvroCodec.of(FeatureVector.class);
  private final AvroCodec<Asset> assets = AvroCodec.of(Asset.class);
  private final AssetMemory.Waking waking;
  private final ServingModels models;
  private final Patience patience;
  private final Duration compareOver;
  private final AssessmentMeters meters;

  /** What comes off the desk. */
  interface Out {
    void assessed(Assessment assessment);

    void features(FeatureVector features);

    /** What the shadow model says. */
    void inTheDark(Assessment shadow);

    /** How that differs. */
    void compared(ModelComparison comparison);

    void rejected(RejectedTelemetry rejected);
  }

  AssetDesk(
      AssessorSettings settings,
      ServingModels models,
      Patience patience,
      Duration compareOver,
      AssessmentMeters meters) {
    this.models = models;
    this.patience = patience;
    this.compareOver = compareOver;
    this.meters = meters;
    this.waking = new Waking(settings, models, meters);
  }

  /** Gives assets the models that serve now. */
  private record Waking(AssessorSettings settings, ServingModels models, AssessmentMeters meters)
      implements AssetMemory.Waking {
    @Override
    public AssetAssessor wake(Asset asset, byte @Nullable [] state) {
      ServingModels.OfClass serving = models.of(asset.equipmentClass());
      return state == null
          ? AssetAssessor.start(asset, settings, serving.live())
          : AssetAssessor.restore(state, asset, settings, serving.live());
    }

    @Override
    public @Nullable AssetAssessor wakeShadow(
        Asset asset, byte @Nullable [] state, AssetAssessor live) {
      if (state != null) {
        live.takeOver(state);
      }
      AssetModels shadow = models.of(asset.equipmentClass()).shadow();
      if (shadow == null) {
        return null;
      }
      return state == null
          ? live.besides(shadow)
          : AssetAssessor.restore(state, asset, settings, shadow);
    }

    @Override
    public void serve(Asset asset, AssetAssessor live, @Nullable AssetAssessor dark) {
      live.serve(models.of(asset.equipmentClass()).live(), dark);
    }

    @Override
    public @Nullable AssetAssessor serveShadow(
        Asset asset, AssetAssessor live, @Nullable AssetAssessor dark) {
      AssetModels shadow = models.of(asset.equipmentClass()).shadow();
      if (shadow == null || dark == null) {
        return shadow == null ? null : live.besides(shadow);
      }
      dark.serve(shadow, null);
      return dark;
    }

    @Override
    public void shadowFailed() {
      meters.shadowFailed();
    }

    @Override
    public int epoch() {
      return models.epoch();
    }
  }

  /** Takes one arrival. Afterwards {@code memory.waiting} tells whether something waits. */
  void take(Arrival arrival, AssetMemory memory, Instant now, Out out) {
    byte[] value = arrival.value();
    if (value == null && arrival.kind() == Arrival.Kind.ASSET) {
      withdraw(arrival, memory, now, out);
      return;
    }
    if (value == null || arrival.key().isEmpty()) {
      reject(arrival, UNREADABLE, value == null ? "no value" : "no key", now, out);
      return;
    }
    try {
      switch (arrival.kind()) {
        case ASSET -> declare(assets.decode(value), arrival, value, memory, now, out);
        case SCAN -> scan(scans.decode(value), arrival, memory, now, out);
        case EVENT -> event(events.decode(value), arrival, memory, now, out);
        case FEATURES -> features(vectors.decode(value), arrival, memory, now, out);
        case WAVEFORM, SOUND ->
            throw new IllegalStateException("frames are not read by this stage");
      }
    } catch (UndecodableException e) {
      reject(arrival, UNREADABLE, String.valueOf(e.getMessage()), now, out);
    }
  }

  /** Patience is over: what still waits is judged as it is, or rejected. */
  void endPatience(AssetMemory memory, Instant now, Out out) {
    List<Arrival> waited = List.copyOf(memory.waiting);
    memory.waiting.clear();
    for (Arrival arrival : waited) {
      byte[] value = arrival.value();
      if (memory.isDeclared() && arrival.kind() == Arrival.Kind.SCAN && value != null) {
        assess(scans.decode(value), arrival, memory, now, out);
      } else if (memory.isDeclared() && arrival.kind() == Arrival.Kind.FEATURES && value != null) {
        judge(vectors.decode(value), arrival, memory, now, out);
      } else {
        reject(
            arrival,
            UNKNOWN_ASSET,
            "asset is not declared; waited " + patience.longest().toMillis() + " ms",
            now,
            out);
      }
    }
  }

  private void declare(
      Asset asset, Arrival arrival, byte[] bytes, AssetMemory memory, Instant now, Out out) {
    if (!sameAsset(asset.id(), arrival, now, out) || memory.isDeclaredAs(bytes)) {
      return;
    }
    memory.declare(asset, bytes, assets, waking);
    meters.declared();
    List<Arrival> waited = List.copyOf(memory.waiting);
    memory.waiting.clear();
    // Events first: those that are due must act before the scans that waited beside them.
    for (Arrival.Kind kind :
        List.of(Arrival.Kind.EVENT, Arrival.Kind.SCAN, Arrival.Kind.FEATURES)) {
      for (Arrival waiting : waited) {
        if (waiting.kind() == kind) {
          take(waiting, memory, now, out);
        }
      }
    }
  }

  private void withdraw(Arrival arrival, AssetMemory memory, Instant now, Out out) {
    if (!memory.isDeclared()) {
      return;
    }
    for (MachineEvent event : memory.futureInOrder()) {
      meters.rejected(UNKNOWN_ASSET);
      out.rejected(
          arrival.rejected(
              event.time(),
              event.origin(),
              now,
              UNKNOWN_ASSET,
              "asset was withdrawn before event " + event.id() + " was due",
              events.encode(event)));
    }
    memory.withdraw();
    meters.withdrawn(arrival.key());
  }

  private void scan(ScalarScan scan, Arrival arrival, AssetMemory memory, Instant now, Out out) {
    if (!sameAsset(scan.assetId(), arrival, now, out)) {
      return;
    }
    if (memory.isDeclared() && memory.channelSet(assets, waking) == scan.channelSet()) {
      assess(scan, arrival, memory, now, out);
    } else {
      await(arrival, memory, now, out);
    }
  }

  private void event(
      MachineEvent event, Arrival arrival, AssetMemory memory, Instant now, Out out) {
    if (!sameAsset(event.assetId(), arrival, now, out)) {
      return;
    }
    if (!memory.isDeclared()) {
      await(arrival, memory, now, out);
      return;
    }
    // Frames have their own time: the assessor holds the event until they have come so far.
    memory.assessor(assets, waking).applyToSignals(event);
    memory.inTheDark(
        assets,
        waking,
        shadow -> {
          shadow.applyToSignals(event);
          return shadow;
        });
    if (memory.asset(assets, waking).points().isEmpty()) {
      meters.eventApplied();
    } else if (memory.newest != null && !event.time().isAfter(memory.newest)) {
      apply(event, memory);
    } else if (memory.future.size() >= patience.mostRecords()) {
      reject(arrival, OTHER, memory.future.size() + " events wait for scans", now, out);
    } else if (memory.future.stream().noneMatch(e -> e.id().equals(event.id()))) {
      memory.future.add(event);
    }
  }

  /** Vectors without a frame are this stage's own and say nothing new. */
  private void features(
      FeatureVector vector, Arrival arrival, AssetMemory memory, Instant now, Out out) {
    FrameContext frame = vector.frame();
    if (frame == null || !sameAsset(vector.assetId(), arrival, now, out)) {
      return;
    }
    if (memory.isDeclared() && memory.asset(assets, waking).signal(frame.pointId()) != null) {
      judge(vector, arrival, memory, now, out);
    } else {
      await(arrival, memory, now, out);
    }
  }

  private void await(Arrival arrival, AssetMemory memory, Instant now, Out out) {
    if (memory.waiting.size() >= patience.mostRecords()) {
      reject(
          arrival,
          UNKNOWN_ASSET,
          "asset or channels are not declared; " + memory.waiting.size() + " records wait already",
          now,
          out);
    } else {
      memory.waiting.add(arrival);
      meters.waits();
    }
  }

  private void assess(ScalarScan scan, Arrival arrival, AssetMemory memory, Instant now, Out out) {
    for (MachineEvent e = memory.future.peek();
        e != null && !e.time().isAfter(scan.time());
        e = memory.future.peek()) {
      apply(e, memory);
      memory.future.remove();
    }
    Verdict verdict = memory.assessor(assets, waking).accept(scan, now);
    if (verdict instanceof Verdict.Assessed) {
      memory.newest = scan.time();
    }
    settle(verdict, arrival, now, out);
    alsoInTheDark(verdict, shadow -> shadow.accept(scan, now), memory, out);
  }

  private void judge(
      FeatureVector vector, Arrival arrival, AssetMemory memory, Instant now, Out out) {
    Verdict verdict = memory.assessor(assets, waking).accept(vector, now);
    settle(verdict, arrival, now, out);
    alsoInTheDark(verdict, shadow -> shadow.accept(vector, now), memory, out);
  }

  /** Lets the shadow judge what the live model took. */
  private void alsoInTheDark(
      Verdict live, Function<AssetAssessor, Verdict> judging, AssetMemory memory, Out out) {
    if (!(live instanceof Verdict.Assessed || live instanceof Verdict.Merged)) {
      return;
    }
    Verdict verdict = memory.inTheDark(assets, waking, judging);
    if (live instanceof Verdict.Assessed a && verdict instanceof Verdict.Assessed b) {
      meters.shadowAssessed();
      out.inTheDark(b.assessment());
      ServingModels.OfClass serving = models.of(memory.asset(assets, waking).equipmentClass());
      out.compared(
          ModelComparison.of(
              a.assessment(),
              b.assessment(),
              serving.shadowId(),
              serving.comparedWith(),
              serving.shadowOf(),
              compareOver));
    }
  }

  private void settle(Verdict verdict, Arrival arrival, Instant now, Out out) {
    if (verdict instanceof Verdict.Assessed assessed) {
      out.assessed(assessed.assessment());
      meters.assessed(assessed.assessment());
      if (assessed.features() != null) {
        out.features(assessed.features());
      }
    } else if (verdict instanceof Verdict.Rejected rejected) {
      reject(arrival, rejected.reason(), rejected.detail(), now, out);
    } else if (verdict instanceof Verdict.Merged) {
      meters.merged();
    } else {
      meters.redelivered();
    }
  }

  private void apply(MachineEvent event, AssetMemory memory) {
    memory.assessor(assets, waking).applyToScans(event);
    memory.inTheDark(
        assets,
        waking,
        shadow -> {
          shadow.applyToScans(event);
          return shadow;
        });
    meters.eventApplied();
  }

  private boolean sameAsset(AssetId id, Arrival arrival, Instant now, Out out) {
    if (id.value().equals(arrival.key())) {
      return true;
    }
    reject(
        arrival,
        OTHER,
        "key is " + Arrival.readable(arrival.key()) + ", value is of " + id,
        now,
        out);
    return false;
  }

  private void reject(
      Arrival arrival, RejectionReason reason, String detail, Instant now, Out out) {
    byte[] raw = Objects.requireNonNullElse(arrival.value(), NOTHING);
    Instant time = null;
    Origin origin = Origin.UNKNOWN;
    if (reason != UNREADABLE && arrival.kind() == Arrival.Kind.SCAN) {
      ScalarScan scan = scans.decode(raw);
      time = scan.time();
      origin = scan.origin();
    } else if (reason != UNREADABLE && arrival.kind() == Arrival.Kind.EVENT) {
      MachineEvent event = events.decode(raw);
      time = event.time();
      origin = event.origin();
    } else if (reason != UNREADABLE && arrival.kind() == Arrival.Kind.FEATURES) {
      FeatureVector vector = vectors.decode(raw);
      time = vector.time();
      origin = vector.origin();
    }
    meters.rejected(reason);
    out.rejected(arrival.rejected(time, origin, now, reason, detail));
  }
}
