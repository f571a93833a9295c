package io.millwright.contracts.model;

import java.time.Instant;

/**
 * A model bundle's place in production.
 *
 * @param modelId the model; Kafka key
 * @param version version of the bundle
 * @param sha256 digest of the bundle, lower-case hex
 * @param role what it may do
 * @param equipmentClass which assets it serves; {@code *} for all
 * @param canaryShare share of assets it serves as canary, 0 to 1
 * @param releasedAt when
 * @param actor who released it
 * @param reason why
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
    String reason) {}
