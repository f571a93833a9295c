package io.millwright.dashboards.history;

/**
 * How history lies in the store: measurement (a table in QuestDB), tags, fields. The same in every
 * adapter, so that one dashboard reads all of them. Tags are few-valued and name things of the
 * plant, never an event, a time or a person.
 *
 * <pre>
 * measurement  tags                            fields
 * readings     asset, point                    v value; q ChannelQuality ordinal
 * features     asset, point, channel, schema   one a feature of the schema, with _ for .
 * assessments  asset                           score, health, state, operating, origin, reason, top (JSON),
 *                                              rul_lower, rul_median, rul_upper, rul_coverage, rul_unit,
 *                                              model, latency (ms from ingest to assessment)
 * alarms       asset, condition, point, status alarm_id, revision, active, priority, reason, body (JSON)
 * cases        asset, item, status             case_id, revision, priority, reason, body (JSON)
 * work_orders  asset, item, status             order_id, case_id, revision, priority, title, body (JSON)
 * stale_hours  asset, of                       stale (1 or 0), at the beginning of an hour
 * </pre>
 *
 * How minutes and hours of the first three lie is told in docs/history.md. Numbers that are absent
 * (NaN) are not written. The status is a tag because an alarm may take two states at one instant of
 * event time, and both must be kept; a missing point is {@code none}. {@code body} is the event as
 * it travels on Kafka, without its envelope. What only dashboards read stands in {@link
 * BoardMeasurement}.
 */
final class HistoryLayout {
  static final String READINGS = "readings";
  static final String FEATURES = "features";
  static final String ASSESSMENTS = "assessments";
  static final String ALARMS = "alarms";
  static final String CASES = "cases";
  static final String WORK_ORDERS = "work_orders";
  static final String STALE_HOURS = "stale_hours";

  /** Tag value where there is none: an empty tag is not legal in line protocol. */
  static final String NONE = "none";

  private HistoryLayout() {}

  /**
   * A point or item id as a tag value. Line protocol has no escape for a backslash or a control
   * character in a tag, so these, and the percent sign that marks them, are percent-encoded.
   */
  static String tag(String id) {
    StringBuilder out = null;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean hostile = c < ' ' || c == '\\' || c == '%' || c == 127;
      if (hostile && out == null) {
        out = new StringBuilder(id.length() + 8).append(id, 0, i);
      }
      if (out != null) {
        if (hostile) {
          out.append('%').append(Character.forDigit(c >> 4, 16)).append(hexLow(c));
        } else {
          out.append(c);
        }
      }
    }
    return out == null ? id : out.toString();
  }

  /** Inverse of {@link #tag}. */
  static String untag(String tag) {
    if (tag.indexOf('%') < 0) {
      return tag;
    }
    StringBuilder out = new StringBuilder(tag.length());
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (c == '%' && i + 2 < tag.length()) {
        out.append((char) Integer.parseInt(tag, i + 1, i + 3, 16));
        i += 2;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static char hexLow(char c) {
    return Character.forDigit(c & 0xF, 16);
  }
}
