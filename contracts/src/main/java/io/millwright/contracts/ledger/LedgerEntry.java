package io.millwright.contracts.ledger;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the savings ledger: what an answered case, a failure, a month of the platform or of
 * degraded running came to, with the figures it is made of, the assumption behind it and what
 * proves it. Figures that nobody declared are not guessed: the entry stands in the ledger without
 * amount and says what is missing. The whole snapshot travels on {@code millwright.savings}; a
 * tombstone takes an entry back, when what is known now says otherwise.
 *
 * @param entryId deterministic: of the case, the failure, the month or the use of energy
 * @param revision counts the snapshots of this entry from 1
 * @param kind what it is about
 * @param assetId the machine; null for the platform
 * @param itemId maintainable item; null if none is known
 * @param bookedAt event time at which it counts: repair, inspection, failure, begin of the month,
 *     end of the degraded running so far
 * @param amount in {@code currency}: above 0 saved, below 0 spent or lost; null if not valued
 * @param currency ISO 4217 code, as declared; null if none is
 * @param notValued what was not declared; null if there is an amount
 * @param figures that the amount is made of, or as many of them as are known
 * @param assumption how the amount follows from the figures, in words
 * @param evidence what it rests on, at least one
 * @param declaredBy who declared the figures; null if nobody did
 */
public record LedgerEntry(
    String entryId,
    int revision,
    Kind kind,
    @Nullable AssetId assetId,
    @Nullable String itemId,
    Instant bookedAt,
    @Nullable Double amount,
    @Nullable String currency,
    @Nullable String notValued,
    List<Figure> figures,
    String assumption,
    List<Evidence> evidence,
    @Nullable String declaredBy) {

  /** What an entry is about. */
  public enum Kind {
    /** A case that was repaired before the item failed, and the report says what was found. */
    AVOIDED_FAILURE,
    /** A case that was closed as repaired, but no report says what was found. */
    UNCONFIRMED_REPAIR,
    /** An inspection found nothing. */
    FALSE_CALL,
    /** A person accepted the changed behaviour as normal. */
    ACCEPTED_AS_NORMAL,
    /** An inspection that found nothing, or an acceptance, of an item that failed soon after. */
    INSPECTION_MISSED,
    /** The item failed after a case had called it, before it was repaired. */
    FAILURE_NOT_PREVENTED,
    /** The item failed soon after its case had been closed as nothing found or as normal. */
    FAILURE_AFTER_INSPECTION,
    /** The item failed and no case had called it. */
    MISSED_FAILURE,
    /** What the platform costs in a month. */
    PLATFORM,
    /** It used more energy while it ran degraded than while it was healthy. */
    ENERGY_WASTED
  }

  /**
   * A number of an entry.
   *
   * @param name in words
   * @param value of it
   * @param unit {@code h}, {@code kWh}, {@code 1} for a pure number, a currency, or a currency per
   *     {@code h} or {@code kWh}
   * @param basis whether it was declared or measured
   */
  public record Figure(String name, double value, String unit, String basis) {}

  /**
   * What an entry rests on.
   *
   * @param kind {@code case}, {@code report}, {@code order}, {@code event}, {@code period} or
   *     {@code energy}
   * @param id of it
   */
  public record Evidence(String kind, String id) {}

  public LedgerEntry {
    figures = List.copyOf(figures);
    evidence = List.copyOf(evidence);
    if ((amount == null) == (notValued == null)) {
      throw new IllegalArgumentException(entryId + ": either an amount or why there is none");
    }
    if (amount != null
        && (!Double.isFinite(amount)
            || currency == null
            || declaredBy == null
            || figures.isEmpty())) {
      throw new IllegalArgumentException(
          entryId + ": an amount is finite and has a currency, figures and who declared them");
    }
    if (entryId.isBlank() || assumption.isBlank() || evidence.isEmpty()) {
      throw new IllegalArgumentException("an entry has an id, an assumption and evidence");
    }
  }

  /** The same entry under another revision. */
  public LedgerEntry withRevision(int number) {
    return new LedgerEntry(
        entryId,
        number,
        kind,
        assetId,
        itemId,
        bookedAt,
        amount,
        currency,
        notValued,
        figures,
        assumption,
        evidence,
        declaredBy);
  }
}
