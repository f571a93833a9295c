package io.millwright.contracts.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model bundle's place in production. The topic is compacted by {@link #key()}: what is kept is
 * the newest word on every version for every equipment class.
 *
 * @param modelId the model
 * @param version version of the bundle
 * @param sha256 digest of the bundle, lower-case hex
 * @param role what it may do
 * @param equipmentClass which assets it serves; {@code *} for all that have no model of their own
 * @param canaryShare share of assets it serves as canary, 0 to 1
 * @param releasedAt when it took this role, wall clock
 * @param actor who released it
 * @param reason why
 * @param kind what it judges, as its manifest says: {@code life}, {@code bearing-life}, {@code
 *     diagnosis}; null in releases of the first contract version, which knew life models only
 * @param refused whether it was rolled back: it may not serve until it is released again by name
 * @param servedUntil when it last ceased to be LIVE; null if it never was, or is
 */
public record ModelRelease(
    String modelId,
    String version,
    String sha256,
    ModelRole role,
    String equipmentClass,
    double canaryShare,
    Instant releasedAt,
    String actor,
    String reason,
    @Nullable String kind,
    boolean refused,
    @Nullable Instant servedUntil) {
  private static final String LIFE = "life";

  public ModelRelease {
    if (modelId.isBlank() || version.isBlank() || sha256.isBlank() || equipmentClass.isBlank()) {
      throw new IllegalArgumentException("a release names model, version, digest and class");
    }
    if (!(canaryShare >= 0 && canaryShare <= 1)) {
      throw new IllegalArgumentException("canaryShare must be 0 to 1, is " + canaryShare);
    }
    if (refused && role != ModelRole.RETIRED) {
      throw new IllegalArgumentException("a refused version is RETIRED, not " + role);
    }
  }

  /** A release of a life model that was not rolled back and never served before. */
  public ModelRelease(
      String modelId,
      String version,
      String sha256,
      ModelRole role,
      String equipmentClass,
      double canaryShare,
      Instant releasedAt,
      String actor,
      String reason) {
    this(
        modelId,
        version,
        sha256,
        role,
        equipmentClass,
        canaryShare,
        releasedAt,
        actor,
        reason,
        null,
        false,
        null);
  }

  /** Kafka key: model, version and equipment class. */
  public String key() {
    return modelId + "@" + version + "/" + equipmentClass;
  }

  /** What it judges, the first contract version's releases included. */
  public String judges() {
    return Objects.requireNonNullElse(kind, LIFE);
  }

  /** Whether both can serve the same assets for the same purpose: only one of them can be LIVE. */
  public boolean sharesPlaceWith(ModelRelease other) {
    return judges().equals(other.judges()) && equipmentClass.equals(other.equipmentClass);
  }
}
