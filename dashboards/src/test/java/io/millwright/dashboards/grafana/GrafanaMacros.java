package io.millwright.dashboards.grafana;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts into a query what Grafana puts there: the range, the interval, and values of variables,
 * which its InfluxDB data source writes as a regular expression with several values in brackets.
 */
public final class GrafanaMacros {
  private final Instant from;
  private final Instant to;
  private final Duration interval;
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  public GrafanaMacros(Instant from, Instant to, Duration interval) {
    this.from = from;
    this.to = to;
    this.interval = interval;
  }

  /** Chooses values of a variable. */
  public GrafanaMacros with(String variable, List<String> chosen) {
    values.put(variable, List.copyOf(chosen));
    return this;
  }

  /**
   * The query as it is sent.
   *
   * @throws IllegalArgumentException if a macro is left that nothing was chosen for
   */
  public String apply(String query) {
    String made =
        query
            .replace(
                "$timeFilter", "time >= " + millis(from) + "ms and time <= " + millis(to) + "ms")
            .replace("${__from}", String.valueOf(millis(from)))
            .replace("${__to}", String.valueOf(millis(to)))
            .replace("$__interval", interval.toSeconds() + "s");
    List<String> names = new ArrayList<>(values.keySet());
    for (String name : names) {
      String value = regex(values.getOrDefault(name, List.of()));
      made = made.replace("${" + name + "}", value).replace("$" + name, value);
    }
    if (made.replaceAll("\\$/", "/").contains("$")) {
      throw new IllegalArgumentException("a macro is left in " + made);
    }
    return made;
  }

  private static String regex(List<String> chosen) {
    return chosen.size() == 1
        ? escaped(chosen.get(0))
        : chosen.stream().map(GrafanaMacros::escaped).collect(Collectors.joining("|", "(", ")"));
  }

  private static String escaped(String value) {
    return value.replaceAll("[\\\\^$*+?.()|\\[\\]{}/]", "\\\\$0");
  }

  private static long millis(Instant time) {
    return time.toEpochMilli();
  }
}
