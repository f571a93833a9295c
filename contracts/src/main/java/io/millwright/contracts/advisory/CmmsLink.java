package io.millwright.contracts.advisory;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a work order stands with the maintenance system (CMMS) of the plant: which order there is its
 * counterpart, what of it has been delivered, and what still waits or was given up. The whole
 * snapshot travels on {@code millwright.cmms-links}; together with the work orders it is all that
 * the gateway needs after a restart.
 *
 * @param workOrderId the platform's order
 * @param version counts the snapshots from 1
 * @param assetId the machine
 * @param cmms name of the maintenance system
 * @param round counts the external orders of this one, from 1: one that was withdrawn and is
 *     requested again is another order there
 * @param reference told to the maintenance system, which can be searched for it
 * @param externalId id of the order there; null if none is known
 * @param status where it stood there when last seen; null if it never was
 * @param extra what the connector wants back on the next update
 * @param deliveredRevision of the work order that the maintenance system has; 0 for none
 * @param withdrawn whether that revision took the request back
 * @param reported whether what was found has been reported to the platform
 * @param backlog what is not delivered; null if everything is
 * @param updatedAt wall clock of the gateway
 */
public record CmmsLink(
    String workOrderId,
    int version,
    AssetId assetId,
    String cmms,
    int round,
    String reference,
    @Nullable String externalId,
    @Nullable ExternalStatus status,
    Map<String, String> extra,
    int deliveredRevision,
    boolean withdrawn,
    boolean reported,
    @Nullable Backlog backlog,
    Instant updatedAt) {

  public CmmsLink {
    if (version < 1 || round < 1 || deliveredRevision < 0) {
      throw new IllegalArgumentException(
          "version and round of a link are 1 or more, its delivered revision is 0 or more");
    }
    extra = Map.copyOf(extra);
  }

  /**
   * A delivery that did not succeed yet.
   *
   * @param revision of the work order that was tried last
   * @param attempts how often something was tried since the last success, the running one included
   * @param since wall clock at which it began to wait
   * @param nextAttempt not before this time; null once it is given up
   * @param lastError what went wrong last; null if nothing has yet
   * @param givenUp why it is not tried any more; null while it is
   */
  public record Backlog(
      int revision,
      int attempts,
      Instant since,
      @Nullable Instant nextAttempt,
      @Nullable String lastError,
      @Nullable GivenUp givenUp) {}

  /** Why a delivery is not tried any more. All but the last are dead letters. */
  public enum GivenUp {
    /** The maintenance system declined this revision; the next revision is tried again. */
    REFUSED,
    /** It cannot be expressed there; the next revision is tried again. */
    UNMAPPED,
    /** It kept failing while others succeeded. */
    AGED,
    /** Its counterpart is not there any more: a person deleted it. */
    GONE,
    /** A person said that it need not be delivered. */
    DISMISSED
  }

  /** Whether a person should look after it. */
  public boolean deadLetter() {
    return backlog != null && backlog.givenUp != null && backlog.givenUp != GivenUp.DISMISSED;
  }
}
