package io.millwright.models.prognosis;

import io.millwright.contracts.feature.FeatureSchema;

/**
 * How much one feature moved an estimate away from the average life.
 *
 * @param feature name as in the {@link FeatureSchema}
 * @param channel the channel it is made of; empty for the asset's age
 * @param contribution in the estimator's unit of life; negative shortens it
 */
public record FeatureContribution(String feature, String channel, double contribution) {}
