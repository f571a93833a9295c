package io.millwright.alerts.guard;

import io.millwright.alerts.workorder.Guardrail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * New requests of the plant within the window of the guardrail, by the time they were raised; of
 * one origin, for simulations and replays have a time of their own.
 *
 * @param times oldest first; at most one more than the guardrail allows
 */
public record RequestRate(List<Instant> times) {
  /** None. */
  public static final RequestRate NONE = new RequestRate(List.of());

  public RequestRate {
    times = List.copyOf(times);
  }

  /** After a request; assets' times may be out of order among each other. */
  public RequestRate with(Instant raisedAt, Guardrail rule) {
    List<Instant> all = new ArrayList<>(times);
    all.add(raisedAt);
    all.sort(null);
    Instant oldest = all.get(all.size() - 1).minus(rule.window());
    all.removeIf(time -> time.isBefore(oldest));
    return new RequestRate(all);
  }

  /** Whether automation must stop. */
  public boolean exceeds(Guardrail rule) {
    return rule.mostRequests() > 0 && times.size() > rule.mostRequests();
  }
}
