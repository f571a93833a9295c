package io.millwright.alerts.alarm;

import io.millwright.contracts.alarm.AlarmCondition;
import org.jspecify.annotations.Nullable;

/**
 * What an alarm of an asset stands for. At most one alarm stands for a key at a time.
 *
 * @param condition kind
 * @param pointId point of a limit; else null
 * @param limit which limit of the point; else null
 */
public record AlarmKey(
    AlarmCondition condition, @Nullable String pointId, @Nullable LimitKind limit) {
  public static final AlarmKey HEALTH = new AlarmKey(AlarmCondition.HEALTH, null, null);
  public static final AlarmKey SILENT = new AlarmKey(AlarmCondition.SILENT, null, null);

  /** A limit of a point. */
  public static AlarmKey limit(String pointId, LimitKind limit) {
    return new AlarmKey(AlarmCondition.LIMIT, pointId, limit);
  }

  /** Unique text within an asset, for ids. */
  String text() {
    return limit == null ? condition.name() : condition + "/" + pointId + "/" + limit;
  }
}
