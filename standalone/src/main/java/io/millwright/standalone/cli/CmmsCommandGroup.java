package io.millwright.standalone.cli;

import io.millwright.contracts.Topics;
import io.millwright.contracts.advisory.CmmsCommand;
import io.millwright.contracts.advisory.CmmsCommand.Kind;
import io.millwright.contracts.advisory.CmmsLink;
import io.millwright.contracts.audit.CommandStatus;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.runtime.kafka.TopicSender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Groups what is done about deliveries to the maintenance system. */
@Command(
    name = "cmms",
    description = "Look at what the maintenance system lacks, and bring dead letters back.",
    subcommands = {
      CmmsCommandGroup.Listing.class,
      CmmsCommandGroup.Replay.class,
      CmmsCommandGroup.Dismiss.class
    })
final class CmmsCommandGroup extends CommandGroup {
  /** The latest link of each order that lacks something, by its id. */
  private static List<CmmsLink> behind(KafkaSettings kafka) {
    try (TopicReader<String, CmmsLink> reader = new TopicReader<>(kafka, Topics.CMMS_LINKS)) {
      return new TreeMap<>(reader.newestToEnd())
          .values().stream().filter(link -> link.backlog() != null).toList();
    }
  }

  /** {@code cmms list}. */
  @Command(name = "list", description = "Show orders that wait or were given up, and why.")
  static final class Listing extends BrokerCommand {
    @Mixin private final JsonOption json = new JsonOption();

    Listing(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() throws IOException {
      json.prepare(terminal);
      List<CmmsLink> behind = behind(kafka());
      for (CmmsLink link : behind) {
        CmmsLink.Backlog b = link.backlog();
        if (b != null) {
          String state = b.givenUp() == null ? "WAITING" : b.givenUp().name();
          String why = b.lastError() == null ? "" : ": " + Failure.oneLine(b.lastError());
          terminal.say(
              "%-9s %s, since %s, %d attempts%s"
                  .formatted(state, link.workOrderId(), b.since(), b.attempts(), why));
        }
      }
      long dead = behind.stream().filter(CmmsLink::deadLetter).count();
      terminal.say("%d behind, %d of them dead letters".formatted(behind.size(), dead));
      json.write(terminal, behind);
      return 0;
    }
  }

  /** A command that the gateway answers. */
  abstract static class OnDeadLetters extends BrokerCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(paramLabel = "ORDER", arity = "0..*", description = "Ids of work orders.")
    private List<String> orders = List.of();

    @Option(
        names = "--all",
        description = "All dead letters, without those whose order there is gone.")
    private boolean all;

    @Option(
        names = "--gone",
        description = "All whose order there is gone: a replay makes each that cannot be found.")
    private boolean gone;

    @Mixin private final AskingOptions asking = new AskingOptions();

    private final Kind kind;

    OnDeadLetters(Terminal terminal, Kind kind) {
      super(terminal);
      this.kind = kind;
    }

    @Override
    public final Integer call() {
      if ((all || gone) != orders.isEmpty()) {
        throw new WrongInputException("name work orders, or give --all or --gone, not both");
      }
      asking.demandWords();
      KafkaSettings kafka = kafka();
      List<String> meant =
          all || gone
              ? behind(kafka).stream()
                  .filter(CmmsLink::deadLetter)
                  .filter(link -> isGone(link) ? gone : all)
                  .map(CmmsLink::workOrderId)
                  .toList()
              : orders;
      return send(kafka, meant) ? 0 : Failure.RUNNING;
    }

    private static boolean isGone(CmmsLink link) {
      return link.backlog() != null && link.backlog().givenUp() == CmmsLink.GivenUp.GONE;
    }

    /** Whether all were carried out. */
    private boolean send(KafkaSettings kafka, List<String> meant) {
      try (TopicReader<String, CommandStatus> answers =
              new TopicReader<>(kafka, Topics.COMMAND_STATUS);
          TopicSender sender = new TopicSender(kafka)) {
        answers.seekToEnd();
        Map<String, String> open = new HashMap<>();
        for (String order : meant) {
          String id = "cmms-" + UUID.randomUUID();
          open.put(id, order);
          sender.send(
              Topics.CMMS_COMMANDS,
              order,
              new CmmsCommand(
                  id, order, kind, Instant.now(), asking.actor(), "operator", asking.reason()));
        }
        sender.flush();
        boolean done = await(answers, open);
        open.values().forEach(o -> terminal.say(o + ": no gateway answered in " + PATIENCE));
        return done && open.isEmpty();
      }
    }

    private boolean await(TopicReader<String, CommandStatus> answers, Map<String, String> open) {
      boolean done = true;
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!open.isEmpty() && System.nanoTime() < end) {
        for (TopicRecord<String, CommandStatus> record : answers.poll(Duration.ofMillis(200))) {
          CommandStatus answer = record.value();
          String order = answer == null ? null : open.remove(answer.requestId());
          if (answer != null && order != null) {
            done &= answer.outcome() == CommandStatus.Outcome.DONE;
            terminal.say(order + ": " + answer.outcome() + ", " + answer.detail());
          }
        }
      }
      return done;
    }
  }

  /** {@code cmms replay}. */
  @Command(name = "replay", description = "Deliver dead letters again, now.")
  static final class Replay extends OnDeadLetters {
    Replay(Terminal terminal) {
      super(terminal, Kind.REPLAY);
    }
  }

  /** {@code cmms dismiss}. */
  @Command(name = "dismiss", description = "Leave dead letters undelivered, without alarm.")
  static final class Dismiss extends OnDeadLetters {
    Dismiss(Terminal terminal) {
      super(terminal, Kind.DISMISS);
    }
  }
}
