package io.millwright.contracts.assessment;

import org.jspecify.annotations.Nullable;

/**
 * What made an assessment, so that it can be traced and repeated.
 *
 * @param software version of the platform
 * @param detectors version of the detector configuration
 * @param modelId life model; null if none
 * @param modelVersion its version; null if none
 */
public record Provenance(
    String software, String detectors, @Nullable String modelId, @Nullable String modelVersion) {}
