package io.millwright.streams.assess;

import io.millwright.contracts.model.ModelRelease;
import io.millwright.models.assessor.AssetModels;
import io.millwright.models.release.ModelComparison.Named;
import io.millwright.models.release.ReleaseLog;
import io.millwright.models.release.Sha256;
import io.millwright.streams.flink.Bundles;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models of one subtask by class of equipment: those it was configured with, until something is
 * released in their place. One owner thread.
 *
 * <p>A release takes effect when its model has been loaded, off this thread; until then the one
 * before goes on. {@link #epoch()} changes whenever an asset might have to be judged by others.
 */
final class ServingModels implements AutoCloseable {
  /** A kind of model for a class. */
  private record Place(String kind, String equipmentClass) {}

  /**
   * What judges a class.
   *
   * @param live what is said of its assets
   * @param shadow what judges them in the dark; null if nothing does
   * @param shadowId the model that differs from the live ones
   * @param comparedWith the live model of its kind
   * @param shadowOf the class for which the shadow was released, {@link ModelBinding#ANY} too
   */
  record OfClass(
      AssetModels live,
      @Nullable AssetModels shadow,
      Named shadowId,
      Named comparedWith,
      String shadowOf) {}

  private final Map<Place, LoadedModel> configured = new HashMap<>();
  private final Map<Place, LoadedModel> live = new HashMap<>();
  private final Map<Place, Shadow> shadows = new HashMap<>();
  private final Map<String, OfClass> classes = new HashMap<>();
  private final ModelLoader loader;
  private ReleaseLog log;
  private int epoch;

  private record Shadow(ModelRelease release, LoadedModel model) {}

  /**
   * @param releases what a checkpoint knew; their models are loaded before this returns
   */
  ServingModels(List<ModelBinding> bindings, Bundles bundles, Collection<ModelRelease> releases) {
    loader = new ModelLoader(bundles);
    for (ModelBinding binding : bindings) {
      LoadedModel model = LoadedModel.of(Sha256.hex(binding.bundle()), binding.bundle());
      configured.put(new Place(model.kind(), binding.equipmentClass()), model);
      loader.add(model);
    }
    log = new ReleaseLog(releases);
    for (Place place : places()) {
      Stream.of(serving(place), shadow(place))
          .filter(Objects::nonNull)
          .forEach(release -> loader.loadNow(release.sha256()));
    }
    settle();
  }

  /** Takes a release; those that were verified only. Gives the one of its key that counts. */
  ModelRelease heed(ModelRelease release) {
    log = log.with(List.of(release));
    settle();
    return log.releases().stream()
        .filter(known -> known.key().equals(release.key()))
        .findAny()
        .orElse(release);
  }

  /** Takes up what has been loaded. To be called before every record. */
  void takeUp() {
    if (loader.hasNews()) {
      settle();
    }
  }

  /** Changes with the models. */
  int epoch() {
    return epoch;
  }

  /** What judges assets of a class. */
  OfClass of(String equipmentClass) {
    return classes.computeIfAbsent(equipmentClass, this::find);
  }

  private OfClass find(String equipmentClass) {
    AssetModels models = AssetModels.NONE;
    Map<String, LoadedModel> byKind = new HashMap<>();
    live.forEach(
        (place, model) -> {
          if (place.equipmentClass().equals(ModelBinding.ANY)) {
            byKind.put(place.kind(), model);
          }
        });
    Set<String> own = new HashSet<>();
    live.forEach(
        (place, model) -> {
          if (place.equipmentClass().equals(equipmentClass)) {
            byKind.put(place.kind(), model);
            own.add(place.kind());
          }
        });
    for (LoadedModel model : byKind.values()) {
      models = model.in(models);
    }
    // One at a time: the newest that would serve the class if it were live.
    Shadow dark =
        shadows.entrySet().stream()
            .filter(
                s ->
                    s.getKey().equipmentClass().equals(equipmentClass)
                        || (s.getKey().equipmentClass().equals(ModelBinding.ANY)
                            && !own.contains(s.getKey().kind())))
            .map(Map.Entry::getValue)
            .max(Comparator.comparing(s -> s.release().releasedAt()))
            .orElse(null);
    if (dark == null) {
      return new OfClass(models, null, Named.NOBODY, Named.NOBODY, equipmentClass);
    }
    LoadedModel compared = byKind.get(dark.model().kind());
    return new OfClass(
        models,
        dark.model().in(models),
        dark.model().id(),
        compared == null ? Named.NOBODY : compared.id(),
        dark.release().equipmentClass());
  }

  /** Lets the log take effect, as far as models have been loaded. */
  private void settle() {
    boolean changed = false;
    Set<String> wanted = new HashSet<>();
    configured.values().forEach(model -> wanted.add(model.sha256()));
    for (Place place : places()) {
      ModelRelease release = serving(place);
      LoadedModel next = release != null ? loader.get(release.sha256()) : withoutRelease(place);
      if (release != null) {
        wanted.add(release.sha256());
      }
      if (next != null || release == null) { // one that is on its way changes nothing yet
        changed |= !Objects.equals(put(live, place, next), next);
      }
      ModelRelease dark = shadow(place);
      LoadedModel darkModel = dark == null ? null : loader.get(dark.sha256());
      if (dark != null) {
        wanted.add(dark.sha256());
      }
      Shadow nextShadow = dark == null || darkModel == null ? null : new Shadow(dark, darkModel);
      changed |= !Objects.equals(put(shadows, place, nextShadow), nextShadow);
    }
    loader.want(wanted);
    if (changed) {
      epoch++;
      classes.clear();
      live.values().forEach(model -> wanted.add(model.sha256()));
      loader.keepOnly(wanted);
    }
  }

  private static <V> @Nullable V put(Map<Place, V> map, Place place, @Nullable V value) {
    return value == null ? map.remove(place) : map.put(place, value);
  }

  /** The configured model, unless it was rolled back. */
  private @Nullable LoadedModel withoutRelease(Place place) {
    LoadedModel model = configured.get(place);
    return model == null || log.refuses(model.sha256()) ? null : model;
  }

  private @Nullable ModelRelease serving(Place place) {
    return log.serving(place.kind(), place.equipmentClass());
  }

  private @Nullable ModelRelease shadow(Place place) {
    return log.shadow(place.kind(), place.equipmentClass());
  }

  private Set<Place> places() {
    Set<Place> places =
        new TreeSet<>(Comparator.comparing(Place::kind).thenComparing(Place::equipmentClass));
    places.addAll(configured.keySet());
    log.releases().forEach(r -> places.add(new Place(r.judges(), r.equipmentClass())));
    return places;
  }

  @Override
  public void close() {
    loader.close();
  }
}
