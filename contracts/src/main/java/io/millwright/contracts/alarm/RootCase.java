package io.millwright.contracts.alarm;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Alarms that began together in one place of the plant, with the first of them as the suspected
 * root and the others as its consequences (ISA-18.2: consequential alarms of a flood). It says how
 * alarms that stand belong together and changes none of them, nor any case or order. A machine
 * grouped them by time and place: a suspicion, not a finding. The whole snapshot travels on {@code
 * millwright.root-cases}; a tombstone says that the group went into a wider one.
 *
 * @param rootCaseId deterministic: the alarm by which the group was found
 * @param revision grows with every change of the group, from 1; not every revision is told
 * @param status open while the condition of any of its alarms holds
 * @param place deepest place that all of them are in, as {@link ScopeAction#scope()} writes places
 * @param rootAlarmId the first-out: the alarm that began first
 * @param rootAssetId its machine
 * @param rootReason its reason, in words
 * @param alarms how many alarms it groups, with the root; at least one
 * @param assets on how many machines
 * @param conditions alarms by kind of condition; adds up to {@code alarms}
 * @param consequences alarm ids of the others in the order in which they began, the first of them
 * @param consequencesLeftOut how many more there are
 * @param caseIds degradation cases that were opened there meanwhile, the first of them
 * @param casesLeftOut how many more there are
 * @param flood whether more than 10 alarms of the plant asked for an answer within ten minutes when
 *     the group last changed
 * @param openedAt event time at which the root began
 * @param updatedAt event time of the last change
 * @param explanation in words, for people: what was grouped and why
 * @param origin of the telemetry behind the root
 * @param provenance who grouped them: a machine did
 */
public record RootCase(
    String rootCaseId,
    int revision,
    Status status,
    String place,
    String rootAlarmId,
    AssetId rootAssetId,
    String rootReason,
    int alarms,
    int assets,
    Map<AlarmCondition, Integer> conditions,
    List<String> consequences,
    int consequencesLeftOut,
    List<String> caseIds,
    int casesLeftOut,
    boolean flood,
    Instant openedAt,
    Instant updatedAt,
    String explanation,
    Origin origin,
    String provenance) {

  /** Whether it is over. */
  public enum Status {
    OPEN,
    /** The conditions of all its alarms have returned. A late alarm may open it again. */
    CLOSED
  }

  public RootCase {
    Map<AlarmCondition, Integer> ordered = new EnumMap<>(AlarmCondition.class);
    ordered.putAll(conditions);
    conditions = Collections.unmodifiableMap(ordered);
    consequences = List.copyOf(consequences);
    caseIds = List.copyOf(caseIds);
    if (revision < 1 || assets < 1) {
      throw new IllegalArgumentException("a root case has a revision and machines");
    }
    if (alarms != 1 + consequences.size() + consequencesLeftOut
        || alarms != conditions.values().stream().mapToInt(n -> n).sum()) {
      throw new IllegalArgumentException(
          "a root case of " + alarms + " alarms must account for each of them");
    }
  }
}
