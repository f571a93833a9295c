package io.millwright.dashboards.history;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.assessment.Assessment;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.feature.FeatureSchema;
import io.millwright.contracts.feature.FeatureVector;
import io.millwright.contracts.telemetry.ScalarScan;

/** Points on their way to the store. Owned by one thread. */
public interface HistoryBatch {

  /**
   * Adds one reading per channel that has a finite value.
   *
   * @param asset the declaration that the scan's channel set is of
   * @throws IllegalArgumentException if the scan has another number of values than the asset points
   */
  void scan(Asset asset, ScalarScan scan);

  /**
   * Adds one point per channel of a frame, with every finite feature as a field.
   *
   * @param schema the one that the vector names
   * @throws IllegalArgumentException if the vector is of no frame or does not fit the schema
   */
  void features(FeatureSchema schema, FeatureVector vector);

  void assessment(Assessment assessment);

  void alarm(AlarmEvent event);

  void advisory(Advisory snapshot);

  void workOrder(WorkOrder snapshot);

  /** Adds a point that only dashboards read. */
  void board(BoardPoint point);

  /** How many points wait in this batch. */
  int points();

  /** How many bytes they take, about. */
  int bytes();

  /**
   * Writes all points and empties the batch. Returns when the store has accepted them.
   *
   * @return how many points the store refused for good; the {@link Refusals} of this batch were
   *     told of each
   * @throws HistoryUnavailableException if the store did not accept them now; the batch keeps those
   *     points, and committing again does no harm
   */
  int commit();
}
