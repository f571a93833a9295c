package io.millwright.standalone;

import io.millwright.ingest.Pace;
import io.millwright.ingest.TelemetrySource;
import io.millwright.ingest.plant.Plant;
import io.millwright.streams.assess.ModelBinding;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a process is to work on.
 *
 * @param models what assets are judged by; may be in training still
 * @param released whether these models are released over the topic, where people can change them;
 *     otherwise they stay with the job, which a replay needs to say the same every time
 * @param shadows released as such once they are trained; of meaning only with {@code released}
 * @param plant published at start; null leaves what is published
 * @param sources what is played at start
 */
public record Workload(
    CompletableFuture<List<ModelBinding>> models,
    boolean released,
    CompletableFuture<List<ModelBinding>> shadows,
    @Nullable Plant plant,
    List<Playing> sources) {
  public Workload {
    sources = List.copyOf(sources);
  }

  /** One source, which declares its own assets; models stay with the job. */
  public static Workload of(
      CompletableFuture<List<ModelBinding>> models, TelemetrySource source, Pace pace) {
    return new Workload(models, false, noShadows(), null, List.of(new Playing(source, pace)));
  }

  /** None are trained. */
  public static CompletableFuture<List<ModelBinding>> noShadows() {
    return CompletableFuture.completedFuture(List.of());
  }

  /**
   * A source and how fast it is played.
   *
   * @param source owned by whoever plays it
   * @param pace seconds of event time a second
   */
  public record Playing(TelemetrySource source, Pace pace) {}
}
