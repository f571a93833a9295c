package io.millwright.alerts.notification;

import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.asset.Origin;
import io.millwright.runtime.config.Default;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is told to whom, and how. All routes that fit count; who is on several is told once, by the
 * quickest.
 *
 * @param name unique; never blank
 * @param area place in the plant's hierarchy, joined by {@code /}; empty for the whole plant
 * @param classes equipment classes; empty for all
 * @param kinds what it is about
 * @param from least priority
 * @param origins of the telemetry behind it; what is replayed, simulated or delivered late is told
 *     only if it is named here
 * @param tell names of recipients, or {@code role:NAME}
 * @param digestAt times of day, by each recipient's clock, at which it is told together; empty for
 *     at once
 * @param escalate who is told when nobody acknowledges an alarm or decides about an order, in
 *     order; not of alerts, which nobody acknowledges
 * @param allClear whether to tell as well that it is over
 */
public record Route(
    String name,
    @Default("''") String area,
    Set<String> classes,
    @Default("[alarm]") Set<NewsKind> kinds,
    @Default("low") Priority from,
    @Default("[measured]") Set<Origin> origins,
    List<String> tell,
    List<LocalTime> digestAt,
    List<Step> escalate,
    @Default("false") boolean allClear) {

  /**
   * A step of the escalation.
   *
   * @param after how long after the telling before
   * @param tell names of recipients, or {@code role:NAME}
   * @param times how often, each time after another {@code after}; 1 to 100
   */
  public record Step(Duration after, List<String> tell, @Default("1") int times) {
    public Step {
      tell = List.copyOf(tell);
      if (after.toSeconds() < 1) {
        throw new IllegalArgumentException("after must be a second or more");
      }
      if (times < 1 || times > 100) {
        throw new IllegalArgumentException("times must be 1 to 100, is " + times);
      }
      if (tell.isEmpty()) {
        throw new IllegalArgumentException("tell must name somebody");
      }
    }
  }

  public Route {
    classes = Set.copyOf(classes);
    kinds = Set.copyOf(kinds);
    origins = Set.copyOf(origins);
    tell = List.copyOf(tell);
    digestAt = List.copyOf(digestAt);
    escalate = List.copyOf(escalate);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a route needs a name");
    }
    if (tell.isEmpty()) {
      throw new IllegalArgumentException("route " + name + " tells nobody");
    }
    if (!escalate.isEmpty() && (kinds.contains(NewsKind.ALERT) || !digestAt.isEmpty())) {
      throw new IllegalArgumentException(
          "route " + name + ": an alert or a digest is not acknowledged, so it cannot escalate");
    }
  }

  /** Whether something goes this way. */
  boolean fits(News news) {
    return kinds.contains(news.kind())
        && news.priority().compareTo(from) >= 0
        && origins.contains(news.origin())
        && (classes.isEmpty() || classes.contains(news.equipmentClass()))
        && isIn(news.path());
  }

  private boolean isIn(List<String> path) {
    String place = String.join("/", path);
    return area.isEmpty() || place.equals(area) || place.startsWith(area + "/");
  }

  /** The steps with repetitions written out. */
  List<Step> ladder() {
    List<Step> rungs = new ArrayList<>();
    for (Step step : escalate) {
      for (int i = 0; i < step.times(); i++) {
        rungs.add(step);
      }
    }
    return rungs;
  }
}
