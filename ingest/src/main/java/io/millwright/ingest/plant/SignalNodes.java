package io.millwright.ingest.plant;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.contracts.asset.SignalChannel;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.contracts.asset.SignalKind;
import io.millwright.contracts.asset.SignalPoint;
import io.millwright.models.signal.BearingCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a plant document that concern waveforms and sound. What a record's own checks refuse
 * is an {@link IllegalArgumentException}.
 */
final class SignalNodes {
  private SignalNodes() {}

  static SignalPoint signal(JsonNode node) {
    List<SignalChannel> channels = new ArrayList<>();
    for (JsonNode channel : node.path("channels")) {
      channels.add(
          new SignalChannel(
              channel.path("name").asText(),
              PlantReader.choice(
                  SignalDirection.class, channel.path("direction"), SignalDirection.UNKNOWN)));
    }
    return new SignalPoint(
        node.path("id").asText(),
        PlantReader.nameOf(node, "id"),
        PlantReader.choice(SignalKind.class, node.path("kind"), SignalKind.OTHER),
        channels,
        node.path("item").asText(null));
  }

  static Kinematics kinematics(JsonNode node) {
    return new Kinematics(
        PlantReader.number(node.path("nominalSpeedRpm")),
        PlantReader.number(node.path("lineFrequencyHz")),
        count(node.path("motorPoles")),
        count(node.path("vanes")),
        count(node.path("gearTeeth")));
  }

  /** As declared, or from the catalogue under the designation as the plant writes it. */
  static BearingGeometry bearing(JsonNode node) {
    String designation = node.path("designation").asText(null);
    if (!node.has("rollingElements") && designation != null) {
      BearingGeometry known =
          BearingCatalogue.geometry(designation)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no geometry is known of bearing '"
                              + designation
                              + "': "
                              + BearingCatalogue.whyUnknown(designation)
                              + "; add rollingElements, elementDiameterMm, pitchDiameterMm and"
                              + " contactAngleDeg"));
      return new BearingGeometry(
          designation,
          known.rollingElements(),
          known.elementDiameterMm(),
          known.pitchDiameterMm(),
          known.contactAngleDeg());
    }
    return new BearingGeometry(
        designation,
        node.path("rollingElements").asInt(),
        node.path("elementDiameterMm").asDouble(),
        node.path("pitchDiameterMm").asDouble(),
        node.path("contactAngleDeg").asDouble(0));
  }

  private static @Nullable Integer count(JsonNode node) {
    return node.isIntegralNumber() ? node.asInt() : null;
  }
}
