package io.millwright.dashboards.signals;

import io.millwright.contracts.asset.BearingGeometry;
import io.millwright.contracts.asset.Kinematics;
import io.millwright.dashboards.signals.Marker.Family;
import io.millwright.models.signal.BearingFrequencies;
import io.millwright.models.signal.FaultLine;
import io.millwright.models.signal.FaultLines;
import io.millwright.models.signal.LineProminence;
import io.millwright.models.signal.VibrationFeatures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a machine's geometry lets one look for in a spectrum, with how far each stands
 * out, measured with the tolerances of the features. A line of a bearing that cannot be told from a
 * harmonic of the shaft has no prominence.
 */
public final class Markers {
  /** Harmonics of the shaft that bearings' lines are not mistaken for; markers are the first 3. */
  private static final int SHAFT_HARMONICS = 3;

  private Markers() {}

  /**
   * Lines within a spectrum, in order of frequency.
   *
   * @param samples of the waveform that the spectrum is of
   * @param sampleRateHz of the waveform
   * @param shaftHz turns a second; NaN if unknown
   * @param bearing whose lines are looked for; null if unknown
   */
  public static List<Marker> in(
      LineSpectrum spectrum,
      int samples,
      double sampleRateHz,
      double shaftHz,
      @Nullable BearingGeometry bearing,
      Kinematics kinematics) {
    List<Marker> markers = new ArrayList<>();
    boolean turns = shaftHz > 0;
    LineProminence steady = VibrationFeatures.shaftLines(samples, sampleRateHz);
    steady.in(spectrum.amplitude(), spectrum.binHz());
    if (turns) {
      for (int harmonic = 1; harmonic <= SHAFT_HARMONICS; harmonic++) {
        add(
            markers,
            spectrum,
            steady,
            harmonic + "×",
            Family.SHAFT,
            1,
            harmonic * shaftHz,
            0,
            shaftHz);
      }
    }
    Double mains = kinematics.lineFrequencyHz();
    if (mains != null) {
      add(markers, spectrum, steady, "line", Family.MAINS, 1, mains, 0, shaftHz);
    }
    for (FaultLine line : FaultLines.machine(kinematics, shaftHz)) {
      add(
          markers,
          spectrum,
          steady,
          line.name(),
          Family.MACHINE,
          1,
          line.hz(),
          line.sidebandHz(),
          shaftHz);
    }
    if (turns && bearing != null) {
      LineProminence slipping = VibrationFeatures.bearingLines(samples, sampleRateHz);
      slipping.in(spectrum.amplitude(), spectrum.binHz());
      slipping.avoidMultiplesOf(
          shaftHz,
          VibrationFeatures.RESOLVED_BINS * spectrum.binHz(),
          VibrationFeatures.SPEED_TOLERANCE);
      for (FaultLine line : FaultLines.bearing(BearingFrequencies.of(bearing), shaftHz)) {
        for (int h = 1; h <= line.harmonics(); h++) {
          add(
              markers,
              spectrum,
              slipping,
              line.name(),
              Family.BEARING,
              h,
              h * line.hz(),
              line.sidebandHz(),
              shaftHz);
        }
      }
    }
    markers.sort((a, b) -> Double.compare(a.hz(), b.hz()));
    return List.copyOf(markers);
  }

  private static void add(
      List<Marker> markers,
      LineSpectrum spectrum,
      LineProminence prominence,
      String name,
      Family family,
      int harmonic,
      double hz,
      double sidebandHz,
      double shaftHz) {
    if (hz > spectrum.highestHz()) {
      return;
    }
    double db = prominence.lineDb(hz);
    boolean told = Double.isFinite(db);
    markers.add(
        new Marker(
            name,
            family,
            harmonic,
            hz,
            shaftHz > 0 ? hz / shaftHz : null,
            sidebandHz,
            told ? db : null,
            told ? prominence.foundHz() : null));
  }
}
