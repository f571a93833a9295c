package io.millwright.models.detection;

import io.millwright.contracts.assessment.DetectorScore;
import io.millwright.models.snapshot.SnapshotReader;
import io.millwright.models.snapshot.SnapshotWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * T² and SPE on the moving averages. Their limits follow from theory and are widened by what a
 * healthy machine shows beyond it: slow wandering that no AR(1) tells.
 */
final class PrincipalComponentDetector implements StateDetector {
  static final String T2 = "T2";
  static final String SPE = "SPE";

  /** The widening stops here; what strays further is no noise. */
  private static final double MOST_DISPERSION = 4;

  private final double memory;
  private @Nullable PrincipalComponents components;

  /** Mean square of the standardised averages over healthy scans; 1 by theory. */
  private double dispersion = 1;

  /**
   * @param scans over which the dispersion is averaged
   */
  PrincipalComponentDetector(int scans) {
    memory = scans;
  }

  void use(PrincipalComponents fitted) {
    components = fitted;
  }

  @Override
  public void judge(Deviation deviation, List<DetectorScore> scores) {
    PrincipalComponents model = components;
    if (model == null) {
      return;
    }
    double widened = Math.min(MOST_DISPERSION, Math.max(1, dispersion));
    double[] u = deviation.standardised();
    double effect = deviation.effect();
    scores.add(new DetectorScore(T2, model.t2(u) * effect, model.t2Limit() * widened));
    if (!Double.isInfinite(model.speLimit())) {
      scores.add(new DetectorScore(SPE, model.spe(u) * effect, model.speLimit() * widened));
    }
  }

  double[] shares(Deviation deviation) {
    PrincipalComponents model = components;
    return model == null
        ? new double[deviation.standardised().length]
        : model.shares(deviation.standardised());
  }

  @Override
  public void learn(Deviation deviation) {
    double squares = 0;
    for (double u : deviation.standardised()) {
      squares += u * u;
    }
    dispersion += (squares / deviation.standardised().length - dispersion) / memory;
  }

  @Override
  public void forget() {
    components = null;
    dispersion = 1;
  }

  @Override
  public void write(SnapshotWriter out) {
    out.put(dispersion);
  }

  @Override
  public void read(SnapshotReader in) {
    dispersion = in.readDouble();
  }
}
