package io.millwright.alerts.notification;

import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.Priority;
import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.RemainingLife;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.asset.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that people may be told.
 *
 * @param kind what it is about
 * @param about id of the alarm, case or order
 * @param raising which raising of it this is: the revision with which it began
 * @param assetId the machine
 * @param assetName for people; the id if the asset is not declared
 * @param path where it is in the plant
 * @param equipmentClass of the machine; empty if not declared
 * @param priority how urgent
 * @param since event time at which it began
 * @param reason in words
 * @param action what is recommended; null if nothing is
 * @param dueBy latest sensible time of doing it; null if unknown
 * @param basis model, detector or library behind it; null if it is the rule itself
 * @param origin of the telemetry behind it
 */
public record News(
    NewsKind kind,
    String about,
    int raising,
    AssetId assetId,
    String assetName,
    List<String> path,
    String equipmentClass,
    Priority priority,
    Instant since,
    String reason,
    @Nullable String action,
    @Nullable Instant dueBy,
    @Nullable String basis,
    Origin origin) {
  public News {
    path = List.copyOf(path);
  }

  /**
   * Of an alarm.
   *
   * @param action what is recommended for the asset at this moment
   */
  static News of(@Nullable Asset asset, AlarmEvent e, int raising, @Nullable String action) {
    return of(
        asset,
        e.assetId(),
        NewsKind.ALARM,
        e.alarmId(),
        raising,
        e.priority(),
        e.raisedAt(),
        e.reason(),
        action,
        null,
        null,
        e.origin());
  }

  /** Of a case. */
  static News of(@Nullable Asset asset, Advisory a, int raising) {
    String suspected =
        a.findings().stream()
            .limit(3)
            .map(News::words)
            .collect(Collectors.joining("; ", "; suspected: ", ""));
    return of(
        asset,
        a.assetId(),
        NewsKind.ALERT,
        a.caseId(),
        raising,
        a.priority(),
        a.openedAt(),
        a.reason() + (a.findings().isEmpty() ? "" : suspected) + life(a.remainingLife()),
        null,
        null,
        a.provenance(),
        a.origin());
  }

  /** Of an order. */
  static News of(@Nullable Asset asset, WorkOrder w, int raising) {
    Recommendation r = w.recommendation();
    String parts = w.parts().isEmpty() ? "" : "; parts: " + String.join(", ", w.parts());
    return of(
        asset,
        w.assetId(),
        NewsKind.WORK_ORDER,
        w.workOrderId(),
        raising,
        w.priority(),
        w.raisedAt(),
        w.title() + life(w.remainingLife()),
        r == null
            ? null
            : "%s (%s, about %d min%s)"
                .formatted(r.action(), r.skill(), r.duration().toMinutes(), parts),
        w.dueBy(),
        r == null ? null : r.basis(),
        w.origin());
  }

  private static News of(
      @Nullable Asset asset,
      AssetId id,
      NewsKind kind,
      String about,
      int raising,
      Priority priority,
      Instant since,
      String reason,
      @Nullable String action,
      @Nullable Instant dueBy,
      @Nullable String basis,
      Origin origin) {
    return new News(
        kind,
        about,
        raising,
        id,
        asset == null ? id.value() : asset.name(),
        asset == null ? List.of() : asset.path(),
        asset == null ? "" : asset.equipmentClass(),
        priority,
        since,
        reason,
        action,
        dueBy,
        basis,
        origin);
  }

  private static String words(Finding f) {
    return String.format(
        Locale.ROOT,
        "%s %s of %s (%.0f %%)",
        f.failureMode(),
        f.mechanism(),
        f.itemId(),
        100 * f.probability());
  }

  private static String life(@Nullable RemainingLife life) {
    return life == null ? "" : "; remaining life " + life.words();
  }

  /** The same as of another priority. */
  News with(Priority other) {
    return new News(
        kind,
        about,
        raising,
        assetId,
        assetName,
        path,
        equipmentClass,
        other,
        since,
        reason,
        action,
        dueBy,
        basis,
        origin);
  }

  /** Identity of this raising. */
  String key() {
    return about + "#" + raising;
  }
}
