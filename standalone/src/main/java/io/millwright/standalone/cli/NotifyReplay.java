package io.millwright.standalone.cli;

import io.millwright.alerts.notification.delivery.DeadLetters;
import io.millwright.contracts.Topic;
import io.millwright.contracts.Topics;
import io.millwright.contracts.notification.Notification;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicSender;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code notify replay}. */
@Command(
    name = "replay",
    description = "Send messages again that could not be delivered, as after a wrong password.")
final class NotifyReplay extends BrokerCommand {
  @Parameters(paramLabel = "MESSAGE", arity = "0..*", description = "Ids of messages.")
  private List<String> messages = List.of();

  @Option(names = "--all", description = "All that nobody has.")
  private boolean all;

  @Mixin private final AskingOptions asking = new AskingOptions();

  NotifyReplay(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    if (all != messages.isEmpty()) {
      throw new WrongInputException("name messages, or give --all, not both");
    }
    asking.demandWords();
    KafkaSettings settings = kafka();
    Map<String, Notification> dead =
        DeadLetters.of(
            read(settings, Topics.UNDELIVERED_NOTIFICATIONS), read(settings, Topics.AUDIT));
    for (String id : messages) {
      if (!dead.containsKey(id)) {
        throw new WrongInputException(
            id + " is no dead letter: it was delivered, is being sent again, or never was one");
      }
    }
    Collection<Notification> meant =
        all ? dead.values() : messages.stream().distinct().map(dead::get).toList();
    try (TopicSender sender = new TopicSender(settings)) {
      for (Notification n : meant) {
        Instant now = Instant.now();
        sender.send(
            Topics.AUDIT,
            asking.actor(),
            DeadLetters.audit(n, asking.actor(), asking.reason(), now));
        sender.send(Topics.NOTIFICATIONS, n.recipient(), DeadLetters.again(n, now));
      }
      sender.flush();
    }
    meant.forEach(n -> terminal.say("%s to %s: %s".formatted(n.channel(), n.recipient(), n.id())));
    terminal.say(
        "%d sent again; whether a server takes them will stand in the audit log"
            .formatted(meant.size()));
    return 0;
  }

  private <V> List<V> read(KafkaSettings settings, Topic<?, V> topic) {
    try (TopicReader<?, V> reader =
        new TopicReader<>(
            settings, topic, why -> terminal.say("stepped over: " + why.getMessage()))) {
      return reader.valuesToEnd();
    }
  }
}
