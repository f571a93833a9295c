package io.millwright.streams.assess;

import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.event.MachineEvent;
import io.millwright.models.assessor.AssetAssessor;
import io.millwright.streams.flink.Arrival;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything the job remembers of an asset.
 *
 * <p>Restored memory sleeps: it holds the assessor's bytes, because a serializer knows neither
 * settings nor models. It wakes when the operator first needs the assessor. Memory is changed by
 * the task's thread only; a checkpoint's thread may read it at the same time as the task's thread
 * copies it, therefore these two are synchronized.
 */
final class AssetMemory {
  /** By time, then id, so that the order is the same whatever order they came in. */
  static final Comparator<MachineEvent> EVENT_ORDER =
      Comparator.comparing(MachineEvent::time).thenComparing(MachineEvent::id);

  /** Scans and events that wait for a declaration, in order of arrival. */
  final Deque<Arrival> waiting = new ArrayDeque<>();

  /** Events that are newer than the newest scan. */
  final Queue<MachineEvent> future = new PriorityQueue<>(EVENT_ORDER);

  /**
   * When waiting ends, in epoch milliseconds of the wall clock; only of meaning while some wait.
   */
  long patienceEndsAt;

  /** Time of the newest accepted scan. */
  @Nullable Instant newest;

  private byte @Nullable [] declaration;
  private byte @Nullable [] sleeping;
  private byte @Nullable [] sleepingShadow;
  private @Nullable Awake awake;

  /** Its state could not be written; the task's thread gives it up then. */
  private volatile boolean shadowUnwritable;

  /**
   * @param shadow judges in the dark; null if nothing does
   * @param epoch of the models that both judge by
   */
  private record Awake(
      Asset asset,
      int channelSet,
      AssetAssessor assessor,
      @Nullable AssetAssessor shadow,
      int epoch) {}

  /**
   * Starts, or restores, the assessors of an asset, with the models that serve now. Where models
   * never change and none judges in the dark, only the first method says anything.
   */
  interface Waking {
    AssetAssessor wake(Asset asset, byte @Nullable [] state);

    /**
     * The assessor that judges in the dark beside the live one; null if there is no such model.
     * Where the live one has been given the shadow's model meanwhile, it goes on from that state.
     *
     * @param state of the shadow; null if it begins now, knowing what the live one knows
     */
    default @Nullable AssetAssessor wakeShadow(
        Asset asset, byte @Nullable [] state, AssetAssessor live) {
      return null;
    }

    /**
     * Lets the models of now take over.
     *
     * @param shadow of before; null if there was none
     */
    default void serve(Asset asset, AssetAssessor live, @Nullable AssetAssessor shadow) {}

    /** As {@link #serve}, of what judges in the dark; gives the shadow of now. */
    default @Nullable AssetAssessor serveShadow(
        Asset asset, AssetAssessor live, @Nullable AssetAssessor shadow) {
      return shadow;
    }

    /** Told whenever a shadow is given up because it failed. */
    default void shadowFailed() {}

    /** Changes with the models. */
    default int epoch() {
      return 0;
    }
  }

  boolean isDeclared() {
    return declaration != null;
  }

  boolean isEmpty() {
    return declaration == null && waiting.isEmpty() && future.isEmpty();
  }

  /** Whether this very declaration is known: equal assets have equal bytes. */
  boolean isDeclaredAs(byte[] bytes) {
    return Arrays.equals(declaration, bytes);
  }

  /** Sets or changes the declaration; a machine of another class starts anew. */
  void declare(Asset asset, byte[] bytes, AvroCodec<Asset> assets, Waking waking) {
    AssetAssessor assessor;
    AssetAssessor shadow;
    if (declaration != null
        && asset(assets, waking).equipmentClass().equals(asset.equipmentClass())) {
      assessor = assessor(assets, waking);
      assessor.declare(asset);
      shadow =
          inTheDark(
              assets,
              waking,
              dark -> {
                dark.declare(asset);
                return dark;
              });
    } else {
      assessor = waking.wake(asset, null);
      shadow = guarded(() -> waking.wakeShadow(asset, null, assessor), waking);
      newest = null;
    }
    declaration = bytes;
    awake = new Awake(asset, asset.channelSet(), assessor, shadow, waking.epoch());
  }

  /** Forgets all but what waits for a declaration. */
  void withdraw() {
    declaration = null;
    sleeping = null;
    sleepingShadow = null;
    awake = null;
    newest = null;
    future.clear();
  }

  Asset asset(AvroCodec<Asset> assets, Waking waking) {
    return awake(assets, waking).asset();
  }

  int channelSet(AvroCodec<Asset> assets, Waking waking) {
    return awake(assets, waking).channelSet();
  }

  AssetAssessor assessor(AvroCodec<Asset> assets, Waking waking) {
    return awake(assets, waking).assessor();
  }

  /**
   * Lets the shadow do something, if there is one. If it fails, whatever the reason, it judges no
   * more until models change or the job restarts: it must not reach what is live.
   *
   * @return null too if there is no shadow, or it has failed
   */
  <T> @Nullable T inTheDark(
      AvroCodec<Asset> assets, Waking waking, Function<AssetAssessor, T> task) {
    Awake known = awake(assets, waking);
    AssetAssessor shadow = known.shadow();
    if (shadow == null) {
      return null;
    }
    T done = null;
    if (shadowUnwritable) {
      shadowUnwritable = false;
      waking.shadowFailed();
    } else {
      done = guarded(() -> task.apply(shadow), waking);
    }
    if (done == null) {
      awake = new Awake(known.asset(), known.channelSet(), known.assessor(), null, known.epoch());
    }
    return done;
  }

  private static <T> @Nullable T guarded(Supplier<@Nullable T> shadow, Waking waking) {
    try {
      return shadow.get();
    } catch (RuntimeException e) {
      waking.shadowFailed();
      return null;
    }
  }

  private Awake awake(AvroCodec<Asset> assets, Waking waking) {
    Awake known = awake;
    if (known == null) {
      Asset asset = assets.decode(Objects.requireNonNull(declaration, "asset is not declared"));
      AssetAssessor assessor = waking.wake(asset, sleeping);
      byte[] state = sleepingShadow;
      AssetAssessor shadow = guarded(() -> waking.wakeShadow(asset, state, assessor), waking);
      known = new Awake(asset, asset.channelSet(), assessor, shadow, waking.epoch());
      awake = known;
      sleeping = null;
      sleepingShadow = null;
    } else if (known.epoch() != waking.epoch()) {
      Asset asset = known.asset();
      AssetAssessor live = known.assessor();
      AssetAssessor sound = guarded(soundOrNull(known.shadow()), waking);
      waking.serve(asset, live, sound);
      AssetAssessor shadow = guarded(() -> waking.serveShadow(asset, live, sound), waking);
      known = new Awake(asset, known.channelSet(), live, shadow, waking.epoch());
      awake = known;
    }
    return known;
  }

  /** One that cannot say what it has seen has nothing to hand over. */
  private static Supplier<@Nullable AssetAssessor> soundOrNull(@Nullable AssetAssessor shadow) {
    return () -> {
      if (shadow != null) {
        shadow.snapshot();
      }
      return shadow;
    };
  }

  byte @Nullable [] declaration() {
    return declaration;
  }

  /** The assessor's state; null if none was ever started. */
  synchronized byte @Nullable [] assessorBytes() {
    return awake == null ? sleeping : awake.assessor().snapshot();
  }

  /** The shadow's state; null if there is none, or it cannot be written. */
  synchronized byte @Nullable [] shadowBytes() {
    Awake known = awake;
    if (known == null) {
      return sleepingShadow;
    }
    try {
      return known.shadow() == null ? null : known.shadow().snapshot();
    } catch (RuntimeException e) { // a checkpoint must not fail for it
      shadowUnwritable = true;
      return null;
    }
  }

  List<MachineEvent> futureInOrder() {
    List<MachineEvent> events = new ArrayList<>(future);
    events.sort(EVENT_ORDER);
    return events;
  }

  /** Memory as it was written. */
  static AssetMemory asleep(
      byte @Nullable [] declaration,
      byte @Nullable [] assessor,
      byte @Nullable [] shadow,
      @Nullable Instant newest) {
    AssetMemory memory = new AssetMemory();
    memory.sleepingShadow = shadow;
    memory.declaration = declaration;
    memory.sleeping = assessor;
    memory.newest = newest;
    return memory;
  }

  /**
   * A memory of its own that remembers the same. The copy takes the live assessor and this memory
   * falls asleep: the heap backend copies what a checkpoint is about to write and goes on with the
   * copy, and an assessor costs far more to wake (its forest is built anew) than to write.
   */
  synchronized AssetMemory copy() {
    sleeping = assessorBytes();
    sleepingShadow = shadowBytes();
    boolean asleep = awake == null; // else the copy needs no bytes, and would keep them for good
    AssetMemory copy =
        asleep(declaration, asleep ? sleeping : null, asleep ? sleepingShadow : null, newest);
    copy.awake = awake;
    copy.shadowUnwritable = shadowUnwritable;
    awake = null;
    copy.waiting.addAll(waiting);
    copy.future.addAll(future);
    copy.patienceEndsAt = patienceEndsAt;
    return copy;
  }
}
