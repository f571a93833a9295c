package io.millwright.alerts;

import io.millwright.contracts.alarm.ScopeAction;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the last action of each scope where every task can look it up. */
final class ScopeKeeper implements Processor<String, ScopeAction, Void, Void> {
  private KeyValueStore<String, ScopeAction> store;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  ScopeKeeper() {}

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(AlertsTopology.SCOPE_STORE);
  }

  @Override
  public void process(Record<String, ScopeAction> record) {
    if (record.key() != null) {
      store.put(record.key(), record.value());
    }
  }
}
