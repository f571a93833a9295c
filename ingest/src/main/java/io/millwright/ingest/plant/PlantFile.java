package io.millwright.ingest.plant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millwright.contracts.asset.Asset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads and writes {@code plant.yaml}, version 1. The format is described by the JSON Schema {@code
 * plant/plant.schema.json} on the class path.
 */
public final class PlantFile {
  private PlantFile() {}

  /**
   * Reads a plant.
   *
   * @throws InvalidPlantException naming everything that is wrong, with lines and paths; also when
   *     the file is missing or no text
   */
  public static Plant read(Path file) {
    String name = String.valueOf(file.getFileName());
    String text;
    try {
      text = Files.readString(file);
    } catch (MalformedInputException e) {
      throw unreadable(name, "is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw unreadable(
          name,
          Files.isDirectory(file)
              ? "is a directory; name the file"
              : Files.exists(file) ? "cannot be read: " + e.getMessage() : "no such file: " + file);
    }
    return parse(name, text);
  }

  /**
   * As {@link #read}, of text.
   *
   * @param name what messages call it
   */
  public static Plant parse(String name, String text) {
    LocatedYaml yaml = LocatedYaml.parse(name, text);
    List<PlantProblem> problems = new ArrayList<>(yaml.problems());
    problems.addAll(PlantSchema.problems(yaml));
    PlantReader reader = new PlantReader(yaml, problems);
    Plant plant = reader.read();
    if (plant == null || !problems.isEmpty()) {
      problems.sort(
          Comparator.comparingInt(PlantProblem::line).thenComparingInt(PlantProblem::column));
      throw new InvalidPlantException(name, problems.stream().distinct().toList());
    }
    return plant;
  }

  /** Writes a plant so that {@link #read} gives it back, equal. An existing file is replaced. */
  public static void write(Plant plant, Path file) {
    try {
      Files.writeString(file, PlantWriter.yaml(plant));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** A plant as the text of a file. */
  static String text(Plant plant) {
    return PlantWriter.yaml(plant);
  }

  /** An asset as an element of {@code assets}: what a plant file would hold, as a tree. */
  public static ObjectNode declaration(Asset asset) {
    return PlantWriter.asset(asset);
  }

  /** An asset as an element of {@code assets}, as text: a list of one, not indented. */
  public static String fragment(Asset asset) {
    return PlantWriter.fragment(asset);
  }

  private static InvalidPlantException unreadable(String name, String message) {
    return new InvalidPlantException(name, List.of(new PlantProblem(0, 0, "", message)));
  }
}
