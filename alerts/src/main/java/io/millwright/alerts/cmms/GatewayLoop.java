package io.millwright.alerts.cmms;

import io.millwright.contracts.Codec;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.CmmsCommand;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.advisory.WorkOrder;
import io.millwright.contracts.codec.UndecodableException;
import io.millwright.contracts.telemetry.RejectedTelemetry;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.kafka.TopicSender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the outbox of the partitions that the group gives to this instance, and lets the desk work.
 * What it owns is read anew whenever it is given partitions: first the links, then all orders, for
 * both are compacted; only then is anything delivered. So there is no state beside the topics, and
 * a committed offset means nothing but "has been looked at".
 *
 * <p>Runs on one thread. While it waits for the maintenance system it does not poll; a turn is
 * short enough for the group not to miss it.
 */
final class GatewayLoop implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayLoop.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TURN = Duration.ofSeconds(10);

  private final CmmsConfig config;
  private final KafkaSettings kafka;
  private final InstantSource clock;
  private final Consumer<byte[], byte[]> consumer;
  private final TopicSender sender;
  private final Outbox outbox;
  private final Ear ear;
  private final CmmsDesk desk;
  private final CmmsCounters counters;
  private final Codec<WorkOrder> orders = Topics.WORK_ORDERS.valueCodec().get();
  private final Codec<CmmsCommand> commands = Topics.CMMS_COMMANDS.valueCodec().get();

  /** Partitions whose history is being read, with the offset at which that ends. */
  private final Map<TopicPartition, Long> historyEnds = new HashMap<>();

  private Instant nextListening = Instant.MIN;
  private Instant nextReconciliation;

  GatewayLoop(
      CmmsConfig config,
      Cmms cmms,
      Availability availability,
      KafkaSettings kafka,
      Consumer<byte[], byte[]> consumer,
      TopicSender sender,
      CmmsCounters counters,
      InstantSource clock) {
    this.config = config;
    this.kafka = kafka;
    this.clock = clock;
    this.consumer = consumer;
    this.sender = sender;
    this.counters = counters;
    this.outbox = new Outbox(cmms.name());
    Journal journal = new TopicJournal(sender, this::stillOwner);
    this.ear = new Ear(cmms, config.lookBack(), outbox, availability, journal, counters);
    this.desk =
        new CmmsDesk(
            config.installation(),
            cmms,
            config.retry(),
            outbox,
            availability,
            ear,
            journal,
            counters);
    this.nextReconciliation = config.nextReconciliation(clock.instant());
  }

  /** Before the first turn. */
  void start() {
    consumer.subscribe(List.of(Topics.WORK_ORDERS.name(), Topics.CMMS_COMMANDS.name()), this);
  }

  /**
   * Reads what is there and does what is due.
   *
   * @param goesOn false when it is to return as soon as the exchange under way has ended
   */
  void turn(BooleanSupplier goesOn) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    records.forEach(this::take);
    openWhatIsRead();
    long end = System.nanoTime() + TURN.toNanos();
    boolean more = true;
    while (more && goesOn.getAsBoolean() && System.nanoTime() < end) {
      more = desk.deliverNext(clock);
    }
    if (historyEnds.isEmpty() && !consumer.assignment().isEmpty()) {
      hear();
      sender.flush();
    }
    if (!records.isEmpty()) {
      sender.flush();
      stillOwner();
    }
    counters.depth(outbox.depth(clock.instant()));
  }

  private void hear() {
    Instant now = clock.instant();
    if (!now.isBefore(nextListening)) {
      nextListening = now.plus(config.listenEvery());
      ear.listen(now);
    }
    if (!now.isBefore(nextReconciliation)) {
      boolean first =
          consumer.assignment().contains(new TopicPartition(Topics.WORK_ORDERS.name(), 0));
      Supplier<Set<String>> references = first ? this::everyReference : null;
      // Put off if the system does not answer; it asks a lot, so not for the next look.
      nextReconciliation =
          ear.reconcile(now, references).isPresent()
              ? config.nextReconciliation(now)
              : now.plus(config.retry().longest());
    }
  }

  private Set<String> everyReference() {
    Set<String> references = new HashSet<>();
    try (TopicReader<String, CmmsLink> links =
        new TopicReader<>(kafka, Topics.CMMS_LINKS, this::stepOver)) {
      for (CmmsLink link : links.valuesToEnd()) {
        for (int round = 1; round <= link.round(); round++) {
          references.add(OrderReference.of(config.installation(), link.workOrderId(), round));
          references.add(
              OrderReference.of("", link.workOrderId(), round)); // from before it had a name
        }
      }
    }
    return references;
  }

  /** Without its link an order is searched for by its reference before it is made. */
  private void stepOver(RuntimeException unreadable) {
    counters.unreadableLink();
    LOG.atError()
        .addKeyValue("error", unreadable.getMessage())
        .log("link to the maintenance system cannot be read, it counts as none");
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return; // an order that the topic forgets is not taken back
    }
    try {
      if (record.topic().equals(Topics.WORK_ORDERS.name())) {
        outbox.take(
            record.partition(),
            orders.decode(record.value()),
            Instant.ofEpochMilli(record.timestamp()));
      } else {
        desk.obey(commands.decode(record.value()), clock.instant());
      }
    } catch (UndecodableException e) {
      reject(record, String.valueOf(e.getMessage()));
    }
  }

  private void reject(ConsumerRecord<byte[], byte[]> record, String why) {
    String source = record.topic() + "-" + record.partition() + "@" + record.offset();
    LOG.atWarn()
        .addKeyValue("source", source)
        .addKeyValue("error", why)
        .log("record cannot be read, it goes to the rejected topic");
    sender.send(
        Topics.REJECTED,
        source,
        RejectedTelemetry.unreadable(source, record.key(), clock.instant(), why, record.value()));
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    List<TopicPartition> ordered = of(Topics.WORK_ORDERS, assigned);
    // A command about an order that is not read yet could not be answered.
    consumer.pause(of(Topics.CMMS_COMMANDS, assigned));
    if (ordered.isEmpty()) {
      return;
    }
    Set<Integer> numbers = new HashSet<>();
    ordered.forEach(p -> numbers.add(p.partition()));
    numbers.forEach(outbox::hold);
    try (TopicReader<String, CmmsLink> links =
        TopicReader.ofPartitions(kafka, Topics.CMMS_LINKS, numbers::contains, this::stepOver)) {
      for (TopicRecord<String, CmmsLink> record : links.readToEnd()) {
        if (record.value() != null) {
          outbox.restore(record.partition(), record.value());
        }
      }
    }
    consumer.seekToBeginning(ordered);
    historyEnds.putAll(consumer.endOffsets(ordered));
    ear.rewind();
    LOG.atInfo().addKeyValue("partitions", numbers).log("gateway takes orders over");
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    for (TopicPartition partition : of(Topics.WORK_ORDERS, revoked)) {
      historyEnds.remove(partition);
      outbox.release(partition.partition());
    }
  }

  private void openWhatIsRead() {
    boolean opened =
        historyEnds
            .entrySet()
            .removeIf(
                history -> {
                  boolean read = consumer.position(history.getKey()) >= history.getValue();
                  if (read) {
                    outbox.open(history.getKey().partition());
                  }
                  return read;
                });
    if (opened && historyEnds.isEmpty()) {
      consumer.resume(of(Topics.CMMS_COMMANDS, consumer.assignment()));
      nextListening = Instant.MIN;
    }
  }

  private static List<TopicPartition> of(Topic<?, ?> topic, Collection<TopicPartition> partitions) {
    return partitions.stream().filter(p -> p.topic().equals(topic.name())).toList();
  }

  /** Commits what was looked at, which only a member of the group can. */
  private boolean stillOwner() {
    try {
      consumer.commitSync();
      return true;
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.atInfo().addKeyValue("error", e.getMessage()).log("orders are being handed over");
      return false;
    }
  }
}
