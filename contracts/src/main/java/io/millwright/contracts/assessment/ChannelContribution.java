package io.millwright.contracts.assessment;

/**
 * How much a channel explains an anomaly.
 *
 * @param pointId the channel
 * @param share of the anomaly score, 0 to 1
 * @param deviation smoothed residual in standard deviations of the baseline, signed
 */
public record ChannelContribution(String pointId, double share, double deviation) {}
