package io.millwright.models.signal;

import io.millwright.contracts.asset.Kinematics;

/**
 * Velocity and prominence of the lines of shaft and machine in the spectrum of a frame. Owns its
 * work buffers; one owner thread.
 */
final class MachineLevels {
  /**
   * Grids that span a continent keep their frequency to 0.1 % in ordinary running, islands to 0.4
   * %. A choice between.
   */
  private static final double LINE_TOLERANCE = 0.002;

  private final FrameSpectrum spectrum;
  private final double apartHz;
  private final double speedTolerance;
  private final LineProminence ofShaft;
  private final LineProminence ofMains;

  /**
   * @param neighbourhood bins on either side of a line
   * @param resolvedBins bins that must lie between two lines to tell them apart
   * @param speedTolerance how far the shaft's speed may be from what was told, as a fraction
   */
  MachineLevels(
      FrameSpectrum spectrum, int neighbourhood, double resolvedBins, double speedTolerance) {
    this.spectrum = spectrum;
    this.apartHz = resolvedBins * spectrum.binHz();
    this.speedTolerance = speedTolerance;
    this.ofShaft = new LineProminence(speedTolerance, neighbourhood);
    this.ofMains = new LineProminence(LINE_TOLERANCE, neighbourhood);
  }

  /** Velocity (peak, mm/s) and prominence of the shaft's orders, order after order. */
  void writeShaft(double shaftHz, Kinematics kinematics, float[] target, int at) {
    ofShaft.in(spectrum.amplitude(), spectrum.binHz());
    for (int i = 0; i < VibrationFeatureNames.SHAFT_ORDERS.length; i++) {
      double order = VibrationFeatureNames.SHAFT_ORDERS[i];
      double separation = order == Math.rint(order) ? 1 : 0.5;
      if (!(separation * shaftHz >= apartHz)) {
        continue;
      }
      avoidMains(kinematics);
      double prominence = ofShaft.lineDb(order * shaftHz);
      if (Double.isNaN(prominence)) {
        // Not told from the mains: what stands there is measured all the same.
        ofShaft.avoidNothing();
        prominence = ofShaft.lineDb(order * shaftHz);
      }
      if (!Double.isNaN(prominence)) {
        target[at + 2 * i] = (float) spectrum.lineVelocityMmPerS(ofShaft.foundHz());
        target[at + 2 * i + 1] = (float) prominence;
      }
    }
  }

  private void avoidMains(Kinematics kinematics) {
    double hz = MachineLine.TWICE_LINE.hz(kinematics, Double.NaN);
    if (hz > 0) {
      ofShaft.avoidMultiplesOf(hz, apartHz, LINE_TOLERANCE);
    } else {
      ofShaft.avoidNothing();
    }
  }

  /** Velocity (peak, mm/s), prominence and that of the sidebands, line after line. */
  void writeMachine(double shaftHz, Kinematics kinematics, float[] target, int at) {
    if (!(shaftHz >= apartHz)) {
      return;
    }
    for (MachineLine line : MachineLine.values()) {
      double hz = line.hz(kinematics, shaftHz);
      if (!(hz > 0)) {
        continue;
      }
      LineProminence prominence = line == MachineLine.TWICE_LINE ? ofMains : ofShaft;
      prominence.in(spectrum.amplitude(), spectrum.binHz());
      if (line == MachineLine.TWICE_LINE) {
        ofMains.avoidMultiplesOf(shaftHz, apartHz, speedTolerance);
      } else {
        avoidMains(kinematics);
      }
      int next = at + VibrationFeatureNames.MACHINE_VALUES * line.ordinal();
      double db = prominence.lineDb(hz);
      if (Double.isNaN(db)) {
        continue;
      }
      target[next] = (float) spectrum.lineVelocityMmPerS(prominence.foundHz());
      target[next + 1] = (float) db;
      double sidebandHz = line.sidebandHz(kinematics, shaftHz);
      if (sidebandHz >= apartHz) {
        target[next + 2] = (float) prominence.sidebandsDb(hz, sidebandHz, 1);
      }
    }
  }
}
