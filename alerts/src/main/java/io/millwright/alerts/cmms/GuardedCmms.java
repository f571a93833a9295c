package io.millwright.alerts.cmms;

import io.millwright.contracts.advisory.WorkOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A maintenance system whose connector may have defects: an answer that it cannot read, say. Nobody
 * knows then what was done over there, so it counts as no answer, and the gateway lives on.
 *
 * @param inner the connector
 */
record GuardedCmms(Cmms inner) implements Cmms {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedCmms.class);

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public boolean answersQuestions() {
    return inner.answersQuestions();
  }

  @Override
  public Optional<ExternalOrder> find(String reference) {
    return guarded(() -> inner.find(reference));
  }

  @Override
  public ExternalOrder create(String reference, WorkOrder order) {
    return guarded(() -> inner.create(reference, order));
  }

  @Override
  public ExternalOrder update(ExternalOrder known, WorkOrder order) {
    return guarded(() -> inner.update(known, order));
  }

  @Override
  public Optional<ExternalOrder> read(ExternalOrder known) {
    return guarded(() -> inner.read(known));
  }

  @Override
  public Changes changedSince(Instant since) {
    return guarded(() -> inner.changedSince(since));
  }

  private <T> T guarded(Supplier<T> exchange) {
    try {
      return exchange.get();
    } catch (CmmsException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("cmms", name()).setCause(e).log("connector failed");
      throw CmmsException.unavailable("the connector failed: " + e, e);
    }
  }

  @Override
  public void close() {
    inner.close();
  }
}
