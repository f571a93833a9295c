package io.millwright.contracts.ledger;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;

/**
 * What a machine used while it ran degraded, beside what it used in as much time while it was
 * healthy. One account begins with the first degraded running of a calendar month (UTC), or after a
 * repair, and ends with the month or the repair; it is told again after each hour of degraded
 * running, as a whole, in a new revision. It says nothing of the load: more power may be more work.
 *
 * @param useId deterministic: of the asset and the begin
 * @param revision counts the snapshots of this account from 1
 * @param assetId the machine
 * @param from begin of the first degraded running that counts, in event time
 * @param to end of the last one that counts
 * @param degradedHours time of degraded running that was measured; stops and gaps are left out
 * @param measuredKwh energy used in that time
 * @param expectedKwh energy at the power of healthy running in that time
 * @param standardErrorKwh standard error of the difference of both, at least 0
 * @param basis where the power of healthy running is from, in words
 */
public record EnergyUse(
    String useId,
    int revision,
    AssetId assetId,
    Instant from,
    Instant to,
    double degradedHours,
    double measuredKwh,
    double expectedKwh,
    double standardErrorKwh,
    String basis) {

  public EnergyUse {
    if (useId.isBlank() || basis.isBlank() || revision < 1) {
      throw new IllegalArgumentException("energy use has an id, a basis and a revision from 1");
    }
    if (to.isBefore(from)
        || !(degradedHours > 0 && Double.isFinite(degradedHours))
        || !(standardErrorKwh >= 0 && Double.isFinite(standardErrorKwh))
        || !Double.isFinite(measuredKwh)
        || !Double.isFinite(expectedKwh)) {
      throw new IllegalArgumentException(
          useId + ": times are in order, hours positive, energies finite, the error not negative");
    }
  }

  /** What was used beyond the expectation, net: times of less use count as well. */
  public double excessKwh() {
    return measuredKwh - expectedKwh;
  }
}
