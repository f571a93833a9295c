package io.millwright.dashboards.signals;

/**
 * A spectrum of lines.
 *
 * @param kind what it is of
 * @param binHz distance of the lines
 * @param amplitude of each line from zero on, peak, in the kind's unit; NaN where it says nothing;
 *     owned by the spectrum
 * @param bandLowHz lower edge of the demodulated band; 0 if none was
 * @param bandHighHz upper edge; 0 likewise
 */
public record LineSpectrum(
    SpectrumKind kind, double binHz, float[] amplitude, double bandLowHz, double bandHighHz) {

  /** The last line. */
  public double highestHz() {
    return (amplitude.length - 1) * binHz;
  }

  /**
   * The lines of a range as a picture needs them.
   *
   * @param hz of each, ascending
   * @param amplitude of each
   */
  public record Lines(double[] hz, float[] amplitude) {}

  /**
   * Lines of a range, at most so many: of neighbours that do not fit, the largest is given, at its
   * own frequency, so that no peak is lost or moved.
   */
  public Lines lines(double fromHz, double toHz, int most) {
    int first = Math.max(1, (int) Math.ceil(fromHz / binHz - 1e-9));
    int last = Math.min(amplitude.length - 1, (int) Math.floor(toHz / binHz + 1e-9));
    while (first <= last && Float.isNaN(amplitude[first])) {
      first++;
    }
    int count = Math.max(0, last - first + 1);
    int size = Math.min(most, count);
    int[] chosen = new int[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      int from = first + (int) ((long) i * count / size);
      int to = first + (int) ((i + 1L) * count / size);
      int best = largest(from, to);
      if (!Float.isNaN(amplitude[best])) {
        chosen[n++] = best;
      }
    }
    double[] hz = new double[n];
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      hz[i] = chosen[i] * binHz;
      values[i] = amplitude[chosen[i]];
    }
    return new Lines(hz, values);
  }

  /**
   * Levels of equal cells of frequency from zero on, each that of its largest line.
   *
   * @return dB as {@link SpectrumKind#decibels} tells, whole numbers, at least -200; of cells
   *     without a line the level of the one before
   */
  public int[] cells(double toHz, int count) {
    int[] levels = new int[count];
    for (int i = 0; i < count; i++) {
      int from = Math.max(1, (int) Math.ceil(i * toHz / count / binHz));
      int to = (int) Math.ceil((i + 1) * toHz / count / binHz);
      double level = Double.NaN;
      if (from < Math.min(to, amplitude.length)) {
        level = kind.decibels(amplitude[largest(from, Math.min(to, amplitude.length))]);
      }
      boolean known = !Double.isNaN(level);
      levels[i] = known ? (int) Math.max(-200, Math.round(level)) : i == 0 ? -200 : levels[i - 1];
    }
    return levels;
  }

  private int largest(int from, int to) {
    int best = from;
    for (int k = from + 1; k < to; k++) {
      if (amplitude[k] > amplitude[best] || Float.isNaN(amplitude[best])) {
        best = k;
      }
    }
    return best;
  }
}
