package io.millwright.standalone.cli;

import io.millwright.alerts.notification.NotificationConfig;
import io.millwright.alerts.notification.Recipient;
import io.millwright.alerts.notification.TrialMessage;
import io.millwright.alerts.notification.delivery.Answer;
import io.millwright.contracts.notification.Notification;
import io.millwright.runtime.config.Configuration;
import io.millwright.standalone.StandaloneConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Groups what is done with notifications. */
@Command(
    name = "notify",
    description = "Try how people are told, and send again what could not be delivered.",
    subcommands = {NotifyCommand.Try.class, NotifyReplay.class})
final class NotifyCommand extends CommandGroup {

  /** {@code notify test}. */
  @Command(
      name = "test",
      description = "Send one test message to a declared recipient; say what the servers answer.")
  static final class Try implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private final CommonOptions common = new CommonOptions();

    @Mixin private final JsonOption json = new JsonOption();

    @Option(
        names = "--config",
        paramLabel = "FILE",
        required = true,
        description = "The configuration of `millwright run`.")
    @SuppressWarnings("NullAway.Init")
    private Path configuration;

    @Option(
        names = "--to",
        paramLabel = "NAME",
        required = true,
        description = "Name of the recipient.")
    @SuppressWarnings("NullAway.Init")
    private String to;

    Try(Terminal terminal) {
      this.terminal = terminal;
    }

    private record Told(String channel, String address, boolean accepted, String answer) {}

    @Override
    public Integer call() throws IOException {
      json.prepare(terminal);
      NotificationConfig config =
          Configuration.load(configuration, StandaloneConfig.class).alerts().notification();
      if (config == null) {
        throw new WrongInputException(configuration + ": alerts.notification is not declared");
      }
      Recipient recipient = config.recipient(to);
      if (recipient == null) {
        throw new WrongInputException(
            "no recipient "
                + to
                + "; declared: "
                + config.recipients().stream()
                    .map(Recipient::name)
                    .collect(Collectors.joining(", ")));
      }
      List<Told> told = new ArrayList<>();
      TrialMessage.send(config, recipient, InstantSource.system())
          .forEach((n, answer) -> told.add(told(n, answer)));
      json.write(terminal, told);
      return told.stream().allMatch(Told::accepted) ? 0 : Failure.RUNNING;
    }

    private Told told(Notification n, Answer answer) {
      boolean accepted = answer instanceof Answer.Accepted;
      terminal.say(
          "%s %s: %s: %s"
              .formatted(
                  n.channel(),
                  n.address(),
                  accepted ? "accepted" : answer instanceof Answer.Refused ? "refused" : "not now",
                  answer.words()));
      return new Told(n.channel().name(), n.address(), accepted, answer.words());
    }
  }
}
