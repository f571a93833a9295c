package io.millwright.streams.assess;

import io.millwright.models.release.InvalidBundleException;
import io.millwright.streams.flink.Bundles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads models on a thread of its own; whoever asks takes them up when they are there. All methods
 * belong to one owner thread. Releases were verified before they came here, so that what fails is
 * of the moment: it is tried again until it succeeds, or nobody wants it any more.
 */
final class ModelLoader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);
  private static final long LONGEST_PAUSE_SECONDS = 30;

  private final Bundles bundles;
  private final Map<String, LoadedModel> loaded = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Queue<LoadedModel> done = new ConcurrentLinkedQueue<>();
  private @Nullable ExecutorService thread; // only once something is asked for
  private volatile boolean closed;

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
      if (thread == null) {
        thread =
            Executors.newSingleThreadExecutor(
                task -> {
                  Thread made = new Thread(task, "load-models");
                  made.setDaemon(true);
                  return made;
                });
      }
      thread.execute(() -> load(sha256));
    }
    return known;
  }

  private void load(String sha256) {
    for (long pause = 1; !closed; pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
      try {
        done.add(LoadedModel.of(sha256, bundles.read(sha256)));
        return;
      } catch (InvalidBundleException e) {
        LOG.atError()
            .addKeyValue("sha256", sha256)
            .addKeyValue("error", e.getMessage())
            .log("a model that was verified cannot be loaded; the present one stays");
        return;
      } catch (RuntimeException e) { // of the moment
        LOG.atWarn()
            .addKeyValue("sha256", sha256)
            .addKeyValue("error", String.valueOf(e.getMessage()))
            .log("a model cannot be loaded now; trying again");
        pause(pause);
      }
    }
  }

  private void pause(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      closed = true;
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

  /** Forgets all models but these. */
  void keepOnly(Set<String> digests) {
    loaded.keySet().retainAll(digests);
  }

  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      thread.shutdownNow();
    }
  }
}
