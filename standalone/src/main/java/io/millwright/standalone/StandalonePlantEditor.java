package io.millwright.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.VibrationClass.Support;
import io.millwright.dashboards.console.PlantEditor;
import io.millwright.ingest.plant.EditablePlantFile;
import io.millwright.ingest.plant.InvalidPlantException;
import io.millwright.ingest.plant.Plant;
import io.millwright.ingest.plant.PlantFile;
import io.millwright.ingest.plant.PlantProblem;
import io.millwright.ingest.plant.PlantPublisher;
import io.millwright.ingest.plant.UneditablePlantException;
import io.millwright.ingest.template.MachineFacts;
import io.millwright.ingest.template.MachineTemplate;
import io.millwright.ingest.template.MachineTemplates;
import io.millwright.ingest.template.PublishedOrders;
import io.millwright.models.signal.BearingCatalogue;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicSender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the plant of this process: published first, which puts a machine in force, then written
 * to the plant file, which is what people keep. A file that cannot be written takes nothing back:
 * the machine stays in force, across restarts too, and the answer says what to do.
 */
final class StandalonePlantEditor implements PlantEditor {
  private static final Logger LOG = LoggerFactory.getLogger(StandalonePlantEditor.class);

  /** A document of one asset; where its problems lie. */
  private static final String FIRST_ASSET = "/assets/0";

  private final KafkaSettings kafka;
  private final @Nullable EditablePlantFile file;

  /**
   * @param file null if this process keeps nothing
   */
  StandalonePlantEditor(KafkaSettings kafka, @Nullable EditablePlantFile file) {
    this.kafka = kafka;
    this.file = file;
  }

  @Override
  public List<Template> templates(
      @Nullable Double ratedPowerKw, @Nullable Double ratedSpeedRpm, Support support) {
    return MachineTemplates.of(new MachineFacts(ratedPowerKw, ratedSpeedRpm, support)).stream()
        .map(StandalonePlantEditor::template)
        .toList();
  }

  private static Template template(MachineTemplate template) {
    return new Template(
        template.asset().equipmentClass(),
        PlantFile.declaration(template.asset()),
        template.limitSources().entrySet().stream()
            .map(limit -> new LimitOrigin(limit.getKey(), limit.getValue().name()))
            .toList(),
        template.watched().stream()
            .map(w -> new Watched(w.item(), w.mode().name(), w.points()))
            .toList(),
        template.bearings());
  }

  @Override
  public Bearing bearing(String designation) {
    Optional<BearingCatalogue.Entry> entry = BearingCatalogue.find(designation);
    return entry.isEmpty()
        ? new Bearing(null, null, null, BearingCatalogue.whyUnknown(designation))
        : known(entry.get().geometry(), entry.get().source());
  }

  @Override
  public Bearing bearing(
      double outerRace, double innerRace, @Nullable Double elementSpin, double pitchDiameterMm) {
    return known(
        new PublishedOrders(outerRace, innerRace, elementSpin, pitchDiameterMm).geometry(null),
        null);
  }

  private static Bearing known(BearingGeometry geometry, @Nullable String source) {
    BearingFrequencies f = BearingFrequencies.of(geometry);
    return new Bearing(
        geometry,
        new Orders(f.outerRace(), f.innerRace(), f.cage(), f.elementSpin()),
        source,
        null);
  }

  @Override
  public Checked check(JsonNode declaration, Function<AssetId, @Nullable Asset> published) {
    try {
      Asset asset = parse(declaration);
      Asset before = published.apply(asset.id());
      return before == null
          ? new Checked(List.of(), PlantFile.fragment(asset), null)
          : new Checked(
              List.of(
                  new Wrong(
                      "/id",
                      "'" + asset.id() + "' is declared already: " + before.name() + "; rename")),
              PlantFile.fragment(asset),
              PlantFile.fragment(before));
    } catch (InvalidPlantException e) {
      List<Wrong> problems = new ArrayList<>();
      for (PlantProblem problem : e.problems()) {
        String path = problem.path();
        problems.add(
            new Wrong(
                path.startsWith(FIRST_ASSET) ? path.substring(FIRST_ASSET.length()) : "",
                problem.message()));
      }
      return new Checked(problems, null, null);
    }
  }

  @Override
  public synchronized Added add(JsonNode declaration, String note) throws RefusedException {
    Asset asset;
    Optional<Plant> kept;
    try {
      asset = parse(declaration);
    } catch (InvalidPlantException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
    String unreadable = null;
    try {
      kept = file == null ? Optional.empty() : file.read();
    } catch (InvalidPlantException e) {
      kept = Optional.empty();
      unreadable = "it is not sound: " + e.getMessage();
    }
    Asset inFile = kept.flatMap(plant -> find(plant, asset.id())).orElse(null);
    if (inFile != null && !inFile.equals(asset)) {
      throw new RefusedException(
          "plant.yaml declares '" + asset.id() + "' already: " + inFile.name() + "; rename");
    }
    publish(asset);
    if (unreadable == null && inFile == null && file != null) {
      unreadable = write(file, asset, note);
    }
    LOG.atInfo().addKeyValue("assetId", asset.id()).log("Machine was added to the plant");
    return added(asset, unreadable);
  }

  private Added added(Asset asset, @Nullable String failed) {
    String yaml = PlantFile.fragment(asset);
    if (file == null) {
      return new Added(
          asset.id(),
          yaml,
          null,
          false,
          "this process keeps nothing when it ends; download the declaration",
          kafka.bootstrapServers());
    }
    return new Added(
        asset.id(),
        yaml,
        file.path().toString(),
        failed == null,
        failed == null
            ? null
            : failed
                + "; the machine is in force all the same: put its declaration under assets in the"
                + " file",
        kafka.bootstrapServers());
  }

  private void publish(Asset asset) throws RefusedException {
    try (TopicSender sender = new TopicSender(kafka)) {
      PlantPublisher publisher = new PlantPublisher(kafka, sender);
      Plant plant = new Plant("console", List.of(asset));
      if (!publisher.diff(plant).changed().isEmpty()) {
        throw new RefusedException("'" + asset.id() + "' is declared already; rename");
      }
      publisher.apply(plant, false);
    }
  }

  /** Null if it stands in the file now, else why not; whatever goes wrong, it is in force. */
  static @Nullable String write(EditablePlantFile file, Asset asset, String note) {
    try {
      file.add(asset, note);
      return null;
    } catch (IOException | UneditablePlantException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("file", file.path())
          .addKeyValue("assetId", asset.id())
          .addKeyValue("error", e.toString())
          .log("Machine could not be written to the plant file");
      return e instanceof UneditablePlantException
          ? String.valueOf(e.getMessage())
          : "it cannot be written: " + e;
    }
  }

  private static Optional<Asset> find(Plant plant, AssetId id) {
    return plant.assets().stream().filter(asset -> asset.id().equals(id)).findFirst();
  }

  /** JSON is YAML, so that a plant of this one machine is judged as any plant file. */
  private static Asset parse(JsonNode declaration) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("version", 1).put("plant", "console").putArray("assets").add(declaration);
    return PlantFile.parse("declaration", document.toString()).assets().get(0);
  }
}
