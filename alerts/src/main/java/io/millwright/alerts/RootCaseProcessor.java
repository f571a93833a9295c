package io.millwright.alerts;

import io.millwright.alerts.rootcase.GroupState;
import io.millwright.alerts.rootcase.Ledger;
import io.millwright.alerts.rootcase.Onset;
import io.millwright.alerts.rootcase.RootCaseDesk;
import io.millwright.alerts.rootcase.RootCaseRule;
import io.millwright.contracts.advisory.Advisory;
import io.millwright.contracts.alarm.AlarmEvent;
import io.millwright.contracts.alarm.RootCase;
import io.millwright.contracts.asset.Asset;
import io.millwright.contracts.asset.AssetId;
import io.millwright.contracts.event.MachineEvent;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Hands the records of the plant to {@link RootCaseDesk} and tells what has changed, at most once a
 * second: an alarm flood is no flood of root cases. The stores see every change at once; a revived
 * task begins with a new desk.
 */
final class RootCaseProcessor
    implements Processor<AssetId, @Nullable Object, String, @Nullable RootCase>, Ledger {
  static final String ONSETS = "root-case-onsets";
  static final String GROUPS = "root-case-groups";

  /** How long people wait for a root case at most, in addition to the commit interval. */
  private static final Duration TELL = Duration.ofSeconds(1);

  private final RootCaseRule rule;
  private final AlertsCounters counters;
  private ProcessorContext<String, @Nullable RootCase> context;
  private KeyValueStore<String, Onset> onsets;
  private KeyValueStore<String, GroupState> groups;
  private KeyValueStore<AssetId, Asset> assets;
  private @Nullable RootCaseDesk desk;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  RootCaseProcessor(RootCaseRule rule, AlertsCounters counters) {
    this.rule = rule;
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<String, @Nullable RootCase> given) {
    context = given;
    onsets = given.getStateStore(ONSETS);
    groups = given.getStateStore(GROUPS);
    assets = given.getStateStore(PlantDesks.ASSET_STORE);
    desk = null;
    given.schedule(TELL, PunctuationType.WALL_CLOCK_TIME, this::tell);
  }

  /** As the stores say, at the first use after a start. */
  private RootCaseDesk desk() {
    if (desk != null) {
      return desk;
    }
    RootCaseDesk restored = new RootCaseDesk(rule, this);
    try (KeyValueIterator<AssetId, Asset> all = assets.all()) {
      all.forEachRemaining(entry -> restored.declare(entry.value));
    }
    try (KeyValueIterator<String, GroupState> all = groups.all()) {
      all.forEachRemaining(entry -> restored.restore(entry.value));
    }
    try (KeyValueIterator<String, Onset> all = onsets.all()) {
      all.forEachRemaining(entry -> restored.restore(entry.value));
    }
    desk = restored;
    return restored;
  }

  @Override
  public void process(Record<AssetId, @Nullable Object> record) {
    Object value = record.value();
    if (value == null) {
      desk().withdraw(record.key());
    } else if (value instanceof Asset asset) {
      desk().declare(asset);
    } else if (value instanceof AlarmEvent event) {
      desk().take(event);
    } else if (value instanceof Advisory snapshot) {
      desk().take(snapshot);
    } else if (value instanceof MachineEvent event) {
      desk().take(event);
    }
  }

  private void tell(long timestamp) {
    for (RootCaseDesk.Told told : desk().tell()) {
      context.forward(new Record<>(told.id(), told.snapshot(), timestamp));
      if (told.snapshot() != null) {
        counters.rootCase(told.snapshot().status());
      }
    }
  }

  @Override
  public void keep(Onset onset) {
    onsets.put(onset.id(), onset);
  }

  @Override
  public void forgetOnset(String id) {
    onsets.delete(id);
  }

  @Override
  public void keep(GroupState group) {
    groups.put(group.id(), group);
  }

  @Override
  public void forgetGroup(String id) {
    groups.delete(id);
  }
}
