package io.millwright.models.signal;

import io.millwright.contracts.asset.BearingGeometry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Geometry of rolling-element bearings by designation. Small, because every row has a public
 * source: few makers publish the inside of their bearings, and the lists that go round are partly
 * invented. A row is here if a maker's document, or whoever measured that bearing, gives it. Where
 * such sources contradict each other, a row needs two of them and names the third; else it is left
 * out, with the reason. A bearing that is not here needs its geometry declared.
 *
 * <p>Makers differ inside the same designation: the number of elements is mostly the same, the
 * orders differ by a per cent or two. Where the maker's own figures are at hand, declare them.
 */
public final class BearingCatalogue {
  private static final String ROWS = "bearings.csv";
  private static final String LEFT_OUT_ROWS = "bearings-left-out.csv";

  /** Stands before the designation or, perhaps in brackets, behind it. */
  private static final Pattern MAKER = makers();

  /** What does not change the geometry, as often as it comes. */
  private static final Pattern SUFFIXES =
      Pattern.compile(
          "(?:[-–/ ]*(?:"
              + String.join(
                  "|",
                  "2?RS[HLR]?[1-9]?|2?HRS|2?BRS|2?RZ|2?RU|2?RD", // seals
                  "DDU?|DDW|D[UW]|VV|LL[BCHU]|L[BCHU]|2?NS[EL]|2?NKE?", // the same, Japanese makers
                  "2?ZR?|ZZE?", // shields
                  "C[1-5N]|CM", // radial clearance
                  "JEM|EMQ?|J|M|TN9?|TNH|TVH|TVP2?|T9", // cage, quality for electric motors
                  "P[0456]|P[56][23]", // tolerance, with clearance
                  "MT[0-9]+|VT[0-9]+|WT|GJN|LHT[0-9]+|LT[0-9]*|HT[0-9]*|5K|2AS", // grease
                  "S[0-3]", // heat treatment
                  "VL[0-9]{4}", // insulation
                  "NR?") // groove for a snap ring, with the ring
              + "))*");

  private static final Map<String, Entry> ENTRIES = entriesOf(read(ROWS, 7));
  private static final Map<String, String> LEFT_OUT = leftOutOf(read(LEFT_OUT_ROWS, 2));

  private BearingCatalogue() {}

  /**
   * A row.
   *
   * @param geometry as published
   * @param maker whose bearing was described
   * @param source where it was published
   */
  public record Entry(BearingGeometry geometry, String maker, String source) {}

  /**
   * Looks a bearing up. Case, spaces and hyphens, the maker's name, seals, shields, clearance, cage
   * and grease in the designation are passed over: {@code SKF 6205-2RS/C3} is {@code 6205}. Any
   * other prefix or suffix may stand for another inside, such as the larger ball set of SKF's
   * {@code E}, and is not passed over.
   *
   * @return empty if the catalogue has no such bearing; {@link #whyUnknown} says why
   */
  public static Optional<Entry> find(String designation) {
    String name = name(designation);
    return ENTRIES.entrySet().stream()
        .filter(row -> notUnderstood(row.getKey(), name).filter(String::isEmpty).isPresent())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Geometry by designation, as {@link #find} does. */
  public static Optional<BearingGeometry> geometry(String designation) {
    return find(designation).map(Entry::geometry);
  }

  /**
   * Why {@link #find} knows no such bearing, as the end of a sentence: it is left out because its
   * sources contradict each other, has a suffix that may change its inside, or is in no source.
   */
  public static String whyUnknown(String designation) {
    String name = name(designation);
    for (Map.Entry<String, String> row : LEFT_OUT.entrySet()) {
      if (notUnderstood(row.getKey(), name).isPresent()) {
        return row.getKey() + " is left out of the catalogue: " + row.getValue();
      }
    }
    for (String known : ENTRIES.keySet()) {
      Optional<String> suffix = notUnderstood(known, name).filter(rest -> !rest.isEmpty());
      if (suffix.isPresent()) {
        return "'" + suffix.get() + "' behind " + known + " may stand for another inside";
      }
    }
    return "it is not in the catalogue";
  }

  /** All rows by designation, in the order of the file. */
  public static Map<String, Entry> entries() {
    return ENTRIES;
  }

  private static String name(String designation) {
    String upper = designation.strip().toUpperCase(Locale.ROOT);
    return MAKER.matcher(upper).replaceAll("");
  }

  /**
   * What stands behind a known designation, empty text if it doesn't matter.
   *
   * @return empty if the name is not of that designation
   */
  private static Optional<String> notUnderstood(String known, String name) {
    // Plants write "UER 204" and "ER16K" for UER204 and ER-16K.
    String spelling =
        known
            .replaceAll("(?<=[A-Z])-?(?=[0-9])", "[- ]?")
            .replaceAll("(?<=[0-9])-?(?=[A-Z])", "[- ]?");
    Matcher base = Pattern.compile(spelling + "(?![0-9])").matcher(name);
    if (!base.lookingAt()) {
      return Optional.empty();
    }
    String behind = name.substring(base.end()).strip();
    return Optional.of(SUFFIXES.matcher(behind).matches() ? "" : behind);
  }

  private static Pattern makers() {
    String names = "(?:SKF|FAG|INA|GMN|NSK|NTN|SNR|KOYO|NACHI|TIMKEN|FAFNIR|LDK|MB|REXNORD)";
    return Pattern.compile("^" + names + "[-: /]*|[ ]+\\(?" + names + "\\)?$");
  }

  private static Map<String, Entry> entriesOf(List<String[]> rows) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String[] row : rows) {
      entries.put(
          row[0],
          new Entry(
              new BearingGeometry(
                  row[0],
                  Integer.parseInt(row[1]),
                  Double.parseDouble(row[2]),
                  Double.parseDouble(row[3]),
                  Double.parseDouble(row[4])),
              row[5],
              row[6]));
    }
    return Collections.unmodifiableMap(entries);
  }

  private static Map<String, String> leftOutOf(List<String[]> rows) {
    Map<String, String> reasons = new LinkedHashMap<>();
    rows.forEach(row -> reasons.put(row[0], row[1]));
    return Collections.unmodifiableMap(reasons);
  }

  private static List<String[]> read(String resource, int columns) {
    try (InputStream file = BearingCatalogue.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .lines()
          .skip(1) // header
          .map(line -> fields(resource, line, columns))
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] fields(String resource, String line, int columns) {
    String[] fields = line.split(";", -1);
    if (fields.length != columns) {
      throw new IllegalStateException(resource + ": need " + columns + " fields in: " + line);
    }
    return fields;
  }
}
