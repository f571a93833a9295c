package io.millwright.contracts.quality;

import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.List;

/**
 * How far the data of an asset can be trusted.
 *
 * @param assetId the machine
 * @param time when graded, in event time
 * @param origin where the data comes from
 * @param grade A best, E unusable
 * @param reasons in words; empty for A
 */
public record QualityGrade(
    AssetId assetId, Instant time, Origin origin, Grade grade, List<String> reasons) {
  /** Grades; E is unusable. */
  public enum Grade {
    A,
    B,
    C,
    D,
    E
  }

  public QualityGrade {
    reasons = List.copyOf(reasons);
  }
}
