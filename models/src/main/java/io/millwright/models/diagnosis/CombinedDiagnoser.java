package io.millwright.models.diagnosis;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.SpectralLine;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.VibrationFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Diagnosis by geometry and, if there is one, by a trained model: their probabilities are pooled,
 * each to the power that it counts (C. Genest, J. Zidek, "Combining probability distributions",
 * 1986, doi:10.1214/ss/1177013825). Immutable; what is remembered of a signal point is in its
 * {@link DiagnosisMemory}.
 */
public final class CombinedDiagnoser {
  private static final List<BearingCondition> ALL = List.of(BearingCondition.values());
  private static final int STRIDE = VibrationFeatures.SCHEMA.featureNames().size();

  /** A probability is at least this, so that one judge alone cannot rule anything out. */
  private static final double LEAST = 1e-6;

  private final @Nullable DiagnosisModel model;

  /**
   * @param model the trained part; null for geometry alone
   */
  public CombinedDiagnoser(@Nullable DiagnosisModel model) {
    this.model = model;
  }

  /**
   * What {@link #probabilities} tells apart: what the model knows, all without one. {@link
   * #diagnose} judges all of them in any case.
   */
  public List<BearingCondition> conditions() {
    return model == null ? ALL : model.conditions();
  }

  /**
   * Probability of each condition from one channel, whether anything is prominent or not.
   *
   * @param features of a channel, from {@code at}, in the order of the vibration schema
   * @param probabilities takes one for each of {@link #conditions()}
   */
  public void probabilities(float[] features, int at, double[] probabilities) {
    GeometryDiagnoser.probabilities(conditions(), features, at, probabilities);
    if (model == null) {
      return;
    }
    double share = model.geometryShare();
    double[] trained = new double[probabilities.length];
    model.probabilities(features, at, trained);
    pool(probabilities, trained, share);
  }

  /** Probability of each of {@link #conditions()} from all that a memory of one channel holds. */
  public double[] probabilities(DiagnosisMemory memory) {
    double[] probabilities = new double[conditions().size()];
    probabilities(memory.features(), 0, probabilities);
    return probabilities;
  }

  /** Pools in place; the first counts {@code share}, the second the rest. */
  public static void pool(double[] first, double[] second, double share) {
    double total = 0;
    for (int c = 0; c < first.length; c++) {
      first[c] =
          Math.pow(Math.max(LEAST, first[c]), share)
              * Math.pow(Math.max(LEAST, second[c]), 1 - share);
      total += first[c];
    }
    for (int c = 0; c < first.length; c++) {
      first[c] /= total;
    }
  }

  /** What is wrong, from all that a signal point's memory holds. */
  public Diagnosis diagnose(DiagnosisMemory memory, DiagnosisContext context) {
    if (!(context.shaftHz() > 0)) {
      return Diagnosis.notAssessed("shaft speed unknown: no line can be placed");
    }
    if (!memory.isEnough()) {
      return Diagnosis.notAssessed(
          "only %.0f of %.0f revolutions seen"
              .formatted(memory.revolutions(), DiagnosisMemory.ENOUGH_REVOLUTIONS));
    }
    float[] features = memory.features();
    int channels = context.directions().size();
    if (features.length != channels * STRIDE) {
      throw new IllegalArgumentException(
          "memory has " + features.length + " features for " + channels + " channels");
    }
    List<Finding> findings = new ArrayList<>();
    BearingFrequencies bearing = context.bearing();
    String notAssessed = "";
    if (bearing == null) {
      notAssessed = "bearing geometry unknown: declare it, or a designation of the catalogue";
    } else {
      int at = STRIDE * loudest(features, channels);
      if (mostProminent(features, at) >= GeometryDiagnoser.PROMINENT_DB) {
        bearingFindings(memory, context, bearing, at, findings);
      }
      notAssessed = unresolved(features, at);
    }
    findings.addAll(ShaftDiagnoser.findings(context, features));
    findings.addAll(MachineDiagnoser.findings(context, features));
    findings.sort((a, b) -> Double.compare(b.probability(), a.probability()));
    return new Diagnosis(findings, notAssessed);
  }

  private void bearingFindings(
      DiagnosisMemory memory,
      DiagnosisContext context,
      BearingFrequencies bearing,
      int at,
      List<Finding> findings) {
    float[] features = memory.features();
    double[] probabilities = all(features, at);
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      best = probabilities[c] > probabilities[best] ? c : best;
    }
    BearingCondition condition = ALL.get(best);
    List<SpectralLine> lines = BearingEvidence.lines(condition, bearing, context, features, at);
    if (lines.isEmpty()) {
      // Sound, or a part that a model suspects although nothing speaks for it.
      return;
    }
    findings.add(
        new Finding(
            context.itemId(),
            "VIB",
            condition.mechanism(),
            probabilities[best],
            BearingEvidence.words(condition, lines, memory.revolutions()),
            lines));
  }

  /**
   * Probability of every condition. What a model never saw is judged by geometry alone: of the
   * rest, only how it is shared out among what the model knows is pooled with it.
   */
  private double[] all(float[] features, int at) {
    double[] probabilities = new double[ALL.size()];
    GeometryDiagnoser.probabilities(ALL, features, at, probabilities);
    if (model == null) {
      return probabilities;
    }
    List<BearingCondition> known = model.conditions();
    double[] shared = new double[known.size()];
    double mass = 0;
    for (int k = 0; k < shared.length; k++) {
      shared[k] = probabilities[known.get(k).ordinal()];
      mass += shared[k];
    }
    if (!(mass > 0)) {
      return probabilities;
    }
    for (int k = 0; k < shared.length; k++) {
      shared[k] /= mass;
    }
    double[] trained = new double[shared.length];
    model.probabilities(features, at, trained);
    pool(shared, trained, model.geometryShare());
    for (int k = 0; k < shared.length; k++) {
      probabilities[known.get(k).ordinal()] = mass * shared[k];
    }
    return probabilities;
  }

  /** Why the bearing was not judged: races are where nearly all damage begins. */
  private static String unresolved(float[] features, int at) {
    List<String> parts =
        ALL.stream()
            .filter(condition -> condition != BearingCondition.SOUND)
            .filter(c -> Double.isNaN(FamilyProminence.decibels(c, features, at)))
            .map(BearingCondition::part)
            .toList();
    return parts.contains(BearingCondition.OUTER_RACE.part())
            || parts.contains(BearingCondition.INNER_RACE.part())
        ? "frames are too short to tell lines of "
            + String.join(", ", parts)
            + " from harmonics of the shaft"
        : "";
  }

  /** Channel on which a bearing's lines stand out most. */
  private static int loudest(float[] features, int channels) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int channel = 0; channel < channels; channel++) {
      double prominence = mostProminent(features, channel * STRIDE);
      if (prominence > most) {
        most = prominence;
        best = channel;
      }
    }
    return best;
  }

  /** Decibels of the most prominent part; NaN if none could be judged. */
  private static double mostProminent(float[] features, int at) {
    return Arrays.stream(BearingCondition.values())
        .mapToDouble(condition -> FamilyProminence.decibels(condition, features, at))
        .filter(prominence -> !Double.isNaN(prominence))
        .max()
        .orElse(Double.NaN);
  }
}
