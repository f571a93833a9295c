package io.millwright.alerts.notification;

import io.millwright.alerts.notification.delivery.DeliverySettings;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what, and how it gets there.
 *
 * @param console address of the console as people reach it, for links; null leaves links out
 * @param recipients who may be told
 * @param routes what is told to whom; what fits no route is told to nobody
 * @param flood how many messages are too many
 * @param delivery mail server and webhooks
 */
public record NotificationConfig(
    @Nullable URI console,
    List<Recipient> recipients,
    List<Route> routes,
    FloodRule flood,
    DeliverySettings delivery) {
  private static final String ROLE = "role:";

  public NotificationConfig {
    recipients = List.copyOf(recipients);
    routes = List.copyOf(routes);
    if (console != null && (console.getHost() == null || console.getScheme() == null)) {
      throw new IllegalArgumentException(
          "console must be an address such as https://host, is " + console);
    }
    Set<String> names = new HashSet<>();
    for (Recipient r : recipients) {
      if (!names.add(r.name())) {
        throw new IllegalArgumentException("recipient " + r.name() + " is declared twice");
      }
      delivery.require(r);
    }
    Set<String> routeNames = new HashSet<>();
    for (Route route : routes) {
      if (!routeNames.add(route.name())) {
        throw new IllegalArgumentException("route " + route.name() + " is declared twice");
      }
      Stream<String> told =
          Stream.concat(
              route.tell().stream(), route.escalate().stream().flatMap(s -> s.tell().stream()));
      for (String target : told.toList()) {
        if (named(target, recipients).isEmpty()) {
          throw new IllegalArgumentException(
              "route " + route.name() + " tells " + target + ", which is no declared recipient");
        }
      }
    }
  }

  /** The recipients of names and roles, each once. */
  List<Recipient> recipients(List<String> targets) {
    return targets.stream().flatMap(t -> named(t, recipients).stream()).distinct().toList();
  }

  private static List<Recipient> named(String target, List<Recipient> recipients) {
    return recipients.stream()
        .filter(
            r ->
                target.startsWith(ROLE)
                    ? r.roles().contains(target.substring(ROLE.length()))
                    : r.name().equals(target))
        .toList();
  }

  /** The recipient of a name; null if there is none. */
  public @Nullable Recipient recipient(String name) {
    return recipients.stream().filter(r -> r.name().equals(name)).findFirst().orElse(null);
  }
}
