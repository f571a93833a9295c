package io.millwright.alerts;

import io.millwright.alerts.guard.RequestRate;
import io.millwright.alerts.workorder.Guardrail;
import io.millwright.contracts.Topics;
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

  private final Guardrail rule;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, RequestRate> rates;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  GuardDesk(Guardrail rule) {
    this.rule = rule;
  }

  @Override
  public void init(ProcessorContext<String, Object> given) {
    context = given;
    rates = given.getStateStore(RATE);
  }

  @Override
  public void process(Record<AssetId, @Nullable Object> record) {
    if (!(record.value() instanceof WorkOrder order) || order.revision() != 1) {
      return;
    }
    RequestRate before = rates.get(WHOLE_PLANT);
    RequestRate rate = (before == null ? RequestRate.NONE : before).with(order.raisedAt(), rule);
    boolean trips = rate.exceeds(rule);
    rates.put(WHOLE_PLANT, trips ? RequestRate.NONE : rate);
    if (trips) {
      String reason =
          "%d requests within %s, more than the declared %d"
              .formatted(rate.times().size(), rule.window(), rule.mostRequests());
      LOG.atWarn().addKeyValue("reason", reason).log("automation suspends itself for the plant");
      ScopeAction action =
          Guardrail.suspend(WHOLE_PLANT, order.raisedAt(), order.workOrderId(), reason);
      long now = context.currentSystemTimeMs();
      context.forward(
          new Record<>(action.scope(), action, now), AlertsTopology.sink(Topics.OPERATOR_SCOPES));
      context.forward(
          new Record<>(action.actor(), Guardrail.audit(action, Instant.ofEpochMilli(now)), now),
          AlertsTopology.sink(Topics.AUDIT));
    }
  }
}
