package io.millwright.contracts.advisory;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;

/**
 * A part set aside for a work order that a person approved.
 *
 * @param reservationId order and part number
 * @param workOrderId the order
 * @param assetId the machine
 * @param partNumber the part
 * @param quantity pieces, ≥ 1
 * @param neededBy when it must be there
 * @param released whether it is no longer set aside: given back, or used by the order
 * @param revision that of the order at which it was reserved or released; 0 in events written
 *     before it was told
 */
public record PartReservation(
    String reservationId,
    String workOrderId,
    AssetId assetId,
    String partNumber,
    int quantity,
    Instant neededBy,
    boolean released,
    int revision) {}
