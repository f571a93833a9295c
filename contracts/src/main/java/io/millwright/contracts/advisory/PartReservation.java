package io.millwright.contracts.advisory;

import io.millwright.contracts.asset.AssetId;
import java.time.Instant;

/**
 * A part set aside for a work order.
 *
 * @param reservationId order and part number
 * @param workOrderId the order
 * @param assetId the machine
 * @param partNumber the part
 * @param quantity pieces, ≥ 1
 * @param neededBy when it must be there
 * @param released whether it was given back
 */
public record PartReservation(
    String reservationId,
    String workOrderId,
    AssetId assetId,
    String partNumber,
    int quantity,
    Instant neededBy,
    boolean released) {}
