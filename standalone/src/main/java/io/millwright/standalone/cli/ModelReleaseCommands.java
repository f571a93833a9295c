package io.millwright.standalone.cli;

import io.millwright.contracts.Topics;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.contracts.model.ModelRole;
import io.millwright.models.release.ModelBundle;
import io.millwright.models.release.RefusedReleaseException;
import io.millwright.models.release.ReleaseLog;
import io.millwright.models.release.ReleaseLog.Because;
import io.millwright.models.release.Sha256;
import io.millwright.runtime.kafka.KafkaSettings;
import io.millwright.runtime.kafka.TopicReader;
import io.millwright.runtime.kafka.TopicRecord;
import io.millwright.standalone.release.ReleaseTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done with released models: {@code models publish}, promote, rollback, list. */
final class ModelReleaseCommands {
  private ModelReleaseCommands() {}

  /** {@code models list}. */
  @Command(name = "list", description = "Show releases: roles, since when, by whom and why.")
  static final class Listing extends BrokerCommand {
    @Mixin private final JsonOption json = new JsonOption();

    Listing(Terminal terminal) {
      super(terminal);
    }

    @Override
    public Integer call() throws IOException {
      json.prepare(terminal);
      List<ModelRelease> releases = new ReleaseTopics(kafka()).log().releases();
      for (ModelRelease r : releases) {
        terminal.say(
            "%-7s %s %s, %s of class %s, since %s by %s: %s"
                .formatted(
                    r.refused() ? "REFUSED" : r.role().name(),
                    r.modelId(),
                    ReleaseLog.brief(r.version()),
                    r.judges(),
                    r.equipmentClass(),
                    r.releasedAt(),
                    r.actor(),
                    Failure.oneLine(r.reason())));
      }
      terminal.say("%d releases".formatted(releases.size()));
      json.write(terminal, releases);
      return 0;
    }
  }

  /** A change, and what the running job says to it. */
  abstract static class Change extends BrokerCommand {
    @Option(
        names = "--class",
        paramLabel = "CLASS",
        description = "Equipment class; needed where a version was released for several.")
    @Nullable String equipmentClass;

    @Mixin private final AskingOptions asking = new AskingOptions();

    @Option(
        names = "--wait",
        paramLabel = "SECONDS",
        defaultValue = "20",
        description = "How long to wait for what the running job decides (${DEFAULT-VALUE}).")
    private int seconds = 20;

    private final String action;

    Change(Terminal terminal, String action) {
      super(terminal);
      this.action = action;
    }

    /**
     * What follows of the releases so far.
     *
     * @throws RefusedReleaseException if a rule forbids it
     */
    abstract List<ModelRelease> changes(ReleaseLog log, Because because);

    /** Stores what the changes need. */
    void prepare(ReleaseTopics topics) {}

    @Override
    public final Integer call() {
      asking.demandWords();
      KafkaSettings kafka = kafka();
      ReleaseTopics topics = new ReleaseTopics(kafka);
      try (TopicReader<String, GateDecision> decisions =
          new TopicReader<>(kafka, Topics.MODEL_STATUS)) {
        decisions.seekToEnd();
        Because because =
            new Because(
                asking.actor(), asking.reason(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
        List<ModelRelease> changes = changes(topics.log(), because);
        prepare(topics);
        topics.send(action, changes, because, "operator");
        return answer(decisions, changes.get(0));
      } catch (RefusedReleaseException e) {
        throw new WrongInputException(String.valueOf(e.getMessage()));
      }
    }

    private int answer(TopicReader<String, GateDecision> decisions, ModelRelease change) {
      long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
      while (System.nanoTime() < end) {
        for (TopicRecord<String, GateDecision> record : decisions.poll(Duration.ofMillis(200))) {
          GateDecision decision = record.value();
          if (decision != null
              && decision.version().equals(change.version())
              && decision.decidedAt().equals(change.releasedAt())) {
            terminal.say(
                "%s %s: %s, %s"
                    .formatted(
                        change.modelId(),
                        ReleaseLog.brief(change.version()),
                        decision.outcome(),
                        decision.reason()));
            return decision.outcome() == GateDecision.Outcome.REFUSE ? Failure.RUNNING : 0;
          }
        }
      }
      terminal.say(
          "%s %s is %s; no assessment job has answered yet"
              .formatted(change.modelId(), ReleaseLog.brief(change.version()), change.role()));
      return 0;
    }
  }

  /** {@code models publish}. */
  @Command(name = "publish", description = "Release a bundle: as a shadow first, or live at once.")
  static final class Publish extends Change {
    @Parameters(paramLabel = "BUNDLE", description = "The file.")
    @SuppressWarnings("NullAway.Init")
    private Path bundle;

    @Option(
        names = "--role",
        paramLabel = "shadow|live",
        defaultValue = "shadow",
        description = "What it may do (${DEFAULT-VALUE}).")
    private String role = "shadow";

    @Option(
        names = "--pardon",
        paramLabel = "VERSION",
        description = "Let this version in again, which was rolled back.")
    private @Nullable String pardoned;

    private @Nullable ModelBundle read;

    Publish(Terminal terminal) {
      super(terminal, "PUBLISH_MODEL");
    }

    @Override
    List<ModelRelease> changes(ReleaseLog log, Because because) {
      ModelRole wanted =
          switch (role.toLowerCase(Locale.ROOT)) {
            case "shadow" -> ModelRole.SHADOW;
            case "live" -> ModelRole.LIVE;
            default -> throw new WrongInputException("--role is shadow or live, not " + role);
          };
      // Binding it says what is wrong with it.
      String target = equipmentClass == null ? "*" : equipmentClass;
      ModelBundle sound = ModelBundle.fromBytes(ModelOptions.binding(target, bundle).bundle());
      read = sound;
      return log.publish(
          sound.manifest(), Sha256.hex(sound.toBytes()), wanted, target, because, pardoned);
    }

    @Override
    void prepare(ReleaseTopics topics) {
      if (read != null) {
        topics.send(read.toBytes());
      }
    }
  }

  /** A change of a version that is named. */
  abstract static class OfVersion extends Change {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model.")
    @SuppressWarnings("NullAway.Init")
    String modelId;

    @Parameters(
        index = "1",
        paramLabel = "VERSION",
        description = "Its version, or the first six digits of it or more.")
    @SuppressWarnings("NullAway.Init")
    String version;

    OfVersion(Terminal terminal, String action) {
      super(terminal, action);
    }
  }

  /** {@code models promote}. */
  @Command(name = "promote", description = "Let the shadow serve; who served is retired.")
  static final class Promote extends OfVersion {
    Promote(Terminal terminal) {
      super(terminal, "PROMOTE_MODEL");
    }

    @Override
    List<ModelRelease> changes(ReleaseLog log, Because because) {
      return log.promote(modelId, version, equipmentClass, because);
    }
  }

  /** {@code models rollback}. */
  @Command(
      name = "rollback",
      description = "Let the version before serve again; the live one is refused from now on.")
  static final class RollBack extends OfVersion {
    RollBack(Terminal terminal) {
      super(terminal, "ROLL_BACK_MODEL");
    }

    @Override
    List<ModelRelease> changes(ReleaseLog log, Because because) {
      return log.rollBack(modelId, version, equipmentClass, because);
    }
  }
}
