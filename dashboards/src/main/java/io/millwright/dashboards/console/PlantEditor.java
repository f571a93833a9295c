package io.millwright.dashboards.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.VibrationClass.Support;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Port to the plant's declaration. The console knows neither the form of {@code plant.yaml} nor
 * what makes a declaration sound; whoever runs it does. A declaration is a JSON object in the form
 * of an element of {@code assets} in that file. Thread-safe.
 */
public interface PlantEditor {

  /**
   * Types of machines to begin with.
   *
   * @param ratedPowerKw null if unknown
   * @param ratedSpeedRpm null if unknown
   * @throws IllegalArgumentException if a figure is no power or speed
   */
  List<Template> templates(
      @Nullable Double ratedPowerKw, @Nullable Double ratedSpeedRpm, Support support);

  /** A bearing by its designation, known or with the reason why it is not. */
  Bearing bearing(String designation);

  /**
   * A bearing by what its maker prints, in multiples of the shaft speed.
   *
   * @param elementSpin BSF; null if it is not printed
   * @throws IllegalArgumentException if no bearing has these
   */
  Bearing bearing(
      double outerRace, double innerRace, @Nullable Double elementSpin, double pitchDiameterMm);

  /**
   * Judges a declaration as {@code millwright plant check} does; changes nothing.
   *
   * @param published what is in force, by id
   */
  Checked check(JsonNode declaration, Function<AssetId, @Nullable Asset> published);

  /**
   * Puts a machine in force and keeps it, so that it outlives the process. The same declaration
   * once more changes nothing.
   *
   * @param note one line for people: who, when and why
   * @throws RefusedException if it is not sound, or another machine has its id
   * @throws io.millwright.runtime.kafka.KafkaFailure if it could not be published; then nothing was
   *     done
   */
  Added add(JsonNode declaration, String note) throws RefusedException;

  /** A machine is not added; the message says why. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
      super(message);
    }
  }

  /**
   * A type of machine, with what is known of one filled in.
   *
   * @param equipmentClass its name, which chooses the model, too
   * @param asset a sound declaration; id, names and place are to be replaced
   * @param limits where its limits come from, point by point
   * @param watched which failure modes would show where
   * @param bearings ids of the items that are rolling-element bearings
   */
  record Template(
      String equipmentClass,
      JsonNode asset,
      List<LimitOrigin> limits,
      List<Watched> watched,
      List<String> bearings) {
    public Template {
      limits = List.copyOf(limits);
      watched = List.copyOf(watched);
      bearings = List.copyOf(bearings);
    }
  }

  /**
   * Where the limits of a point come from.
   *
   * @param source a standard such as {@code ISO_20816_3}, or {@code STARTING_VALUE}
   */
  record LimitOrigin(String point, String source) {}

  /**
   * A failure mode that would show.
   *
   * @param item id of the maintainable item
   * @param mode code of ISO 14224
   * @param points ids of the points that show it
   */
  record Watched(String item, String mode, List<String> points) {
    public Watched {
      points = List.copyOf(points);
    }
  }

  /**
   * A rolling-element bearing.
   *
   * @param geometry null if it is not known
   * @param orders its fault frequencies in multiples of the shaft speed; null if not known
   * @param source where the geometry was published; null if it was computed or is not known
   * @param reason why it is not known; null if it is
   */
  record Bearing(
      @Nullable BearingGeometry geometry,
      @Nullable Orders orders,
      @Nullable String source,
      @Nullable String reason) {}

  /** Fault frequencies in multiples of the shaft speed. */
  record Orders(double outerRace, double innerRace, double cage, double elementSpin) {}

  /**
   * One thing wrong with a declaration.
   *
   * @param path JSON pointer of the value in the declaration, empty for the whole
   * @param message what is wrong and what to do
   */
  record Wrong(String path, String message) {}

  /**
   * What was found.
   *
   * @param problems none if it is sound
   * @param yaml as it would stand in {@code plant.yaml}; null if it is not sound
   * @param published as the machine of this id is in force now; null if there is none
   */
  record Checked(List<Wrong> problems, @Nullable String yaml, @Nullable String published) {
    public Checked {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A machine that is in force.
   *
   * @param id of the machine
   * @param yaml as it stands in {@code plant.yaml}
   * @param file that it was to be written to; null if the process keeps none
   * @param written whether it stands in the file
   * @param reason why not, and what to do; null if it does
   * @param brokers where its telemetry may be sent to
   */
  record Added(
      AssetId id,
      String yaml,
      @Nullable String file,
      boolean written,
      @Nullable String reason,
      String brokers) {}
}
