package io.millwright.contracts.asset;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place of an asset where waveforms or sound are taken: a sensor with one or more channels. Its
 * frames have the Kafka key {@code asset/point}, therefore the id has no slash.
 *
 * @param id unique among all points of the asset
 * @param name for people
 * @param kind vibration or sound
 * @param channels at least one, in the order of a frame's channels
 * @param itemId the maintainable item it sits on; its bearing is the one that diagnosis looks for;
 *     null if it speaks for the whole machine
 */
public record SignalPoint(
    String id,
    String name,
    SignalKind kind,
    List<SignalChannel> channels,
    @Nullable String itemId) {

  public SignalPoint {
    channels = List.copyOf(channels);
    if (id.isBlank() || id.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "a signal point needs an id without a slash, was '" + id + "'");
    }
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("signal point " + id + " needs a channel");
    }
    Set<String> names = new HashSet<>();
    for (SignalChannel channel : channels) {
      if (!names.add(channel.name())) {
        throw new IllegalArgumentException(
            "signal point " + id + " has channel " + channel.name() + " twice");
      }
    }
  }

  /** The names that a frame of this point carries. */
  public List<String> channelNames() {
    return channels.stream().map(SignalChannel::name).toList();
  }
}
