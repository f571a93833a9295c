package io.millwright.alerts;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topics;
import io.millwright.contracts.alarm.ScopeAction;
import io.millwright.contracts.codec.UndecodableException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last action of each scope where every task can look it up. It decodes by itself: what
 * it cannot read is counted and stepped over, where the handler of the other inputs, which sends to
 * a topic, would end the thread that all tasks wait for.
 */
final class ScopeKeeper implements Processor<byte[], byte[], Void, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(ScopeKeeper.class);

  private final AlertsCounters counters;
  private final Codec<ScopeAction> codec = Topics.OPERATOR_SCOPES.valueCodec().get();
  private KeyValueStore<String, ScopeAction> store;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  ScopeKeeper(AlertsCounters counters) {
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(AlertsTopology.SCOPE_STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.key() == null) {
      stepOver("no key");
      return;
    }
    String scope = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      store.delete(scope);
      return;
    }
    try {
      store.put(scope, codec.decode(record.value()));
    } catch (UndecodableException e) {
      stepOver(String.valueOf(e.getMessage()));
    }
  }

  private void stepOver(String why) {
    counters.undecodable();
    LOG.atWarn()
        .addKeyValue("topic", Topics.OPERATOR_SCOPES.name())
        .addKeyValue("error", why)
        .log("action on a scope is stepped over");
  }
}
