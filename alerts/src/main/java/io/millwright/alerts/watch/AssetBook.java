package io.millwright.alerts.watch;

import io.millwright.alerts.alarm.AlarmBoard;
import io.millwright.alerts.watch.Progress.CountedLife;
import io.millwright.alerts.workorder.Order;
import io.millwright.contracts.advisory.Advisory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands for an asset; written only when a decision changes it.
 *
 * @param alarms raised or about to be
 * @param cases open ones, oldest first
 * @param orders of open cases, and approved ones of closed cases until they are reported done
 * @param closedAt event time at which people last answered; older assessments are of the past. Null
 *     if they never did
 * @param quietUntil no case opens before; null if one may
 * @param answered ids of the newest actions, reports and events that were heard, oldest first
 * @param suspension of automation for this asset alone; null if there is none
 * @param toldLife remaining life that the plant was last told; null before the first
 * @param falseCalls calls in a row that people answered with nothing found or declined
 */
public record AssetBook(
    AlarmBoard alarms,
    List<Advisory> cases,
    List<Order> orders,
    @Nullable Instant closedAt,
    @Nullable Instant quietUntil,
    List<String> answered,
    @Nullable Suspension suspension,
    @Nullable CountedLife toldLife,
    int falseCalls) {

  /** How many ids are remembered; older duplicates would be heard again. */
  static final int REMEMBERED = 256;

  /** Nothing stands. */
  public static final AssetBook EMPTY =
      new AssetBook(AlarmBoard.EMPTY, List.of(), List.of(), null, null, List.of(), null, null, 0);

  public AssetBook {
    cases = List.copyOf(cases);
    orders = List.copyOf(orders);
    answered = List.copyOf(answered);
  }
}
