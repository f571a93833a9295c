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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * when a case like it is closed. Decoded cases are kept beside the stores, which see every change
 * at once.
 */
final class PrecedentDesk
    implements Processor<AssetId, @Nullable Object, String, @Nullable Object> {
  /** More would hardly be read, and all are compared with each revision of a case. */
  private static final int REMEMBERED = 1000;

  private static final Comparator<ClosedCase> OLDEST_FIRST =
      Comparator.comparing(ClosedCase::closedAt).thenComparing(ClosedCase::caseId);

  static final String CLOSED = "closed-cases";
  static final String OPEN = "open-cases";

  private ProcessorContext<String, @Nullable Object> context;
  private KeyValueStore<AssetId, Asset> assets;
  private KeyValueStore<String, ClosedCase> closedStore;
  private KeyValueStore<String, OpenCase> openStore;
  private final Map<String, ClosedCase> closed = new HashMap<>();
  private final Map<String, OpenCase> open = new HashMap<>();
  private boolean restored;

  /**
   * An open case with what was said to it last.
   *
   * @param snapshot when its kind changed last
   * @param kind what is compared
   * @param action recommended by its order; empty if there is none
   * @param told advice; null if none was told
   */
  record OpenCase(Advisory snapshot, Kind kind, String action, @Nullable CaseAdvice told) {}

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  PrecedentDesk() {}

  @Override
  public void init(ProcessorContext<String, @Nullable Object> given) {
    context = given;
    assets = given.getStateStore(PlantDesks.ASSET_STORE);
    closedStore = given.getStateStore(CLOSED);
    openStore = given.getStateStore(OPEN);
    restored = false;
  }

  @Override
  public void process(Record<AssetId, @Nullable Object> record) {
    restore();
    if (record.value() instanceof WorkOrder order) {
      take(order);
    } else if (record.value() instanceof Advisory c) {
      if (c.status() == Advisory.Status.OPEN) {
        revise(c);
      } else {
        close(c);
      }
    }
  }

  private void restore() {
    if (restored) {
      return;
    }
    closed.clear();
    open.clear();
    try (KeyValueIterator<String, ClosedCase> all = closedStore.all()) {
      all.forEachRemaining(entry -> closed.put(entry.key, entry.value));
    }
    try (KeyValueIterator<String, OpenCase> all = openStore.all()) {
      all.forEachRemaining(entry -> open.put(entry.key, entry.value));
    }
    restored = true;
  }

  private void take(WorkOrder order) {
    OpenCase known = open.get(order.caseId());
    Recommendation advice = order.recommendation();
    if (known != null && advice != null && !advice.action().equals(known.action())) {
      keep(new OpenCase(known.snapshot(), known.kind(), advice.action(), known.told()));
    }
  }

  private void revise(Advisory c) {
    OpenCase known = open.get(c.caseId());
    Kind kind = kind(c);
    if (known == null) {
      known = new OpenCase(c, kind, "", null);
      keep(known);
    } else if (!known.kind().equals(kind)) {
      known = new OpenCase(c, kind, known.action(), known.told());
      keep(known);
    }
    advise(known);
  }

  private void close(Advisory c) {
    OpenCase known = open.remove(c.caseId());
    openStore.delete(c.caseId());
    if (known != null && known.told() != null) {
      forward(c.caseId(), null);
    }
    ClosedCase past =
        new ClosedCase(
            c.caseId(),
            c.assetId(),
            kind(c),
            c.status(),
            Objects.requireNonNullElse(c.closedReason(), ""),
            known == null ? "" : known.action(),
            c.updatedAt());
    closed.put(c.caseId(), past);
    closedStore.put(c.caseId(), past);
    while (closed.size() > REMEMBERED) {
      String oldest = Collections.min(closed.values(), OLDEST_FIRST).caseId();
      closed.remove(oldest);
      closedStore.delete(oldest);
    }
    for (OpenCase waiting : List.copyOf(open.values())) {
      if (Precedents.alike(past.kind(), waiting.kind())) {
        advise(waiting);
      }
    }
  }

  private void advise(OpenCase waiting) {
    CaseAdvice told = waiting.told();
    int revision = told == null ? 1 : told.revision() + 1;
    CaseAdvice now =
        Precedents.advise(waiting.snapshot(), waiting.kind(), revision, closed.values().stream());
    boolean news =
        told == null
            ? !now.precedents().isEmpty()
            : !told.precedents().equals(now.precedents())
                || told.answered() != now.answered()
                || told.confirmed() != now.confirmed();
    if (news) {
      keep(new OpenCase(waiting.snapshot(), waiting.kind(), waiting.action(), now));
      forward(now.caseId(), now);
    }
  }

  private void keep(OpenCase waiting) {
    open.put(waiting.snapshot().caseId(), waiting);
    openStore.put(waiting.snapshot().caseId(), waiting);
  }

  private Kind kind(Advisory c) {
    return Kind.of(c, assets.get(c.assetId()));
  }

  private void forward(String caseId, @Nullable CaseAdvice advice) {
    context.forward(
        new Record<>(caseId, advice, context.currentSystemTimeMs()),
        AlertsTopology.sink(Topics.CASE_ADVICE));
  }
}
