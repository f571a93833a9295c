package io.millwright.alerts.cmms;

import io.millwright.alerts.cmms.atlas.AtlasCmms;
import io.millwright.alerts.cmms.atlas.AtlasSettings;
import io.millwright.alerts.cmms.maximo.MaximoCmms;
import io.millwright.alerts.cmms.maximo.MaximoSettings;
import io.millwright.alerts.cmms.sap.SapCmms;
import io.millwright.alerts.cmms.sap.SapSettings;
import io.millwright.alerts.cmms.webhook.WebhookCmms;
import io.millwright.alerts.cmms.webhook.WebhookSettings;
import io.millwright.runtime.config.Default;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the gateway to a maintenance system: which one, and how it is treated.
 *
 * @param webhook a receiver of CloudEvents; exactly one system must be named
 * @param atlas Atlas CMMS
 * @param maximo IBM Maximo
 * @param sap SAP S/4HANA
 * @param installation name of this installation, if several share the maintenance system: orders of
 *     the same id get different references; orders that are known keep theirs
 * @param groupId consumer group; instances with the same one share the orders
 * @param retry how failed deliveries are repeated
 * @param timeout of one HTTP exchange
 * @param listenEvery time between two looks for what people did there
 * @param lookBack how old a change there may be that is still looked for after a start and at night
 * @param reconcileAt local time of the nightly comparison, such as {@code 02:30}
 * @param zone of that time, such as {@code Europe/Berlin}
 * @param clearText whether a key may go over {@code http://} to another machine, for all on the way
 *     to read
 */
public record CmmsConfig(
    @Nullable WebhookSettings webhook,
    @Nullable AtlasSettings atlas,
    @Nullable MaximoSettings maximo,
    @Nullable SapSettings sap,
    @Default("''") String installation,
    @Default("millwright-cmms") String groupId,
    RetryRule retry,
    @Default("10s") Duration timeout,
    @Default("30s") Duration listenEvery,
    @Default("P400D") Duration lookBack,
    @Default("'02:30'") String reconcileAt,
    @Default("UTC") String zone,
    @Default("false") boolean clearText) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public CmmsConfig {
    long systems = Stream.of(webhook, atlas, maximo, sap).filter(Objects::nonNull).count();
    if (systems != 1) {
      throw new IllegalArgumentException(
          "exactly one system must be configured: webhook, atlas, maximo or sap");
    }
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("groupId must not be blank");
    }
    if (timeout.toMillis() < 1 || listenEvery.toMillis() < 1 || lookBack.toMillis() < 1) {
      throw new IllegalArgumentException("timeout, listenEvery and lookBack must be 1ms or more");
    }
    if (retry.settle().compareTo(timeout.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "retry.settle must be twice timeout or more: an order could be made twice");
    }
    if (!clearText) {
      keepSecret(webhook == null || webhook.token() == null ? null : webhook.url());
      keepSecret(atlas == null ? null : atlas.url());
      keepSecret(maximo == null ? null : maximo.url());
      keepSecret(sap == null ? null : sap.url());
    }
    try {
      LocalTime.parse(reconcileAt);
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "reconcileAt must be a time such as 02:30, zone one such as Europe/Berlin", e);
    }
  }

  /** Of a system that is sent a key with each request. */
  private static void keepSecret(@Nullable URI url) {
    if (url == null || !"http".equals(url.getScheme()) || LOOPBACK.contains(url.getHost())) {
      return;
    }
    throw new IllegalArgumentException(
        "url: http:// would send the key to "
            + url.getHost()
            + " for all to read; use https://, or set clearText: true");
  }

  /** The system that is named; connects to nothing yet. */
  public Cmms connect(InstantSource clock) {
    CmmsHttp http = new CmmsHttp(timeout, clock);
    if (atlas != null) {
      return new AtlasCmms(atlas, http);
    }
    if (maximo != null) {
      return new MaximoCmms(maximo, http);
    }
    if (sap != null) {
      return new SapCmms(sap, http);
    }
    return new WebhookCmms(Objects.requireNonNull(webhook), http, clock);
  }

  /** The first nightly comparison after a time. */
  Instant nextReconciliation(Instant after) {
    ZoneId place = ZoneId.of(zone);
    LocalDate today = after.atZone(place).toLocalDate();
    Instant next = at(today, place);
    // Not a day later than today's: clocks that went forward today would stay so.
    return next.isAfter(after) ? next : at(today.plusDays(1), place);
  }

  private Instant at(LocalDate day, ZoneId place) {
    return day.atTime(LocalTime.parse(reconcileAt)).atZone(place).toInstant();
  }
}
