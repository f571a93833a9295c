package io.millwright.alerts.kpi;

import io.millwright.runtime.metrics.Meter;

/**
 * Performance of the alarm system by ISA-18.2, in the plant's own time; over 30 days, and of each
 * operator position.
 */
public enum AlarmKpiMeter implements Meter {
  RATE("rate", "Alarms that asked for an answer in the last ten minutes", "alarms"),
  AVERAGE("average", "Mean of them in ten minutes; about 1 is acceptable, 2 manageable", "alarms"),
  PEAK("peak", "Most of them in ten minutes; at most 10", "alarms"),
  FLOOD("flood.share", "Share of ten minutes with more than 10; below 0.01", "ratio"),
  CHATTERING("chattering", "Kinds of alarm raised three times within a minute; 0", "kinds"),
  FLEETING("fleeting", "Alarms gone by themselves within a minute; 0", "alarms"),
  STALE("stale", "Alarms that stand unchanged for more than a day; below 5", "alarms"),
  HIDDEN("hidden", "Alarms shelved, suppressed by design or out of service", "alarms"),
  TOP_TEN("top.ten.share", "Share of the ten most frequent kinds; at most 0.05", "ratio"),
  TOP_TEN_TIMES(
      "top.ten.times",
      "How often the kind of alarm of a rank, 1 the most frequent, asked for an answer",
      "alarms"),
  UNREADABLE("unreadable", "Records that could not be read and were stepped over", "records"),
  PRIORITY("priority", "Alarms that asked for an answer, by priority", "alarms"),
  ACKNOWLEDGED_MEDIAN("acknowledge.median", "Median time to acknowledge", "seconds"),
  ACKNOWLEDGED_P90("acknowledge.p90", "Nine tenths are acknowledged faster", "seconds");

  private final Definition definition;

  AlarmKpiMeter(String id, String description, String unit) {
    definition = new Definition("millwright.alarm.kpi." + id, description, unit);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
