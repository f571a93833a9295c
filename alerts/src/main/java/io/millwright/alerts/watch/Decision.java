package io.millwright.alerts.watch;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.contracts.event.MachineEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one record leads to.
 *
 * @param state afterwards
 * @param alarms transitions to tell
 * @param cases snapshots to tell
 * @param orders snapshots to tell
 * @param events what the assessor must know
 * @param replies what became of actions and reports
 * @param scopes suspensions of automation that began or ended
 * @param lifeNews whether the remaining life is another than was last told to the plant
 * @param ignored why nothing was decided; null if it was considered
 */
public record Decision(
    AssetState state,
    List<AlarmEvent> alarms,
    List<Advisory> cases,
    List<WorkOrder> orders,
    List<MachineEvent> events,
    List<CommandStatus> replies,
    List<ScopeAction> scopes,
    boolean lifeNews,
    @Nullable Ignored ignored) {
  public Decision {
    alarms = List.copyOf(alarms);
    cases = List.copyOf(cases);
    orders = List.copyOf(orders);
    events = List.copyOf(events);
    replies = List.copyOf(replies);
    scopes = List.copyOf(scopes);
  }

  static Decision ignored(AssetState state, Ignored why) {
    return new Decision(
        state, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, why);
  }
}
