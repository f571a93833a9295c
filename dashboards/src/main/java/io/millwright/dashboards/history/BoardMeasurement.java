package io.millwright.dashboards.history;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measurements that only dashboards read: nothing in the platform acts on them. As in {@link
 * HistoryLayout}, tags name what the plant declares (machines, places, parts, points) or what the
 * platform enumerates (kinds, reasons, versions), never an event, a time or a person.
 */
public enum BoardMeasurement {
  /**
   * Which machines there are, so that pages can offer them by place. A row of every machine on each
   * day of the plant's time, at its midnight (UTC): whatever range somebody looks at, a day before
   * its begin is enough to find them. The ids are fields as well, because InfluxQL tells distinct
   * values of fields only. Limits are those of ISO 20816-3, mm/s; absent where it gives none.
   */
  ASSETS(
      Tier.EVENTS,
      List.of("asset", "site", "area", "class"),
      text("asset_id"),
      text("site_id"),
      text("area_id"),
      text("name"),
      text("criticality"),
      number("limit_ab"),
      number("limit_bc"),
      number("limit_cd")),
  /** How many channels of a scan are of which quality, and how late it was accepted, in seconds. */
  SCANS(
      Tier.RAW,
      List.of("asset"),
      count("good"),
      count("uncertain"),
      count("bad"),
      count("absent"),
      number("delay")),
  /** Channels that explain an anomaly, at most {@value LineProtocolBatch#TOP_CONTRIBUTIONS}. */
  CONTRIBUTIONS(Tier.RAW, List.of("asset", "point"), number("share"), number("deviation")),
  /** Vibration severity; {@code rank} is 1 for zone A to 4 for D, 0 for unknown. */
  SEVERITY(
      Tier.RAW,
      List.of("asset", "point", "channel"),
      number("velocity"),
      text("zone"),
      count("rank"),
      flag("notable")),
  /**
   * A record that was not accepted, at the wall-clock time of its rejection. A name that no
   * declared machine has is {@code none}: a stranger must not make series. As many as telemetry at
   * worst, so kept as long as that.
   */
  REJECTED(Tier.RAW, List.of("reason", "asset"), count("count"), text("detail")),
  /**
   * {@code PerformanceReport} of a scope at the hour of its end; definitions in docs/kpis.md.
   * Hours, seconds and shares as there; the interval of a share stands beside it.
   */
  PERFORMANCE(
      Tier.EVENTS,
      List.of("scope", "name"),
      number("precision"),
      number("precision_lower"),
      number("precision_upper"),
      count("judged"),
      count("right"),
      count("nothing_found"),
      count("accepted_as_normal"),
      count("contradicted"),
      count("late"),
      count("unanswered"),
      number("lead_p10"),
      number("lead_p50"),
      number("lead_p90"),
      count("lead_exact"),
      count("lead_at_least"),
      number("actionable"),
      number("coverage"),
      number("coverage_lower"),
      number("coverage_upper"),
      number("promised"),
      count("held"),
      count("sooner"),
      count("later"),
      count("outlived"),
      count("hidden"),
      count("assets"),
      number("asset_years"),
      count("failures"),
      count("called"),
      count("missed"),
      number("missed_share"),
      number("false_per_asset_year"),
      number("mtbf"),
      number("mttr"),
      number("mtta")),
  /**
   * Sum of a month's ledger entries of a kind and machine, at the month's begin (UTC). Sums and not
   * entries, because an entry is taken back when later facts say otherwise; {@code not_valued} are
   * those without amount.
   */
  SAVINGS(
      Tier.EVENTS,
      List.of("kind", "asset", "currency"),
      number("amount"),
      count("entries"),
      count("not_valued")),
  /** Snapshots of alarms that belong together, by the machine of the first. */
  ROOT_CASES(
      Tier.EVENTS,
      List.of("asset", "place", "status"),
      text("id"),
      count("alarms"),
      count("assets"),
      flag("flood"),
      text("reason")),
  /** Advice on a part; all 0 and not {@code needed} once it is needed no more. Times are days. */
  SPARES(
      Tier.EVENTS,
      List.of("part"),
      text("name"),
      flag("needed"),
      count("stock"),
      count("on_order"),
      count("reserved"),
      count("base_stock"),
      count("order_quantity"),
      number("lead_time"),
      number("demand"),
      number("risk"),
      number("advised_risk"),
      number("order_cost"),
      count("shortages"),
      count("uncovered")),
  /** Pieces set aside for a machine; 0 once released. */
  RESERVATIONS(
      Tier.EVENTS,
      List.of("part", "asset"),
      count("quantity"),
      text("order_id"),
      text("needed_by")),
  /** Messages by what became of them, {@code sent} or {@code dead}; to whom is not told. */
  NOTIFICATIONS(Tier.EVENTS, List.of("kind", "channel", "priority", "outcome"), count("count"));

  /** Types of fields. */
  enum Type {
    NUMBER("DOUBLE"),
    COUNT("LONG"),
    TEXT("VARCHAR"),
    FLAG("BOOLEAN");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }
  }

  private final Tier tier;
  private final List<String> tags;
  private final Map<String, Type> fields = new TreeMap<>();

  private record Field(String name, Type type) {}

  BoardMeasurement(Tier tier, List<String> tags, Field... fields) {
    this.tier = tier;
    this.tags = tags;
    for (Field field : fields) {
      this.fields.put(field.name(), field.type());
    }
  }

  private static Field number(String name) {
    return new Field(name, Type.NUMBER);
  }

  private static Field count(String name) {
    return new Field(name, Type.COUNT);
  }

  private static Field text(String name) {
    return new Field(name, Type.TEXT);
  }

  private static Field flag(String name) {
    return new Field(name, Type.FLAG);
  }

  /** Name of the measurement. */
  String measurement() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it is kept, and for how long. */
  Tier tier() {
    return tier;
  }

  /** Names of its tags; every point has all of them. */
  List<String> tags() {
    return tags;
  }

  /** Its fields by name; a point may leave some out. */
  Map<String, Type> fields() {
    return fields;
  }

  /** Definition of its table in QuestDB. */
  String table() {
    StringBuilder columns = new StringBuilder("timestamp TIMESTAMP");
    tags.forEach(tag -> columns.append(", ").append(tag).append(" SYMBOL"));
    fields.forEach(
        (field, type) -> columns.append(", ").append(field).append(' ').append(type.sql));
    return "%s (%s) TIMESTAMP(timestamp) PARTITION BY %s WAL DEDUP UPSERT KEYS(timestamp, %s)"
        .formatted(
            measurement(), columns, tier == Tier.RAW ? "DAY" : "YEAR", String.join(", ", tags));
  }
}
