package io.millwright.alerts.precedent;

import io.millwright.alerts.cases.Evidence;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.MaintainableItem;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A case that people answered, as it is remembered.
 *
 * @param caseId the case
 * @param assetId its machine
 * @param kind what is compared
 * @param outcome how it ended
 * @param found what people said
 * @param action what was recommended; empty if no work was requested
 * @param closedAt event time
 */
public record ClosedCase(
    String caseId,
    AssetId assetId,
    Kind kind,
    Advisory.Status outcome,
    String found,
    String action,
    Instant closedAt) {

  /**
   * What is compared, in lower case; empty where it is not known.
   *
   * @param equipmentClass ISO 14224 class of the machine
   * @param item name of the maintainable item
   * @param failureMode ISO 14224 failure mode of the foremost finding
   * @param mechanism its failure mechanism
   */
  public record Kind(String equipmentClass, String item, String failureMode, String mechanism) {
    private static final String UNKNOWN_MODE = "UNK";

    /** Of a case. */
    public static Kind of(Advisory c, @Nullable Asset asset) {
      MaintainableItem item = asset == null ? null : asset.item(c.itemId());
      Finding foremost = c.findings().isEmpty() ? null : c.findings().get(0);
      return new Kind(
          asset == null ? "" : low(asset.equipmentClass()),
          c.itemId().equals(Evidence.UNKNOWN_ITEM)
              ? ""
              : low(item == null ? c.itemId() : item.name()),
          foremost == null || foremost.failureMode().equals(UNKNOWN_MODE)
              ? ""
              : low(foremost.failureMode()),
          foremost == null ? "" : low(foremost.mechanism()));
    }

    private static String low(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }
}
