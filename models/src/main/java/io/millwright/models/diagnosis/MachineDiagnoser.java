package io.millwright.models.diagnosis;

import io.millwright.contracts.assessment.Finding;
import io.millwright.contracts.assessment.SpectralLine;
import io.millwright.models.signal.MachineLine;
import io.millwright.models.signal.VibrationFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Electrical faults, disturbed flow and gear damage from the lines that a machine declares, after
 * ISO 13373-3:2015. Every motor hums and every gear meshes: a line alone, however it stands out, is
 * only claimed at a velocity that counts and with the sign that tells it from a harmonic of the
 * shaft. Stateless.
 */
final class MachineDiagnoser {
  /**
   * A line of blades or teeth is at least twice its neighbours, harmonics of the shaft. A choice.
   */
  private static final double OVER_NEIGHBOURS_DB = 6;

  /** Vanes up to the orders that {@link ShaftDiagnoser} judges are not told from those. */
  private static final int MOST_ORDERS = 3;

  /** With the sidebands that speak for it. A choice. */
  private static final double WITH_SIDEBANDS = 0.6;

  /** One of a few causes. A choice. */
  private static final double ALONE = 0.5;

  private static final String ELECTRICAL = "4.0 electrical failure";
  private static final String VIBRATION = "1.2 vibration";
  private static final String WEAR = "2.4 wear";

  private static final int STRIDE = VibrationFeatures.SCHEMA.featureNames().size();

  private final DiagnosisContext context;
  private final float[] features;

  private MachineDiagnoser(DiagnosisContext context, float[] features) {
    this.context = context;
    this.features = features;
  }

  static List<Finding> findings(DiagnosisContext context, float[] features) {
    MachineDiagnoser diagnoser = new MachineDiagnoser(context, features);
    List<Finding> findings = new ArrayList<>();
    for (MachineLine line : MachineLine.values()) {
      int channel = diagnoser.loudest(line);
      if (channel >= 0) {
        diagnoser.judge(line, channel, findings);
      }
    }
    return findings;
  }

  /** Channel with the largest velocity of those where a line is prominent and counts; or -1. */
  private int loudest(MachineLine line) {
    int best = -1;
    for (int channel = 0; channel < context.directions().size(); channel++) {
      if (prominence(line, channel) >= GeometryDiagnoser.PROMINENT_DB
          && velocity(line, channel) >= ShaftDiagnoser.NOTABLE_MM_PER_S_PEAK
          && (best < 0 || velocity(line, channel) > velocity(line, best))) {
        best = channel;
      }
    }
    return best;
  }

  private void judge(MachineLine line, int channel, List<Finding> findings) {
    boolean sidebands = sidebands(line, channel) >= GeometryDiagnoser.PROMINENT_DB;
    boolean overNeighbours =
        prominence(line, channel) >= sidebands(line, channel) + OVER_NEIGHBOURS_DB;
    switch (line) {
      case TWICE_LINE -> {
        String sign =
            sidebands
                ? "electrical: twice line frequency with a pole-pass sideband: rotor bars, or an"
                    + " eccentric rotor"
                : "electrical: twice line frequency: uneven air gap, loose stator, or uneven supply";
        double probability = sidebands ? WITH_SIDEBANDS : ALONE;
        findings.add(finding(line, channel, ELECTRICAL, probability, sign));
      }
      case VANE_PASS -> {
        Integer vanes = context.kinematics().vanes();
        if (overNeighbours && vanes != null && vanes > MOST_ORDERS) {
          String sign = "vane pass over the shaft's harmonics: disturbed flow, or a damaged vane";
          findings.add(finding(line, channel, VIBRATION, ALONE, sign));
        }
      }
      case GEAR_MESH -> {
        if (overNeighbours && sidebands) {
          String sign = "gear mesh with sidebands of its shaft: a worn or off-centre gear";
          findings.add(finding(line, channel, WEAR, WITH_SIDEBANDS, sign));
        }
      }
    }
  }

  private Finding finding(
      MachineLine line, int channel, String mechanism, double probability, String sign) {
    double hz = line.hz(context.kinematics(), context.shaftHz());
    String words =
        String.format(
            Locale.ROOT,
            "%s; %s at %.1f Hz %.1f mm/s peak %s",
            sign,
            line.title(),
            hz,
            velocity(line, channel),
            context.directions().get(channel).name().toLowerCase(Locale.ROOT));
    return new Finding(
        context.itemId(),
        "VIB",
        mechanism,
        probability,
        words,
        List.of(new SpectralLine(line.title(), hz, prominence(line, channel), 0, 0)));
  }

  private double velocity(MachineLine line, int channel) {
    return features[channel * STRIDE + VibrationFeatures.index(line)];
  }

  private double prominence(MachineLine line, int channel) {
    return features[channel * STRIDE + VibrationFeatures.index(line) + 1];
  }

  private double sidebands(MachineLine line, int channel) {
    return features[channel * STRIDE + VibrationFeatures.index(line) + 2];
  }
}
