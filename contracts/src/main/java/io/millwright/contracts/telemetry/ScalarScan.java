package io.millwright.contracts.telemetry;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.Arrays;

/**
 * All scalar channels of an asset at one time stamp. The arrays are owned by the scan and must not
 * be changed: they are not copied, because this type is the hot path.
 *
 * @param assetId the machine
 * @param time source time: when the values were true; microsecond resolution; the event time of the
 *     platform
 * @param gatewayTime when a gateway received it; equal to {@code ingestTime} if there was none
 * @param ingestTime when this platform accepted it; latency is counted from here
 * @param origin where it comes from
 * @param channelSet {@link io.millwright.contracts.asset.Asset#channelSet()} of the list that the
 *     values follow
 * @param values one per point of the asset, in its order and units; NaN where absent
 * @param quality one {@link ChannelQuality} ordinal per value, or empty: all good
 */
public record ScalarScan(
    AssetId assetId,
    Instant time,
    Instant gatewayTime,
    Instant ingestTime,
    Origin origin,
    int channelSet,
    double[] values,
    byte[] quality) {

  public ScalarScan {
    if (quality.length != 0 && quality.length != values.length) {
      throw new IllegalArgumentException(
          "scan of "
              + assetId
              + ": "
              + quality.length
              + " qualities for "
              + values.length
              + " values");
    }
  }

  /** Quality of a channel. */
  public ChannelQuality qualityOf(int channel) {
    return quality.length == 0 ? ChannelQuality.GOOD : ChannelQuality.of(quality[channel]);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ScalarScan s
        && assetId.equals(s.assetId)
        && time.equals(s.time)
        && gatewayTime.equals(s.gatewayTime)
        && ingestTime.equals(s.ingestTime)
        && origin == s.origin
        && channelSet == s.channelSet
        && Arrays.equals(values, s.values)
        && Arrays.equals(quality, s.quality);
  }

  /** Whether the other scan says the same: equal but for gateway and ingest time. */
  public boolean sameMeasurementAs(ScalarScan s) {
    return assetId.equals(s.assetId)
        && time.equals(s.time)
        && channelSet == s.channelSet
        && Arrays.equals(values, s.values)
        && Arrays.equals(quality, s.quality);
  }

  @Override
  public int hashCode() {
    return 31 * assetId.hashCode() + time.hashCode();
  }

  @Override
  public String toString() {
    return "ScalarScan[" + assetId + " " + time + " " + Arrays.toString(values) + "]";
  }
}
