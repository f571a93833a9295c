package io.millwright.models.release;

import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The releases of a plant, and the rules by which they change roles. A place is a kind of model for
 * an equipment class; of each place at most one version is LIVE and one SHADOW.
 *
 * <pre>
 *  publish ──▶ SHADOW ──promote──▶ LIVE ──roll back──▶ RETIRED, refused
 *     │           │                 │ ▲                      │
 *     │           └─ another one ─┐ │ └──── roll back ───┐   │ publish by name
 *     └──────────▶ LIVE           ▼ ▼ another one        │   ▼
 *                              RETIRED ──────────────────┘  SHADOW or LIVE
 * </pre>
 *
 * <p>What is meant depends on the set of releases only, never on the order in which they are read:
 * of one key the newest counts, and of two that are LIVE in one place the newest serves. So a job
 * that reads a promotion half-way through serves one of the two versions, never none. Every change
 * gives the releases to publish, in the order in which they should be: first who serves, then who
 * no longer does. Immutable.
 */
public final class ReleaseLog {
  private static final Comparator<ModelRelease> BY_AGE =
      Comparator.comparing(ModelRelease::releasedAt).thenComparing(ModelRelease::key);

  /** Shortest beginning of a version that may stand for it. */
  private static final int SHORTEST_PREFIX = 6;

  private final Map<String, ModelRelease> releases = new LinkedHashMap<>();

  /** These releases; of one key the newest. */
  public ReleaseLog(Collection<ModelRelease> all) {
    all.stream().sorted(BY_AGE).forEach(release -> releases.put(release.key(), release));
  }

  /** All, oldest first. */
  public List<ModelRelease> releases() {
    return releases.values().stream().sorted(BY_AGE).toList();
  }

  /** A log that has taken these too. */
  public ReleaseLog with(Collection<ModelRelease> more) {
    List<ModelRelease> all = new ArrayList<>(releases.values());
    all.addAll(more);
    return new ReleaseLog(all);
  }

  /**
   * Who serves a place: the newest LIVE version; if there is none, the one that was last, so that a
   * successor that could not be loaded leaves no gap; but never one that was rolled back. Null if
   * there is nobody.
   */
  public @Nullable ModelRelease serving(String kind, String equipmentClass) {
    ModelRelease live = inRole(ModelRole.LIVE, kind, equipmentClass);
    return live != null ? live : lastThatServed(kind, equipmentClass);
  }

  /** Who would serve if the live version were rolled back; null if there is nobody. */
  public @Nullable ModelRelease before(String kind, String equipmentClass) {
    return lastThatServed(kind, equipmentClass);
  }

  /** Who judges in the dark beside whoever serves; null if nobody does. */
  public @Nullable ModelRelease shadow(String kind, String equipmentClass) {
    return inRole(ModelRole.SHADOW, kind, equipmentClass);
  }

  /** Whether anything was ever released for a place. */
  public boolean knows(String kind, String equipmentClass) {
    return in(kind, equipmentClass).findAny().isPresent();
  }

  /** Whether a bundle was rolled back, anywhere, and not released again since. */
  public boolean refuses(String sha256) {
    return releases.values().stream().anyMatch(r -> r.refused() && r.sha256().equals(sha256));
  }

  /**
   * Releases a bundle.
   *
   * @param bundle what its manifest says
   * @param sha256 digest of its bytes
   * @param role SHADOW or LIVE
   * @param pardoned version that was rolled back and is let in again, or the first digits of it;
   *     null if none is
   * @throws RefusedReleaseException if the bundle was rolled back and is not pardoned, or already
   *     has the role
   */
  public List<ModelRelease> publish(
      BundleManifest bundle,
      String sha256,
      ModelRole role,
      String equipmentClass,
      Because by,
      @Nullable String pardoned) {
    Because because = newest(by);
    if (role != ModelRole.SHADOW && role != ModelRole.LIVE) {
      throw new RefusedReleaseException("a bundle is published as SHADOW or LIVE, not " + role);
    }
    boolean named =
        pardoned != null
            && pardoned.length() >= SHORTEST_PREFIX
            && bundle.version().startsWith(pardoned);
    if (refuses(sha256) && !named) {
      throw new RefusedReleaseException(
          bundle.modelId()
              + " "
              + brief(bundle.version())
              + " was rolled back: "
              + refusal(sha256)
              + "; to let it in again, name its version as the one that is pardoned");
    }
    ModelRelease known =
        releases.get(bundle.modelId() + "@" + bundle.version() + "/" + equipmentClass);
    if (known != null && known.role() == role) {
      throw new RefusedReleaseException(words(known) + " is " + role + " already");
    }
    if (known != null && known.role() == ModelRole.LIVE) {
      throw new RefusedReleaseException(
          words(known) + " is LIVE; roll it back, or publish another one");
    }
    ModelRelease released =
        new ModelRelease(
            bundle.modelId(),
            bundle.version(),
            sha256,
            role,
            equipmentClass,
            0,
            because.at(),
            because.actor(),
            because.reason(),
            bundle.kind(),
            false,
            known == null ? null : known.servedUntil());
    List<ModelRelease> changes = new ArrayList<>();
    changes.add(released);
    ModelRelease replaced = inRole(role, bundle.kind(), equipmentClass);
    if (replaced != null) {
      changes.add(retired(replaced, because, "replaced by " + words(released)));
    }
    // A pardon is of the digest: where else it was rolled back, it may serve again too.
    releases.values().stream()
        .filter(r -> r.refused() && r.sha256().equals(sha256) && !r.key().equals(released.key()))
        .map(r -> in(ModelRole.RETIRED, r, because, because.reason(), false, r.servedUntil()))
        .forEach(changes::add);
    return changes;
  }

  /**
   * The shadow serves from now on; who served is retired.
   *
   * @param version or the first digits of it
   * @throws RefusedReleaseException if there is no such version, or it is no shadow
   */
  public List<ModelRelease> promote(
      String modelId, String version, @Nullable String equipmentClass, Because by) {
    Because because = newest(by);
    ModelRelease shadow = find(modelId, version, equipmentClass, ModelRole.SHADOW);
    List<ModelRelease> changes = new ArrayList<>();
    changes.add(in(ModelRole.LIVE, shadow, because, because.reason(), false, null));
    ModelRelease live = inRole(ModelRole.LIVE, shadow.judges(), shadow.equipmentClass());
    if (live != null) {
      changes.add(retired(live, because, "replaced by " + words(shadow)));
    }
    return changes;
  }

  /**
   * The version that served before serves again; the present one is retired and refused.
   *
   * @param version or the first digits of it
   * @throws RefusedReleaseException if there is no such version, or it does not serve, or none did
   *     before it
   */
  public List<ModelRelease> rollBack(
      String modelId, String version, @Nullable String equipmentClass, Because by) {
    Because because = newest(by);
    ModelRelease live = find(modelId, version, equipmentClass, ModelRole.LIVE);
    ModelRelease before = lastThatServed(live.judges(), live.equipmentClass());
    if (before == null) {
      throw new RefusedReleaseException(
          "no earlier version served in the place of "
              + words(live)
              + "; publish another one as LIVE instead");
    }
    return List.of(
        in(
            ModelRole.LIVE,
            before,
            because,
            brief(live.version()) + " was rolled back: " + because.reason(),
            false,
            null),
        in(ModelRole.RETIRED, live, because, because.reason(), true, because.at()));
  }

  /**
   * Who changes something, when and why.
   *
   * @param actor who
   * @param reason why
   * @param at when, wall clock
   */
  public record Because(String actor, String reason, Instant at) {
    public Because {
      if (actor.isBlank() || reason.isBlank()) {
        throw new RefusedReleaseException("a release needs an actor and a reason");
      }
    }
  }

  /** Enough of a version to tell it apart, as people read it. */
  public static String brief(String version) {
    return version.length() <= 12 ? version : version.substring(0, 12);
  }

  /** A clock that lags behind must not make a new word older than one that is known. */
  private Because newest(Because because) {
    Instant last =
        releases.values().stream()
            .map(ModelRelease::releasedAt)
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    return because.at().isAfter(last)
        ? because
        : new Because(because.actor(), because.reason(), last.plus(1, ChronoUnit.MILLIS));
  }

  private Stream<ModelRelease> in(String kind, String equipmentClass) {
    return releases.values().stream()
        .filter(r -> r.judges().equals(kind) && r.equipmentClass().equals(equipmentClass));
  }

  private @Nullable ModelRelease inRole(ModelRole role, String kind, String equipmentClass) {
    return in(kind, equipmentClass).filter(r -> r.role() == role).max(BY_AGE).orElse(null);
  }

  private @Nullable ModelRelease lastThatServed(String kind, String equipmentClass) {
    return in(kind, equipmentClass)
        .filter(r -> r.role() == ModelRole.RETIRED && !r.refused() && r.servedUntil() != null)
        .max(
            Comparator.comparing((ModelRelease r) -> Objects.requireNonNull(r.servedUntil()))
                .thenComparing(ModelRelease::key))
        .orElse(null);
  }

  private ModelRelease find(
      String modelId, String version, @Nullable String equipmentClass, ModelRole role) {
    if (version.length() < SHORTEST_PREFIX) {
      throw new RefusedReleaseException(
          "a version is named by its first " + SHORTEST_PREFIX + " digits at least");
    }
    List<ModelRelease> named =
        releases.values().stream()
            .filter(r -> r.modelId().equals(modelId) && r.version().startsWith(version))
            .filter(r -> equipmentClass == null || r.equipmentClass().equals(equipmentClass))
            .toList();
    if (named.isEmpty()) {
      throw new RefusedReleaseException(
          "no version " + version + " of model " + modelId + " was released");
    }
    List<ModelRelease> meant = named.stream().filter(r -> r.role() == role).toList();
    if (meant.size() == 1) {
      ModelRelease found = meant.get(0);
      if (!found.equals(inRole(role, found.judges(), found.equipmentClass()))) {
        throw new RefusedReleaseException(words(found) + " was replaced by a newer one");
      }
      return found;
    }
    if (meant.isEmpty()) {
      throw new RefusedReleaseException(
          named.stream()
              .map(r -> words(r) + " is " + r.role() + ", not " + role)
              .collect(Collectors.joining("; ")));
    }
    throw new RefusedReleaseException(
        "more than one is meant: name the class, or more of the version: "
            + meant.stream().map(ReleaseLog::words).collect(Collectors.joining(", ")));
  }

  private String refusal(String sha256) {
    return releases.values().stream()
        .filter(r -> r.refused() && r.sha256().equals(sha256))
        .max(BY_AGE)
        .map(r -> r.reason() + " (" + r.actor() + ", " + r.releasedAt() + ")")
        .orElse("");
  }

  private static String words(ModelRelease r) {
    return r.modelId() + " " + brief(r.version()) + " for class " + r.equipmentClass();
  }

  private static ModelRelease retired(ModelRelease r, Because because, String reason) {
    Instant served = r.role() == ModelRole.LIVE ? because.at() : r.servedUntil();
    return in(ModelRole.RETIRED, r, because, reason, false, served);
  }

  private static ModelRelease in(
      ModelRole role,
      ModelRelease r,
      Because because,
      String reason,
      boolean refused,
      @Nullable Instant servedUntil) {
    return new ModelRelease(
        r.modelId(),
        r.version(),
        r.sha256(),
        role,
        r.equipmentClass(),
        0,
        because.at(),
        because.actor(),
        reason,
        r.kind(),
        refused,
        servedUntil);
  }
}
