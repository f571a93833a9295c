package io.millwright.dashboards.history;

import com.google.gson.JsonParseException;
import com.influxdb.LogLevel;
import com.influxdb.client.BucketsQuery;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.OrganizationsQuery;
import com.influxdb.client.domain.Bucket;
import com.influxdb.client.domain.BucketRetentionRules;
import com.influxdb.client.domain.Organization;
import com.influxdb.exceptions.InfluxException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.OkHttpClient;

/** InfluxDB 2: every tier is a bucket. It maps {@code database/policy} for InfluxQL by itself. */
final class BucketAdmin implements TierAdmin {
  /** The server counts seconds in 64 bits, its client in 32: some 68 years. */
  private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

  private final InfluxSettings settings;
  private final Duration timeout;
  private final Placement placement;

  BucketAdmin(InfluxSettings settings, Duration timeout) {
    this.settings = settings;
    this.timeout = timeout;
    this.placement = Placement.buckets(settings.bucket());
  }

  @Override
  public Map<Tier, Duration> existing() {
    return ask(
        client -> {
          Map<Tier, Duration> existing = new EnumMap<>(Tier.class);
          for (Tier tier : Tier.values()) {
            find(client, tier).ifPresent(bucket -> existing.put(tier, kept(bucket)));
          }
          return existing;
        });
  }

  @Override
  public void create(Tier tier, Duration kept) {
    ask(
        client -> {
          OrganizationsQuery query = new OrganizationsQuery();
          query.setOrg(settings.org());
          Organization org =
              client.getOrganizationsApi().findOrganizations(query).stream()
                  .findFirst()
                  .orElseThrow(() -> new InfluxException("no organisation " + settings.org()));
          BucketRetentionRules rule = rule(kept);
          Duration shard = TierAdmin.shard(tier);
          if (!shard.isZero()) {
            rule.setShardGroupDurationSeconds(shard.toSeconds());
          }
          return client.getBucketsApi().createBucket(placement.bucket(tier), rule, org);
        });
  }

  @Override
  public void keep(Tier tier, Duration kept) {
    ask(
        client -> {
          Bucket bucket =
              find(client, tier)
                  .orElseThrow(() -> new InfluxException("no bucket " + placement.bucket(tier)));
          bucket.setRetentionRules(List.of(rule(kept)));
          return client.getBucketsApi().updateBucket(bucket);
        });
  }

  @Override
  public String command(Tier tier, Duration kept, boolean exists) {
    String retention = sayable(kept).isZero() ? "0" : kept.toHours() + "h";
    if (exists) {
      return "influx bucket update --id <id of %s> --retention %s"
          .formatted(placement.bucket(tier), retention);
    }
    Duration shard = TierAdmin.shard(tier);
    return "influx bucket create --org '%s' --name '%s' --retention %s%s"
        .formatted(
            settings.org(),
            placement.bucket(tier),
            retention,
            shard.isZero() ? "" : " --shard-group-duration " + shard.toHours() + "h");
  }

  private Optional<Bucket> find(InfluxDBClient client, Tier tier) {
    String name = placement.bucket(tier);
    BucketsQuery query = new BucketsQuery();
    query.setOrg(settings.org());
    query.setName(name);
    try {
      return client.getBucketsApi().findBuckets(query).stream()
          .filter(bucket -> name.equals(bucket.getName()))
          .findFirst();
    } catch (InfluxException e) {
      if (e.status() == 404) { // so it says that there is none of that name
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Duration kept(Bucket bucket) {
    return bucket.getRetentionRules().stream()
        .findFirst()
        .map(rule -> Duration.ofSeconds(rule.getEverySeconds()))
        .orElse(Duration.ZERO);
  }

  private static BucketRetentionRules rule(Duration kept) {
    return new BucketRetentionRules().everySeconds(Math.toIntExact(sayable(kept).toSeconds()));
  }

  /** For ever where it is longer than can be said: rather too long than data deleted too early. */
  private static Duration sayable(Duration kept) {
    return kept.compareTo(LONGEST) > 0 ? Duration.ZERO : kept;
  }

  private <T> T ask(Function<InfluxDBClient, T> question) {
    try (InfluxDBClient client =
        InfluxDBClientFactory.create(
            InfluxDBClientOptions.builder()
                .url(settings.url().toString())
                .org(settings.org())
                .authenticateToken(settings.token().value().toCharArray())
                .logLevel(LogLevel.NONE)
                .okHttpClient(
                    new OkHttpClient.Builder().connectTimeout(timeout).readTimeout(timeout))
                .build())) {
      return question.apply(client);
    } catch (InfluxException e) {
      if (e.status() == 401 || e.status() == 403) {
        throw new StoreAnswer(e.status(), String.valueOf(e.getMessage()), true, null)
            .unavailable(settings.url() + ", asked for its buckets,", settings.bucket());
      }
      throw new HistoryUnavailableException(
          "buckets at " + settings.url() + ": " + e.getMessage(), e);
    } catch (JsonParseException e) { // a person may have had a bucket kept longer than LONGEST
      throw new HistoryUnavailableException(
          "buckets at %s: the answer cannot be read, a bucket is kept for 0 (ever) or up to %dh: %s"
              .formatted(settings.url(), LONGEST.toHours(), e.getMessage()),
          e);
    }
  }
}
