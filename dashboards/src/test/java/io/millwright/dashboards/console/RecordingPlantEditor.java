package io.millwright.dashboards.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.VibrationClass.Support;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes every machine that has an id, and remembers it. */
final class RecordingPlantEditor implements PlantEditor {
  /** An added machine. */
  record Written(JsonNode declaration, String note) {}

  final List<Written> written = new CopyOnWriteArrayList<>();

  /** Whether what is in force under an id is another machine. */
  volatile boolean differs;

  @Override
  public List<Template> templates(
      @Nullable Double ratedPowerKw, @Nullable Double ratedSpeedRpm, Support support) {
    if (ratedPowerKw != null && ratedPowerKw <= 0) {
      throw new IllegalArgumentException("ratedPowerKw must be above zero, is " + ratedPowerKw);
    }
    return List.of(
        new Template(
            "pump",
            JsonNodeFactory.instance
                .objectNode()
                .put("id", "pump")
                .put("kw", ratedPowerKw)
                .put("rpm", ratedSpeedRpm)
                .put("support", support.name()),
            List.of(new LimitOrigin("vibration", "ISO_10816_7")),
            List.of(new Watched("bearing", "VIB", List.of("vibration"))),
            List.of("bearing")));
  }

  @Override
  public Bearing bearing(String designation) {
    return new Bearing(
        new BearingGeometry(designation, 8, 17.5, 72.5, 0),
        new Orders(3.03, 4.97, 0.38, 1.95),
        "a catalogue",
        null);
  }

  @Override
  public Bearing bearing(
      double outerRace, double innerRace, @Nullable Double elementSpin, double pitchDiameterMm) {
    if (outerRace >= innerRace) {
      throw new IllegalArgumentException("need 0 < BPFO < BPFI");
    }
    return bearing("as printed");
  }

  @Override
  public Checked check(JsonNode declaration, Function<AssetId, @Nullable Asset> published) {
    String id = declaration.path("id").asText("");
    if (id.isBlank()) {
      return new Checked(List.of(new Wrong("/id", "key 'id' is missing; add it")), null, null);
    }
    Asset before = published.apply(new AssetId(id));
    return new Checked(
        before == null ? List.of() : List.of(new Wrong("/id", "is declared already; rename")),
        "- id: " + id,
        before == null ? null : "- id: " + before.id() + (differs ? " of another" : ""));
  }

  @Override
  public Added add(JsonNode declaration, String note) throws RefusedException {
    String id = declaration.path("id").asText();
    if (written.stream().anyMatch(w -> w.declaration().path("id").asText().equals(id))) {
      throw new RefusedException("'" + id + "' is declared already; rename");
    }
    written.add(new Written(declaration, note));
    return new Added(new AssetId(id), "- id: " + id, "plant.yaml", true, null, "127.0.0.1:9092");
  }
}
