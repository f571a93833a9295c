package io.millwright.alerts;

import io.millwright.alerts.precedent.ClosedCase;
import io.millwright.alerts.precedent.ClosedCase.Kind;
import io.millwright.alerts.precedent.Precedents;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.advisory.CaseAdvice;
import io.millwright.contracts.advisory.Recommendation;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the newest {@value #REMEMBERED} closed cases of the plant and says to each open case
 * which of them are most like it. Advice is told when it changes: with a revision of the case, or
 * when a case like it is closed.
 */
final class PrecedentDesk
    implements Processor<AssetId, @Nullable Object, String, @Nullable Object> {
  /** More would hardly be read, and all are compared with each revision of a case. */
  private static final int REMEMBERED = 1000;

  static final String CLOSED = "closed-cases";
  static final String OPEN = "open-cases";

  private ProcessorContext<String, @Nullable Object> context;
  private KeyValueStore<AssetId, Asset> assets;
  private KeyValueStore<String, ClosedCase> closed;
  private KeyValueStore<String, OpenCase> open;

  /**
   * An open case with what was said to it last.
   *
   * @param action recommended by its order; empty if there is none
   * @param told advice; null if none was told
   */
  record OpenCase(Advisory snapshot, String action, @Nullable CaseAdvice told) {}

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  PrecedentDesk() {}

  @Override
  public void init(ProcessorContext<String, @Nullable Object> given) {
    context = given;
    assets = given.getStateStore(PlantDesks.ASSET_STORE);
    closed = given.getStateStore(CLOSED);
    open = given.getStateStore(OPEN);
  }

  @Override
  public void process(Record<AssetId, @Nullable Object> record) {
    if (record.value() instanceof WorkOrder order) {
      take(order);
    } else if (record.value() instanceof Advisory c) {
      if (c.status() == Advisory.Status.OPEN) {
        OpenCase known = open.get(c.caseId());
        advise(
            known == null
                ? new OpenCase(c, "", null)
                : new OpenCase(c, known.action(), known.told()),
            remembered());
      } else {
        close(c);
      }
    }
  }

  private void take(WorkOrder order) {
    OpenCase known = open.get(order.caseId());
    Recommendation advice = order.recommendation();
    if (known != null && advice != null) {
      open.put(order.caseId(), new OpenCase(known.snapshot(), advice.action(), known.told()));
    }
  }

  private void close(Advisory c) {
    OpenCase known = open.delete(c.caseId());
    if (known != null && known.told() != null) {
      forward(c.caseId(), null);
    }
    Kind kind = kind(c);
    closed.put(
        c.caseId(),
        new ClosedCase(
            c.caseId(),
            c.assetId(),
            kind,
            c.status(),
            Objects.requireNonNullElse(c.closedReason(), ""),
            known == null ? "" : known.action(),
            c.updatedAt()));
    forgetOldest();
    List<OpenCase> concerned = new ArrayList<>();
    try (KeyValueIterator<String, OpenCase> all = open.all()) {
      all.forEachRemaining(
          entry -> {
            if (Precedents.alike(kind, kind(entry.value.snapshot()))) {
              concerned.add(entry.value);
            }
          });
    }
    List<ClosedCase> remembered = remembered();
    concerned.forEach(waiting -> advise(waiting, remembered));
  }

  private void advise(OpenCase waiting, List<ClosedCase> remembered) {
    Advisory c = waiting.snapshot();
    CaseAdvice told = waiting.told();
    CaseAdvice now =
        Precedents.advise(c, kind(c), told == null ? 1 : told.revision() + 1, remembered.stream());
    boolean news =
        told == null
            ? !now.precedents().isEmpty()
            : !told.precedents().equals(now.precedents())
                || told.answered() != now.answered()
                || told.confirmed() != now.confirmed();
    open.put(c.caseId(), new OpenCase(c, waiting.action(), news ? now : told));
    if (news) {
      forward(c.caseId(), now);
    }
  }

  private Kind kind(Advisory c) {
    return Kind.of(c, assets.get(c.assetId()));
  }

  private List<ClosedCase> remembered() {
    List<ClosedCase> cases = new ArrayList<>();
    try (KeyValueIterator<String, ClosedCase> all = closed.all()) {
      all.forEachRemaining(entry -> cases.add(entry.value));
    }
    return cases;
  }

  private void forgetOldest() {
    List<ClosedCase> cases = remembered();
    cases.stream()
        .sorted(Comparator.<ClosedCase, Instant>comparing(ClosedCase::closedAt))
        .limit(Math.max(0, cases.size() - REMEMBERED))
        .forEach(past -> closed.delete(past.caseId()));
  }

  private void forward(String caseId, @Nullable CaseAdvice advice) {
    context.forward(
        new Record<>(caseId, advice, context.currentSystemTimeMs()),
        AlertsTopology.sink(Topics.CASE_ADVICE));
  }
}
