package io.millwright.alerts.notification;

import io.millwright.alerts.notification.Held.Why;
import io.millwright.alerts.notification.Route.Step;
import io.millwright.alerts.notification.Standing.Climb;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.AlarmStatus;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.notification.Notification;
import io.millwright.contracts.notification.Notification.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is told what and when.
 *
 * <pre>
 *   alarm, case, order --- is it news? ---> routes ---> recipient ---> told now
 *                                             |             |            ^
 *                    nobody acknowledges:     v             v            |
 *                    next rung of a ladder  climbs         held ---------+
 *                                                  digest, quiet hours, flood: one
 *                                                  message for all that is due
 * </pre>
 *
 * <p>An alarm is news when it is raised and when it is raised again, not with each transition; a
 * case and an order when they begin and when their priority rises. An escalation goes on while an
 * alarm is unacknowledged (latched or not) or an order is undecided; it ends when the alarm is
 * acknowledged, returned to normal or closed, and rests while it is put aside. Time is the wall
 * clock and passed in: it is people who wait. Ids are made of what is told, so that the same
 * decision is the same message. Owned by one thread.
 */
public final class NotificationDesk {
  /** What is closed is remembered for a while, so that a repetition is known as one. */
  private static final Duration REMEMBER = Duration.ofDays(1);

  /**
   * Most that is kept for one recipient; beyond, it is counted onto what leaves in the same
   * message, and of a message that is not begun yet one more is kept.
   */
  static final int MOST_HELD = 1000;

  private static final Comparator<Held> LEAST_URGENT =
      Comparator.comparing((Held h) -> h.news().priority())
          .thenComparing(h -> h.news().since(), Comparator.reverseOrder());

  private static final String TOLD = "told";
  private static final String CLEAR = "clear";
  private static final Set<AlarmStatus> OVER =
      Set.of(
          AlarmStatus.NORMAL,
          AlarmStatus.RETURNED_UNACKNOWLEDGED,
          AlarmStatus.LATCHED_UNACKNOWLEDGED,
          AlarmStatus.LATCHED_ACKNOWLEDGED);

  private final NotificationConfig config;
  private final Wording wording;
  private final Remembered<Standing> standings;
  private final Remembered<Held> held;
  private final Remembered<FloodWindow> windows;
  private final Map<String, Integer> heldFor = new TreeMap<>();
  private List<Notification> out = new ArrayList<>();

  /** Goes on from what the shelves keep. */
  public NotificationDesk(
      NotificationConfig config,
      Shelf<Standing> standings,
      Shelf<Held> held,
      Shelf<FloodWindow> windows) {
    this.config = config;
    this.wording = new Wording(config.console());
    this.standings = new Remembered<>(standings);
    this.held = new Remembered<>(held);
    this.windows = new Remembered<>(windows);
    this.held.values().forEach(h -> heldFor.merge(h.recipient(), 1, Integer::sum));
  }

  /**
   * What is kept for people who are declared no more; it is forgotten with this.
   *
   * @return their names with the number of notices
   */
  public Map<String, Integer> forgetUndeclared() {
    Map<String, Integer> forgotten = new TreeMap<>();
    for (Held h : held.values()) {
      if (config.recipient(h.recipient()) == null) {
        forgotten.merge(h.recipient(), 1 + h.more(), Integer::sum);
        drop(h);
      }
    }
    return forgotten;
  }

  /**
   * Something happened.
   *
   * @param asset as declared; null if it is not
   * @param value an {@link AlarmEvent}, {@link Advisory} or {@link WorkOrder}; anything else is no
   *     news
   * @return what is to be sent, in order
   */
  public List<Notification> take(@Nullable Asset asset, @Nullable Object value, Instant now) {
    if (value instanceof AlarmEvent e) {
      alarm(asset, e, now);
    } else if (value instanceof Advisory a) {
      alert(asset, a, now);
    } else if (value instanceof WorkOrder w) {
      order(asset, w, now);
    }
    return taken();
  }

  /** Time went on: what is due is told. */
  public List<Notification> tick(Instant now) {
    for (Standing s : standings.values()) {
      if (s.pending() && !s.climbs().isEmpty()) {
        climb(s, now);
      } else if (s.closed() && now.isAfter(s.changed().plus(REMEMBER))) {
        standings.remove(s.news().about());
      }
    }
    release(now);
    windows.entries().stream()
        .filter(e -> e.getValue().isOver(now, config.flood()))
        .forEach(e -> windows.remove(e.getKey()));
    return taken();
  }

  private List<Notification> taken() {
    List<Notification> taken = out;
    out = new ArrayList<>();
    return taken;
  }

  private void alarm(@Nullable Asset asset, AlarmEvent e, Instant now) {
    Standing before = standings.get(e.alarmId());
    AlarmStatus status = e.status();
    boolean raised = status == AlarmStatus.UNACKNOWLEDGED;
    boolean news = raised && (before == null || !before.status().equals(status.name()));
    int raising = news || before == null ? e.revision() : before.news().raising();
    News seen = News.of(asset, e, raising, news ? advice(e.assetId()) : null);
    boolean worse =
        raised && !news && before != null && e.priority().compareTo(before.news().priority()) > 0;
    News told = news || before == null ? seen : before.news();
    follow(
        before,
        worse ? told.with(e.priority()) : told,
        new Turn(
            status.name(),
            e.revision(),
            raised || status == AlarmStatus.LATCHED_UNACKNOWLEDGED,
            OVER.contains(status),
            status == AlarmStatus.NORMAL),
        news,
        worse,
        now);
  }

  private void alert(@Nullable Asset asset, Advisory a, Instant now) {
    boolean open = a.status() == Advisory.Status.OPEN;
    Standing before = standings.get(a.caseId());
    News seen = News.of(asset, a, a.revision());
    boolean news = open && isNews(before, seen);
    follow(
        before,
        news || before == null ? seen : before.news(),
        new Turn(a.status().name(), a.revision(), false, !open, !open),
        news,
        false,
        now);
  }

  private void order(@Nullable Asset asset, WorkOrder w, Instant now) {
    boolean undecided = w.status() == WorkOrder.Status.REQUESTED;
    boolean open = undecided || w.status() == WorkOrder.Status.APPROVED;
    Standing before = standings.get(w.workOrderId());
    News seen = News.of(asset, w, w.revision());
    boolean news = open && isNews(before, seen);
    follow(
        before,
        news || before == null ? seen : before.news(),
        new Turn(w.status().name(), w.revision(), undecided, !open, !open),
        news,
        false,
        now);
  }

  /** A case or an order that becomes more urgent is told like a new one. */
  private static boolean isNews(@Nullable Standing before, News seen) {
    return before == null || seen.priority().compareTo(before.news().priority()) > 0;
  }

  private record Turn(String status, int revision, boolean pending, boolean over, boolean closed) {}

  /**
   * @param news whether all are told who are on a route
   * @param worse whether those are told whom only the higher priority concerns
   */
  private void follow(
      @Nullable Standing before, News told, Turn turn, boolean news, boolean worse, Instant now) {
    if (before != null && turn.revision() <= before.revision()) {
      return;
    }
    Standing earlier = news ? null : before;
    Standing after =
        new Standing(
            told,
            turn.status(),
            turn.revision(),
            turn.pending(),
            turn.over() || (earlier != null && earlier.over()),
            turn.closed(),
            earlier == null ? now : earlier.begun(),
            now,
            earlier == null ? List.of() : earlier.told(),
            earlier == null ? List.of() : earlier.climbs());
    if (news || worse) {
      after = route(after, now);
    }
    if (after.over() && before != null && !before.over()) {
      clear(after, now);
    }
    standings.put(told.about(), after);
  }

  private Standing route(Standing s, Instant now) {
    News news = s.news();
    Map<Recipient, List<LocalTime>> ways = new LinkedHashMap<>();
    List<Climb> climbs = new ArrayList<>(s.climbs());
    for (Route route : config.routes()) {
      if (!route.fits(news)) {
        continue;
      }
      for (Recipient r : config.recipients(route.tell())) {
        ways.merge(r, route.digestAt(), (a, b) -> sooner(r, a, b, now));
      }
      if (s.pending()
          && !route.escalate().isEmpty()
          && climbs.stream().noneMatch(c -> c.route().equals(route.name()))) {
        climbs.add(new Climb(route.name(), 0, now.plus(route.ladder().get(0).after())));
      }
    }
    List<String> told = new ArrayList<>(s.told());
    ways.forEach(
        (r, digestAt) -> {
          if (!told.contains(r.name())) {
            told.add(r.name());
            tell(r, digestAt, kind(news), news, TOLD, Duration.ZERO, now);
          }
        });
    return s.telling(told, climbs);
  }

  private static List<LocalTime> sooner(
      Recipient r, List<LocalTime> a, List<LocalTime> b, Instant now) {
    if (a.isEmpty() || b.isEmpty()) {
      return List.of();
    }
    return r.next(a, now).isAfter(r.next(b, now)) ? b : a;
  }

  private void climb(Standing s, Instant now) {
    List<Climb> climbs = new ArrayList<>();
    List<String> told = new ArrayList<>(s.told());
    boolean climbed = false;
    for (Climb c : s.climbs()) {
      if (c.due() == null || c.due().isAfter(now)) {
        climbs.add(c);
        continue;
      }
      climbed = true;
      List<Step> ladder =
          config.routes().stream()
              .filter(route -> route.name().equals(c.route()))
              .findFirst()
              .map(Route::ladder)
              .orElse(List.of());
      if (c.rung() >= ladder.size()) {
        continue; // the route is not what it was
      }
      String step = c.route() + " step " + (c.rung() + 1);
      for (Recipient r : config.recipients(ladder.get(c.rung()).tell())) {
        tell(r, List.of(), Kind.ESCALATION, s.news(), step, Duration.between(s.begun(), now), now);
        if (!told.contains(r.name())) {
          told.add(r.name());
        }
      }
      // From now on: after an outage the rungs that were missed must not all come at once.
      int next = c.rung() + 1;
      climbs.add(
          new Climb(
              c.route(), next, next < ladder.size() ? now.plus(ladder.get(next).after()) : null));
    }
    if (climbed) {
      standings.put(s.news().about(), s.telling(told, climbs));
    }
  }

  private void clear(Standing s, Instant now) {
    for (Route route : config.routes()) {
      if (!route.allClear() || !route.fits(s.news())) {
        continue;
      }
      List<Recipient> concerned = new ArrayList<>(config.recipients(route.tell()));
      route.escalate().forEach(step -> concerned.addAll(config.recipients(step.tell())));
      for (Recipient r : concerned.stream().distinct().toList()) {
        // Whoever has not heard of it yet will be told with it that it is over.
        if (s.told().contains(r.name())
            && held.get(Held.key(r.name(), s.news().key(), TOLD)) == null) {
          tell(r, route.digestAt(), Kind.ALL_CLEAR, s.news(), CLEAR, Duration.ZERO, now);
        }
      }
    }
  }

  /** Tells at once, or keeps it. */
  private void tell(
      Recipient r,
      List<LocalTime> digestAt,
      Kind kind,
      News news,
      String step,
      Duration waited,
      Instant now) {
    if (!digestAt.isEmpty()) {
      hold(new Held(r.name(), Why.DIGEST, r.next(digestAt, now), kind, news, step, 0));
      return;
    }
    Instant quiet = r.quietUntil(now, news.priority());
    if (quiet != null) {
      hold(new Held(r.name(), Why.QUIET, quiet, kind, news, step, 0));
      return;
    }
    FloodWindow window = windows.get(r.name());
    if (window == null || window.isOver(now, config.flood())) {
      window = new FloodWindow(now, 0, news.priority());
    } else if (window.keeps(news.priority(), config.flood())) {
      Instant end = window.began().plus(config.flood().window());
      hold(new Held(r.name(), Why.FLOOD, end, kind, news, step, 0));
      return;
    }
    windows.put(r.name(), window.and(news.priority()));
    out.addAll(wording.single(r, kind, news, step, waited, now));
  }

  private void hold(Held h) {
    if (held.get(h.key()) != null) {
      return;
    }
    // Beyond, the least urgent that leaves in the same message makes room, or counts this one.
    @Nullable Held least =
        heldFor.getOrDefault(h.recipient(), 0) < MOST_HELD
            ? null
            : held.values().stream().filter(h::leavesWith).min(LEAST_URGENT).orElse(null);
    if (least == null) {
      heldFor.merge(h.recipient(), 1, Integer::sum);
      held.put(h.key(), h);
      return;
    }
    boolean makesRoom = h.news().priority().compareTo(least.news().priority()) > 0;
    Held stays = makesRoom ? h : least;
    held.remove(least.key());
    held.put(
        stays.key(),
        new Held(
            stays.recipient(),
            stays.why(),
            stays.due(),
            stays.kind(),
            stays.news(),
            stays.step(),
            least.more() + 1));
  }

  private void release(Instant now) {
    Map<String, Map<Why, List<Held>>> due = new TreeMap<>();
    for (Held h : held.values()) {
      if (!h.due().isAfter(now)) {
        due.computeIfAbsent(h.recipient(), name -> new TreeMap<>())
            .computeIfAbsent(h.why(), why -> new ArrayList<>())
            .add(h);
      }
    }
    due.forEach(
        (name, byReason) -> {
          Recipient r = config.recipient(name);
          if (r != null) {
            byReason.forEach((why, kept) -> release(r, why, kept, now));
          }
        });
  }

  private void release(Recipient r, Why why, List<Held> kept, Instant now) {
    List<Held> sorted =
        kept.stream()
            .sorted(
                (a, b) ->
                    a.news().priority() == b.news().priority()
                        ? a.news().since().compareTo(b.news().since())
                        : b.news().priority().compareTo(a.news().priority()))
            .toList();
    Instant quiet = r.quietUntil(now, sorted.get(0).news().priority());
    if (quiet != null) {
      kept.forEach(h -> held.put(h.key(), h.until(quiet)));
      return;
    }
    out.addAll(wording.together(r, why, sorted, this::noteOn, config.flood(), now));
    kept.forEach(this::drop);
  }

  private void drop(Held h) {
    held.remove(h.key());
    heldFor.computeIfPresent(h.recipient(), (name, count) -> count > 1 ? count - 1 : null);
  }

  /** What has become of something since. */
  private String noteOn(News news) {
    Standing s = standings.get(news.about());
    if (s == null || s.over()) {
      return "over by now";
    }
    return s.news().kind() == NewsKind.ALERT || s.pending()
        ? ""
        : s.status().toLowerCase(Locale.ROOT).replace('_', ' ') + " by now";
  }

  /** What the most urgent open order of an asset recommends. */
  private @Nullable String advice(AssetId asset) {
    String advice = null;
    News best = null;
    for (Standing s : standings.values()) {
      News n = s.news();
      if (n.kind() == NewsKind.WORK_ORDER
          && !s.over()
          && n.action() != null
          && n.assetId().equals(asset)
          && (best == null || n.priority().compareTo(best.priority()) > 0)) {
        best = n;
        advice = n.action();
      }
    }
    return advice;
  }

  private static Kind kind(News news) {
    return switch (news.kind()) {
      case ALARM -> Kind.ALARM;
      case ALERT -> Kind.ALERT;
      case WORK_ORDER -> Kind.WORK_ORDER;
    };
  }
}
