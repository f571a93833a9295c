package io.millwright.streams.assess;

import io.millwright.contracts.codec.AvroCodec;
import io.millwright.contracts.codec.UndecodableException;
import io.millwright.contracts.model.GateDecision;
import io.millwright.contracts.model.GateDecision.Outcome;
import io.millwright.contracts.model.ModelRelease;
import io.millwright.models.release.InvalidBundleException;
import io.millwright.streams.flink.Arrival;
import io.millwright.streams.flink.Bundles;
import io.millwright.streams.flink.ValueTypeInformation;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Lets releases through whose bundle is there, whole, and a model that this program can load;
 * parallelism 1. Every release ends in a decision that says why. One that is refused changes
 * nothing: the present model stays.
 *
 * <p>It runs on a thread of its own, so loading holds up no assessment. When the brokers do not
 * answer it tries again for a while, then fails: the release is read again after the restart.
 */
public final class VerifyReleases extends ProcessFunction<Arrival, ModelRelease> {
  private static final long serialVersionUID = 1L;
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What was decided of each release. */
  public static final OutputTag<GateDecision> DECISIONS =
      new OutputTag<>("decisions", ValueTypeInformation.DECISION);

  private final Bundles bundles;
  private transient @Nullable AvroCodec<ModelRelease> releases;

  /** Verifies against these bundles. */
  public VerifyReleases(Bundles bundles) {
    this.bundles = bundles;
  }

  @Override
  public void open(OpenContext context) {
    releases = AvroCodec.of(ModelRelease.class);
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<ModelRelease> out)
      throws InterruptedException {
    byte[] value = arrival.value();
    if (value == null) {
      context.output(
          DECISIONS,
          unreadable(arrival, context, "a release is not withdrawn by deleting it: retire it"));
      return;
    }
    ModelRelease release;
    try {
      release = Objects.requireNonNull(releases).decode(value);
    } catch (UndecodableException e) {
      context.output(DECISIONS, unreadable(arrival, context, String.valueOf(e.getMessage())));
      return;
    }
    String wrong = wrong(release);
    context.output(DECISIONS, decision(release, wrong));
    if (wrong == null) {
      out.collect(release);
    }
  }

  /** Null if nothing is. */
  private @Nullable String wrong(ModelRelease release) throws InterruptedException {
    switch (release.role()) {
      case CANARY -> {
        return "a canary cannot be served yet; release it as SHADOW";
      }
      case RETIRED -> {
        return null; // needs no bundle
      }
      case LIVE, SHADOW -> {}
    }
    try {
      LoadedModel model = LoadedModel.of(release.sha256(), patiently(release.sha256()));
      if (!model.id().version().equals(release.version())
          || !model.id().modelId().equals(release.modelId())
          || !model.kind().equals(release.judges())) {
        return "its bundle is %s %s of kind %s"
            .formatted(model.id().modelId(), model.id().version(), model.kind());
      }
      return null;
    } catch (InvalidBundleException e) {
      return "its bundle " + e.getMessage();
    }
  }

  private byte[] patiently(String sha256) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return bundles.read(sha256);
      } catch (InvalidBundleException e) {
        throw e;
      } catch (RuntimeException e) { // of the moment: brokers fail in many ways
        if (attempt == ATTEMPTS) {
          throw e;
        }
        Thread.sleep(PAUSE.toMillis() * attempt);
      }
    }
  }

  private static GateDecision decision(ModelRelease release, @Nullable String wrong) {
    Outcome outcome;
    String reason = release.actor() + ": " + release.reason();
    if (wrong != null) {
      outcome = Outcome.REFUSE;
      reason = wrong + "; the present model stays";
    } else if (release.refused()) {
      outcome = Outcome.ROLL_BACK;
    } else {
      switch (release.role()) {
        case LIVE -> {
          outcome = Outcome.PROMOTE;
          reason = "serves class " + release.equipmentClass() + "; " + reason;
        }
        case SHADOW -> {
          outcome = Outcome.HOLD;
          reason = "judges class " + release.equipmentClass() + " in the dark; " + reason;
        }
        default -> {
          outcome = Outcome.HOLD;
          reason = "retired; " + reason;
        }
      }
    }
    return new GateDecision(
        release.modelId(), release.version(), release.releasedAt(), outcome, reason);
  }

  private static GateDecision unreadable(Arrival arrival, Context context, String why) {
    return new GateDecision(
        arrival.key().isEmpty() ? arrival.source() : Arrival.readable(arrival.key()),
        "unknown",
        Instant.ofEpochMilli(context.timerService().currentProcessingTime()),
        Outcome.REFUSE,
        why + " (" + arrival.source() + ")");
  }
}
