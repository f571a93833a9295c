package io.millwright.alerts.notification.delivery;

import io.millwright.contracts.audit.AuditEntry;
import io.millwright.contracts.notification.Notification;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages that could not be delivered, and how they are sent again. */
public final class DeadLetters {
  /** Action in the audit log: somebody sends a dead letter again. */
  static final String REPLAY = "NOTIFY_REPLAY";

  private DeadLetters() {}

  /**
   * Those that nobody has, the latest of each id, by id in the order in which they came: the last
   * word of the audit log is that they could not be delivered. What was delivered since, or is
   * being sent again, is none.
   *
   * @param undelivered the topic, in order within a recipient
   * @param audit the whole log, in any order
   */
  public static Map<String, Notification> of(
      List<Notification> undelivered, List<AuditEntry> audit) {
    Map<String, Notification> dead = new LinkedHashMap<>();
    undelivered.forEach(n -> dead.put(n.id(), n));
    Map<String, AuditEntry> last = new HashMap<>();
    for (AuditEntry e : audit) {
      if (e.target() != null
          && (e.action().equals(NotificationSender.NOTIFY) || e.action().equals(REPLAY))) {
        last.merge(e.target(), e, (a, b) -> b.time().isBefore(a.time()) ? a : b);
      }
    }
    dead.keySet().removeIf(id -> last.containsKey(id) && last.get(id).allowed());
    return dead;
  }

  /** The same message, decided anew: of its old age it would not be tried. */
  public static Notification again(Notification n, Instant now) {
    return new Notification(
        n.id(),
        n.kind(),
        n.recipient(),
        n.channel(),
        n.address(),
        n.priority(),
        n.subject(),
        n.text(),
        n.html(),
        n.link(),
        n.about(),
        now);
  }

  /** Who sends it again, and why. */
  public static AuditEntry audit(Notification n, String actor, String reason, Instant now) {
    return new AuditEntry(
        "notify-" + UUID.randomUUID(), now, actor, "", REPLAY, n.id(), reason, true);
  }
}
