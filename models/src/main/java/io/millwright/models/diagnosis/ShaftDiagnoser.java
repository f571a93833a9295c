package io.millwright.models.diagnosis;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.SpectralLine;
import io.millwright.contracts.asset.SignalDirection;
import io.millwright.models.signal.MachineLine;
import io.millwright.models.signal.VibrationFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Imbalance, misalignment and looseness from the lines of the shaft, after ISO 13373-3:2015, annex
 * A. They share their lines, so each is claimed only as far as its distinguishing sign is measured:
 * the axial direction for misalignment and a bent shaft, halves of the shaft speed for looseness.
 * Without it the causes of a line are ranked, none above even odds. Stateless.
 */
final class ShaftDiagnoser {
  /**
   * Below this no machine of ISO 20816-3 leaves zone A: the lowest A/B limit of all, as RMS; as the
   * peak of a single line it is √2 times that.
   */
  static final double NOTABLE_MM_PER_S_PEAK = 1.4 * Math.sqrt(2);

  /** A line that is as high as half of another is comparable with it. A choice. */
  private static final double COMPARABLE = 0.5;

  /** Halves of the shaft speed that must be prominent for looseness. A choice. */
  private static final int LOOSE_HALVES = 2;

  // Choices; none claims more than that a cause is likelier than its rivals.

  /** What tells a cause from its rivals was measured. */
  private static final double TOLD = 0.6;

  /** The commonest of several causes that share their lines. */
  private static final double COMMONEST = 0.5;

  /** The likelier of two. */
  private static final double LIKELIER = 0.4;

  /** The other of two, or one of three. */
  private static final double POSSIBLE = 0.3;

  /** One of the others where the commonest has even odds. */
  private static final double LESS_LIKELY = 0.2;

  private static final String ALIGNMENT = "1.3 clearance/alignment failure";
  private static final String VIBRATION = "1.2 vibration";
  private static final String DEFORMATION = "1.4 deformation";
  private static final String LOOSENESS = "1.5 looseness";

  private static final int STRIDE = VibrationFeatures.SCHEMA.featureNames().size();

  private final DiagnosisContext context;
  private final float[] features;

  private ShaftDiagnoser(DiagnosisContext context, float[] features) {
    this.context = context;
    this.features = features;
  }

  static List<Finding> findings(DiagnosisContext context, float[] features) {
    return new ShaftDiagnoser(context, features).findings();
  }

  private List<Finding> findings() {
    boolean axialKnown = context.directions().contains(SignalDirection.AXIAL);
    double radial1 = largest("1.0", false);
    double radial2 = largest("2.0", false);
    double axial1 = largest("1.0", true);
    double axial2 = largest("2.0", true);
    double most1 = Math.max(radial1, axial1);
    double most2 = Math.max(radial2, axial2);
    List<Finding> findings = new ArrayList<>();
    int halves = 0;
    for (String order : List.of("0.5", "1.5", "2.5")) {
      halves += Math.max(largest(order, false), largest(order, true)) > 0 ? 1 : 0;
    }
    if (halves >= LOOSE_HALVES && Math.max(most1, most2) >= NOTABLE_MM_PER_S_PEAK) {
      findings.add(finding(LOOSENESS, TOLD, "looseness: halves of the shaft speed", "0.5"));
    }
    if (most2 >= NOTABLE_MM_PER_S_PEAK && most2 >= COMPARABLE * most1) {
      findings.add(twice(axialKnown, axialKnown && axial2 >= COMPARABLE * radial2));
    } else if (most1 >= NOTABLE_MM_PER_S_PEAK) {
      if (axialKnown && axial1 >= COMPARABLE * radial1) {
        findings.add(finding(ALIGNMENT, LIKELIER, "1× with an axial part: misalignment", "1.0"));
        findings.add(
            finding(DEFORMATION, POSSIBLE, "1× with an axial part: or a bent shaft", "1.0"));
      } else if (axialKnown) {
        findings.add(finding(VIBRATION, TOLD, "imbalance: 1× across the shaft, not axial", "1.0"));
      } else {
        String sign = "1×: imbalance, or misalignment, or a bent shaft; no axial channel tells";
        findings.add(finding(VIBRATION, COMMONEST, sign, "1.0"));
        findings.add(finding(ALIGNMENT, LESS_LIKELY, sign, "1.0"));
        findings.add(finding(DEFORMATION, LESS_LIKELY, sign, "1.0"));
      }
    }
    findings.sort(Comparator.comparingDouble(Finding::probability).reversed());
    return findings;
  }

  private Finding twice(boolean axialKnown, boolean axial) {
    String other = alsoAtTwice();
    if (!other.isEmpty()) {
      String sign = "2×: misalignment, looseness, or " + other;
      return finding(ALIGNMENT, POSSIBLE, sign, "2.0");
    }
    String sign =
        axial
            ? "misalignment: 2× with an axial part"
            : axialKnown
                ? "2×: misalignment across the shaft, or looseness"
                : "2×: misalignment or looseness; no axial channel tells";
    return finding(ALIGNMENT, axial ? TOLD : LIKELIER, sign, "2.0");
  }

  /** What else the machine declares to stand at twice the shaft's speed; empty if nothing. */
  private String alsoAtTwice() {
    double electricalHz = MachineLine.TWICE_LINE.hz(context.kinematics(), context.shaftHz());
    boolean nearest = Math.rint(electricalHz / context.shaftHz()) == 2;
    boolean told =
        IntStream.range(0, context.directions().size())
            .map(channel -> channel * STRIDE + VibrationFeatures.index(MachineLine.TWICE_LINE))
            .noneMatch(at -> Float.isNaN(features[at]));
    if (nearest && !told) {
      return String.format(
          Locale.ROOT,
          "twice line frequency (%.1f Hz): frames are too short to tell them apart",
          electricalHz);
    }
    Integer vanes = context.kinematics().vanes();
    return vanes != null && vanes == 2 ? "the passing of two vanes" : "";
  }

  /** Largest prominent velocity of an order, mm/s peak, over channels; 0 if none is prominent. */
  private double largest(String order, boolean axial) {
    int channel = largestChannel(order, axial);
    return channel < 0 ? 0 : velocity(order, channel);
  }

  private int largestChannel(String order, boolean axial) {
    int best = -1;
    for (int channel = 0; channel < context.directions().size(); channel++) {
      boolean fits = (context.directions().get(channel) == SignalDirection.AXIAL) == axial;
      if (fits
          && prominence(order, channel) >= GeometryDiagnoser.PROMINENT_DB
          && (best < 0 || velocity(order, channel) > velocity(order, best))) {
        best = channel;
      }
    }
    return best;
  }

  private double velocity(String order, int channel) {
    return features[channel * STRIDE + index(order, ".velocityMmPerS")];
  }

  private double prominence(String order, int channel) {
    return features[channel * STRIDE + index(order, ".db")];
  }

  private static int index(String order, String ending) {
    return VibrationFeatures.index("shaft" + order + ending);
  }

  private Finding finding(String mechanism, double probability, String sign, String order) {
    int radial = largestChannel(order, false);
    int axial = largestChannel(order, true);
    List<SpectralLine> lines = new ArrayList<>();
    StringBuilder words = new StringBuilder(sign);
    for (int channel : new int[] {radial, axial}) {
      if (channel >= 0) {
        double hz = Double.parseDouble(order) * context.shaftHz();
        lines.add(new SpectralLine(order + "×", hz, prominence(order, channel), 0, 0));
        words.append(
            String.format(
                Locale.ROOT,
                "; %s× at %.1f Hz %.1f mm/s peak %s",
                order,
                hz,
                velocity(order, channel),
                context.directions().get(channel).name().toLowerCase(Locale.ROOT)));
      }
    }
    return new Finding(context.itemId(), "VIB", mechanism, probability, words.toString(), lines);
  }
}
