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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Geometry of rolling-element bearings by designation. Small, because every row has a public
 * source: makers do not publish the inside of their bearings, and the lists that go round are
 * partly invented. A bearing that is not here needs its geometry declared.
 *
 * <p>Makers differ inside the same designation: the number of elements is mostly the same, the
 * orders differ by a per cent or two. Where the maker's own figures are at hand, declare them.
 */
public final class BearingCatalogue {
  private static final String RESOURCE = "bearings.csv";
  private static final int COLUMNS = 7;

  private static final Set<String> MAKERS =
      Set.of(
          "SKF", "FAG", "INA", "NSK", "NTN", "SNR", "KOYO", "NACHI", "TIMKEN", "FAFNIR", "LDK",
          "MB", "REXNORD");

  /** Seals, shields, clearance, cage, grease, tolerance: what does not change the geometry. */
  private static final Pattern SUFFIX =
      Pattern.compile(
          "[-/ ]*(?:2RS[HLR]?[12]?|RS[HLR]?[12]?|2Z|ZZ?|DDU|DD|DU|VV|LLU|LLB|LLH|2NSE|NSE"
              + "|C[2-5N]|CM|JEM|EM|EMQ|J|M|TN9|TNH|T9|P[0456]|MT33|VT[0-9]+|NR?)");

  private static final Map<String, Entry> ENTRIES = read();

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
   * Looks a bearing up. The maker's name, seals, shields, clearance, cage and grease in the
   * designation are passed over: {@code SKF 6205-2RS/C3} is {@code 6205}.
   *
   * @return empty if the catalogue has no such bearing, or if the designation has a suffix that may
   *     stand for another inside
   */
  public static Optional<Entry> find(String designation) {
    String rest = designation.strip().toUpperCase(Locale.ROOT);
    for (String maker : MAKERS) {
      if (rest.startsWith(maker + " ")) {
        rest = rest.substring(maker.length()).strip();
      }
    }
    for (Map.Entry<String, Entry> entry : ENTRIES.entrySet()) {
      if (rest.startsWith(entry.getKey()) && isSuffixes(rest.substring(entry.getKey().length()))) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  private static boolean isSuffixes(String rest) {
    Matcher matcher = SUFFIX.matcher(rest);
    int end = 0;
    while (end < rest.length() && matcher.region(end, rest.length()).lookingAt()) {
      end = matcher.end();
    }
    return end == rest.length();
  }

  /** Geometry by designation, as {@link #find} does. */
  public static Optional<BearingGeometry> geometry(String designation) {
    return find(designation).map(Entry::geometry);
  }

  /** All rows by designation, in the order of the file. */
  public static Map<String, Entry> entries() {
    return ENTRIES;
  }

  private static Map<String, Entry> read() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    try (InputStream file = BearingCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      lines.readLine(); // header
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(";", -1);
        if (fields.length != COLUMNS) {
          throw new IllegalStateException(RESOURCE + ": need " + COLUMNS + " fields in: " + line);
        }
        entries.put(
            fields[0],
            new Entry(
                new BearingGeometry(
                    fields[0],
                    Integer.parseInt(fields[1]),
                    Double.parseDouble(fields[2]),
                    Double.parseDouble(fields[3]),
                    Double.parseDouble(fields[4])),
                fields[5],
                fields[6]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(entries);
  }
}
