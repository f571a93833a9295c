package io.millwright.streams.assess;

import io.millwright.models.release.InvalidBundleException;
import io.millwright.streams.flink.Bundles;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads models on a thread of its own; whoever asks takes them up when they are there. All methods
 * belong to one owner thread. Releases were verified before they came here, so that what fails is
 * of the moment: it is tried again until it succeeds, or nobody wants it any more. Others are
 * loaded in between.
 */
final class ModelLoader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);
  private static final long LONGEST_PAUSE_SECONDS = 30;

  private final Bundles bundles;
  private final Map<String, LoadedModel> loaded = new HashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Queue<LoadedModel> done = new ConcurrentLinkedQueue<>();
  private @Nullable ScheduledExecutorService thread; // only once something is asked for

  ModelLoader(Bundles bundles) {
    this.bundles = bundles;
  }

  /** A model that is there already. */
  void add(LoadedModel model) {
    loaded.put(model.sha256(), model);
  }

  /** Loads a model now, if it is not there. */
  LoadedModel loadNow(String sha256) {
    LoadedModel known = loaded.get(sha256);
    if (known == null) {
      known = LoadedModel.of(sha256, bundles.read(sha256));
      add(known);
    }
    return known;
  }

  /** The model if it is there; otherwise it is on its way. */
  @Nullable LoadedModel get(String sha256) {
    LoadedModel known = loaded.get(sha256);
    if (known == null && asked.add(sha256)) {
      ScheduledExecutorService loading = thread;
      if (loading == null) {
        loading =
            Executors.newSingleThreadScheduledExecutor(
                task -> {
                  Thread made = new Thread(task, "load-models");
                  made.setDaemon(true);
                  return made;
                });
        thread = loading;
      }
      loading.execute(new Load(sha256, 1, loading));
    }
    return known;
  }

  /** One attempt, and the next one if it fails. */
  private final class Load implements Runnable {
    private final String sha256;
    private final long pauseSeconds;
    private final ScheduledExecutorService loading;

    Load(String sha256, long pauseSeconds, ScheduledExecutorService loading) {
      this.sha256 = sha256;
      this.pauseSeconds = pauseSeconds;
      this.loading = loading;
    }

    @Override
    public void run() {
      if (!asked.contains(sha256)) {
        return;
      }
      try {
        done.add(LoadedModel.of(sha256, bundles.read(sha256)));
      } catch (InvalidBundleException e) {
        LOG.atError()
            .addKeyValue("sha256", sha256)
            .addKeyValue("error", e.getMessage())
            .log("a model that was verified cannot be loaded; the present one stays");
      } catch (RuntimeException | Error e) { // of the moment, as too little memory may be
        if (loading.isShutdown()) {
          return;
        }
        LOG.atWarn()
            .addKeyValue("sha256", sha256)
            .addKeyValue("error", e.toString())
            .log("a model cannot be loaded now; the present one stays, trying again");
        long next = Math.min(2 * pauseSeconds, LONGEST_PAUSE_SECONDS);
        loading.schedule(new Load(sha256, next, loading), pauseSeconds, TimeUnit.SECONDS);
      }
    }
  }

  /** Whether something came since the last call. Costs next to nothing. */
  boolean hasNews() {
    boolean news = false;
    for (LoadedModel model = done.poll(); model != null; model = done.poll()) {
      add(model);
      asked.remove(model.sha256());
      news = true;
    }
    return news;
  }

  /** What is still on its way and not among these is given up. */
  void want(Set<String> digests) {
    asked.retainAll(digests);
  }

  /** Forgets all models but these. */
  void keepOnly(Set<String> digests) {
    loaded.keySet().retainAll(digests);
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
  }
}
