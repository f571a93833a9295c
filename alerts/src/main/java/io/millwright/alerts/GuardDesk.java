package io.millwright.alerts;

import io.millwright.alerts.guard.RequestRate;
import io.millwright.alerts.workorder.Guardrail;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.asset.AssetId;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suspends automation for the plant when it requests more work than can be true. The requests stay;
 * people decide about them, and resume automation. Counting begins anew with each suspension.
 */
final class GuardDesk implements Processor<AssetId, @Nullable Object, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(GuardDesk.class);
  private static final String WHOLE_PLANT = "";

  static final String RATE = "request-rate";

  /** Sinks of its own: one shared with the assets' processor would make one task of both. */
  static final String SUSPENSIONS = "guard-suspends";

  static final String ENTRIES = "guard-is-audited";

  private final Guardrail rule;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, RequestRate> rates;
  private KeyValueStore<String, ScopeAction> scopes;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  GuardDesk(Guardrail rule) {
    this.rule = rule;
  }

  @Override
  public void init(ProcessorContext<String, Object> given) {
    context = given;
    rates = given.getStateStore(RATE);
    scopes = given.getStateStore(AlertsTopology.SCOPE_STORE);
  }

  @Override
  public void process(Record<AssetId, @Nullable Object> record) {
    if (rule.mostRequests() == 0
        || !(record.value() instanceof WorkOrder order)
        || order.revision() != 1) {
      return;
    }
    RequestRate before = rates.get(order.origin().name());
    RequestRate rate = (before == null ? RequestRate.NONE : before).with(order.raisedAt(), rule);
    ScopeAction now = scopes.get(WHOLE_PLANT);
    // Requests that were under way when it was suspended count for nothing.
    boolean suspended = now != null && now.suspended();
    boolean trips = rate.exceeds(rule) && !suspended;
    rates.put(order.origin().name(), trips || suspended ? RequestRate.NONE : rate);
    if (trips) {
      String reason =
          "%d requests within %s, more than the declared %d"
              .formatted(rate.times().size(), rule.window(), rule.mostRequests());
      LOG.atWarn().addKeyValue("reason", reason).log("automation suspends itself for the plant");
      ScopeAction action =
          Guardrail.suspend(WHOLE_PLANT, order.raisedAt(), order.workOrderId(), reason);
      long wall = context.currentSystemTimeMs();
      context.forward(new Record<>(action.scope(), action, wall), SUSPENSIONS);
      context.forward(
          new Record<>(action.actor(), Guardrail.audit(action, Instant.ofEpochMilli(wall)), wall),
          ENTRIES);
    }
  }
}
