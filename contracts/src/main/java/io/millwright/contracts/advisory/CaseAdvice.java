package io.millwright.contracts.advisory;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.List;

/**
 * What the plant's own closed cases say to an open one; the whole snapshot travels on {@code
 * millwright.case-advice}, a tombstone follows when the case is closed. A machine wrote it; it
 * changes neither case nor order.
 *
 * @param caseId the open case
 * @param revision counts the snapshots from 1
 * @param assetId the machine
 * @param updatedAt event time of the case's snapshot that it was made for
 * @param precedents most similar closed cases, most similar first; at most three
 * @param answered closed cases of this kind that people answered
 * @param confirmed those of them in which people found and mended something
 * @param basis how similarity was judged, in words
 */
public record CaseAdvice(
    String caseId,
    int revision,
    AssetId assetId,
    Instant updatedAt,
    List<Precedent> precedents,
    int answered,
    int confirmed,
    String basis) {

  /**
   * A closed case.
   *
   * @param caseId the case
   * @param assetId its machine
   * @param similarity in (0, 1]; 1 is the same in all that is compared
   * @param outcome how it ended
   * @param found what people said when they closed it
   * @param action what was recommended then; empty if no work was requested
   * @param closedAt event time
   */
  public record Precedent(
      String caseId,
      AssetId assetId,
      double similarity,
      Advisory.Status outcome,
      String found,
      String action,
      Instant closedAt) {}

  public CaseAdvice {
    precedents = List.copyOf(precedents);
    if (confirmed > answered) {
      throw new IllegalArgumentException("more cases are confirmed than answered");
    }
  }
}
