package io.millwright.alerts.rootcase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a group is beside its members.
 *
 * @param id of the root case
 * @param place deepest place that all members are in
 * @param machines that are declared there, as of the last change
 * @param flood whether the plant was in flood at the last change
 * @param updatedAt event time of the last change
 * @param revision counts changes
 * @param told revision that was told last; 0 if none
 * @param mergedInto wider group that it went into; null if it did not
 */
public record GroupState(
    String id,
    Place place,
    int machines,
    boolean flood,
    Instant updatedAt,
    int revision,
    int told,
    @Nullable String mergedInto) {

  GroupState changed(Place newPlace, int newMachines, boolean newFlood, Instant at) {
    Instant latest = at.isAfter(updatedAt) ? at : updatedAt;
    return new GroupState(
        id, newPlace, newMachines, newFlood, latest, revision + 1, told, mergedInto);
  }

  GroupState merged(String into) {
    return new GroupState(id, place, machines, flood, updatedAt, revision + 1, told, into);
  }

  GroupState asTold() {
    return new GroupState(id, place, machines, flood, updatedAt, revision, revision, mergedInto);
  }
}
