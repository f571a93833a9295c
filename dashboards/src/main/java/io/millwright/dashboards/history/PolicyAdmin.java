package io.millwright.dashboards.history;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * InfluxDB 1: the tiers are retention policies of one database; raw is its default policy, {@value
 * #RAW} where it is made here: so InfluxDB 2 names that of a bucket, and dashboards ask for it.
 */
final class PolicyAdmin implements TierAdmin {
  private static final String RAW = "autogen";

  private record Policy(String name, Duration kept, boolean isDefault) {}

  private final InfluxQl database;
  private final String name;

  PolicyAdmin(InfluxQl database, String name) {
    this.database = database;
    this.name = name;
  }

  @Override
  public Map<Tier, Duration> existing() {
    Map<Tier, Duration> existing = new EnumMap<>(Tier.class);
    if (!databaseExists()) {
      return existing;
    }
    for (Policy policy : policies()) {
      Stream.of(Tier.values())
          .filter(tier -> tier == Tier.RAW ? policy.isDefault : policy.name.equals(tier.label()))
          .forEach(tier -> existing.put(tier, policy.kept));
    }
    return existing;
  }

  @Override
  public void create(Tier tier, Duration kept) {
    database.query(command(tier, kept, false), row -> row);
  }

  @Override
  public void keep(Tier tier, Duration kept) {
    String policy =
        tier != Tier.RAW
            ? tier.label()
            : policies().stream()
                .filter(Policy::isDefault)
                .map(Policy::name)
                .findFirst()
                .orElseThrow();
    database.query(alter(policy, kept), row -> row);
  }

  @Override
  public String command(Tier tier, Duration kept, boolean exists) {
    if (exists) {
      return alter(tier == Tier.RAW ? RAW : tier.label(), kept);
    }
    Duration shard = TierAdmin.shard(tier);
    String shards = shard.isZero() ? "" : " SHARD DURATION " + shard.toHours() + "h";
    return tier == Tier.RAW
        ? "CREATE DATABASE %s WITH DURATION %s NAME %s".formatted(quoted(name), time(kept), RAW)
        : "CREATE RETENTION POLICY %s ON %s DURATION %s REPLICATION 1%s"
            .formatted(tier.label(), quoted(name), time(kept), shards);
  }

  private String alter(String policy, Duration kept) {
    return "ALTER RETENTION POLICY %s ON %s DURATION %s"
        .formatted(quoted(policy), quoted(name), time(kept));
  }

  private boolean databaseExists() {
    return database.query("SHOW DATABASES", row -> requireNonNull(row.text("name"))).contains(name);
  }

  private List<Policy> policies() {
    return database.query(
        "SHOW RETENTION POLICIES ON " + quoted(name),
        row ->
            new Policy(
                requireNonNull(row.text("name")),
                Duration.parse("PT" + requireNonNull(row.text("duration"))),
                row.truth("default")));
  }

  private static String time(Duration kept) {
    return kept.isZero() ? "INF" : kept.toHours() + "h";
  }

  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
