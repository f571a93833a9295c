package io.millwright.dashboards.signals;

/**
 * A waveform as a picture needs it: of each step the smallest and the largest sample.
 *
 * @param stepSeconds from one value to the next
 * @param low smallest of each step
 * @param high largest; the same as {@code low} where every sample has its own step
 */
public record WaveformPicture(double stepSeconds, float[] low, float[] high) {

  /** Of samples, at most so many steps. */
  public static WaveformPicture of(float[] samples, double sampleRateHz, int most) {
    int width = Math.max(1, (samples.length + most - 1) / most);
    int steps = (samples.length + width - 1) / width;
    float[] low = new float[steps];
    float[] high = new float[steps];
    for (int s = 0; s < steps; s++) {
      float least = Float.POSITIVE_INFINITY;
      float greatest = Float.NEGATIVE_INFINITY;
      for (int i = s * width; i < Math.min(samples.length, (s + 1) * width); i++) {
        least = Math.min(least, samples[i]);
        greatest = Math.max(greatest, samples[i]);
      }
      low[s] = least;
      high[s] = greatest;
    }
    return new WaveformPicture(width / sampleRateHz, low, high);
  }
}
