package io.millwright.models.detection;

/**
 * Broadband vibration velocity in one direction.
 *
 * @param pointId signal point
 * @param channel of the point
 * @param rmsMmPerS mm/s RMS in the band of ISO 20816-3; NaN if it could not be measured
 */
public record DirectionalVelocity(String pointId, String channel, double rmsMmPerS) {}
