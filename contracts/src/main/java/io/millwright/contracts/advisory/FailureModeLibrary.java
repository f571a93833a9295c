package io.millwright.contracts.advisory;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.MaintainableItem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a failure mode, by the codes of ISO 14224:2016 (modes of annex B.2.6, mechanisms
 * of table B.2) and the kind of item. Advice, skill and hours are the platform's own and typical;
 * they are where a plant begins. Immutable.
 */
public final class FailureModeLibrary {
  private static final String ANY = "*";
  private static final String ROWS = "failure-modes.csv";

  private final List<Row> rows;

  /**
   * A row; {@code *} stands for any.
   *
   * @param equipmentClass word of the asset's class
   * @param item word of the item's id or name
   * @param failureMode code
   * @param mechanism beginning of the code
   */
  private record Row(
      String equipmentClass,
      String item,
      String failureMode,
      String mechanism,
      String action,
      String skill,
      Duration duration) {

    boolean fits(String ofClass, String ofItem, String mode, String ofMechanism) {
      return fits(equipmentClass, ofClass.contains(equipmentClass))
          && fits(item, ofItem.contains(item))
          && fits(failureMode, failureMode.equals(mode))
          && fits(mechanism, ofMechanism.startsWith(mechanism));
    }

    private static boolean fits(String pattern, boolean match) {
      return pattern.equals(ANY) || match;
    }

    /** The item tells most, then how it fails, then what is seen, then the machine around it. */
    int precision() {
      return (item.equals(ANY) ? 0 : 8)
          + (mechanism.equals(ANY) ? 0 : 4)
          + (failureMode.equals(ANY) ? 0 : 2)
          + (equipmentClass.equals(ANY) ? 0 : 1);
    }

    Recommendation recommendation() {
      return new Recommendation(
          action,
          skill,
          duration,
          "failure-mode library, "
              + String.join("/", equipmentClass, item, failureMode, mechanism));
    }
  }

  private FailureModeLibrary(List<Row> rows) {
    this.rows = rows.stream().sorted(Comparator.comparing(Row::precision).reversed()).toList();
  }

  /** The rows that come with the platform. */
  public static FailureModeLibrary shipped() {
    try (InputStream file = FailureModeLibrary.class.getResourceAsStream(ROWS)) {
      if (file == null) {
        throw new IllegalStateException(ROWS + " is not on the class path");
      }
      Stream<String> lines =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines();
      return new FailureModeLibrary(lines.skip(1).map(FailureModeLibrary::row).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 7) {
      throw new IllegalStateException(ROWS + ": needs 7 cells: " + line);
    }
    return new Row(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        cells[4],
        cells[5],
        Duration.ofHours(Long.parseLong(cells[6])));
  }

  /** The most precise row for a finding; there is always one. */
  public Recommendation advise(@Nullable Asset asset, String itemId, @Nullable Finding finding) {
    String ofClass = asset == null ? "" : asset.equipmentClass().toLowerCase(Locale.ROOT);
    MaintainableItem item = asset == null ? null : asset.item(itemId);
    String ofItem = (itemId + " " + (item == null ? "" : item.name())).toLowerCase(Locale.ROOT);
    String mode = finding == null ? "UNK" : finding.failureMode();
    String mechanism = finding == null ? "" : finding.mechanism();
    return rows.stream()
        .filter(row -> row.fits(ofClass, ofItem, mode, mechanism))
        .findFirst()
        .map(Row::recommendation)
        .orElseThrow(() -> new IllegalStateException(ROWS + " has no row for everything"));
  }
}
