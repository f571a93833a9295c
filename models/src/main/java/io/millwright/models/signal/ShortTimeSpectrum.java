package io.millwright.models.signal;

/**
 * Magnitude spectra of overlapping Hann-tapered frames of a sound. With centring, frame t is
 * centred on sample t·hop and samples beyond an end are those before it, mirrored without repeating
 * the end: the conventions of librosa 0.10 ({@code stft} with {@code pad_mode="reflect"}; B. McFee
 * et al., "librosa: audio and music signal analysis in Python", SciPy 2015,
 * doi:10.25080/Majora-7b98e3ed-003). One owner thread; no allocation per frame.
 */
public final class ShortTimeSpectrum {
  private final RealFft fft;
  private final int hop;
  private final boolean centred;
  private final float[] taper;
  private final float[] work;
  private final float[] magnitude;

  /**
   * @param frameLength samples of a frame; {@link RealFft} says which sizes do not allocate
   * @param hop samples from one frame to the next
   * @param centred whether frames are centred on multiples of the hop, with mirrored ends
   */
  public ShortTimeSpectrum(int frameLength, int hop, boolean centred) {
    if (hop < 1) {
      throw new IllegalArgumentException("hop must be at least 1, was " + hop);
    }
    this.fft = new RealFft(frameLength);
    this.hop = hop;
    this.centred = centred;
    this.taper = Window.HANN.coefficients(frameLength);
    this.work = new float[frameLength];
    this.magnitude = new float[fft.bins()];
  }

  /** Samples of a frame. */
  public int frameLength() {
    return fft.size();
  }

  /** Number of lines from zero to half the sample rate. */
  public int bins() {
    return fft.bins();
  }

  /** How many frames a sound has; none if it is too short. */
  public int frames(int length) {
    if (centred) {
      return length <= fft.size() / 2 ? 0 : 1 + length / hop;
    }
    return length < fft.size() ? 0 : 1 + (length - fft.size()) / hop;
  }

  /**
   * Copies the samples of a frame, not tapered.
   *
   * @param sound samples; the sound is {@code length} of them from {@code from}
   * @param frame index below {@link #frames}
   * @param into at least {@link #frameLength()} values
   */
  public void frame(float[] sound, int from, int length, int frame, float[] into) {
    if (frame < 0 || frame >= frames(length)) {
      throw new IllegalArgumentException("no frame " + frame + " in " + length + " samples");
    }
    int start = frame * hop - (centred ? fft.size() / 2 : 0);
    int end = start + fft.size();
    int head = Math.max(0, -start);
    int tail = Math.max(0, end - length);
    System.arraycopy(sound, from + start + head, into, head, fft.size() - head - tail);
    for (int i = 0; i < head; i++) {
      into[i] = sound[from + head - i];
    }
    for (int i = 0; i < tail; i++) {
      into[fft.size() - tail + i] = sound[from + length - 2 - i];
    }
  }

  /** Computes the spectrum of a frame of a sound; arguments as for {@link #frame}. */
  public void compute(float[] sound, int from, int length, int frame) {
    frame(sound, from, length, frame, work);
    for (int i = 0; i < work.length; i++) {
      work[i] *= taper[i];
    }
    fft.forward(work);
    fft.magnitude(work, magnitude);
  }

  /** |X[k]| of the last frame, unscaled: N/4 for a sine of amplitude 1 on a line. Shared. */
  public float[] magnitude() {
    return magnitude;
  }
}
