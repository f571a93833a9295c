package io.millwright.models.signal;

import io.millwright.contracts.telemetry.AudioFrame;
import io.millwright.contracts.telemetry.SampleFormat;
import io.millwright.contracts.telemetry.WaveformFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The samples of one frame, channel by channel, in SI: acceleration in m/s², sound with full scale
 * 1.0, or in Pa if the frame is calibrated. Read a frame, use the channels, read the next one into
 * the same arrays. Frames of lengths that were seen before are read without allocation. One owner
 * thread.
 */
public final class FrameSamples {
  private static final VarHandle INT16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Points of an asset have a handful of frame lengths; beyond this many it starts anew. */
  private static final int LENGTHS = 16;

  private final Map<Integer, float[][]> buffersByLength = new HashMap<>();
  private float[][] buffers = {};
  private int channels;
  private int length;
  private float quantum;
  private float highest = Float.NaN;
  private float lowest = Float.NaN;

  /**
   * Reads acceleration.
   *
   * @throws IllegalArgumentException if the frame's unit is no acceleration
   */
  public void read(WaveformFrame frame) {
    double factor = AccelerationUnit.metresPerSecondSquared(frame.unit());
    if (Double.isNaN(factor)) {
      throw new IllegalArgumentException("unit '" + frame.unit() + "' is no acceleration");
    }
    read(
        frame.format(),
        frame.samples(),
        frame.channels().size(),
        frame.samplesPerChannel(),
        frame.scale() * factor);
  }

  /** Reads sound. */
  public void read(AudioFrame frame) {
    Double calibration = frame.pascalPerUnit();
    double unit = calibration == null ? 1 : calibration;
    read(
        frame.format(),
        frame.samples(),
        frame.channels().size(),
        frame.samplesPerChannel(),
        unit / fullScale(frame.format()));
  }

  /** Of the frame read last; 0 before. */
  public int channels() {
    return channels;
  }

  /** Samples of each channel of the frame read last; 0 before. */
  public int length() {
    return length;
  }

  /** One channel, {@link #length()} long; valid until the next frame is read. */
  public float[] channel(int index) {
    if (index >= channels) {
      throw new IndexOutOfBoundsException("channel " + index + " of " + channels);
    }
    return buffers[index];
  }

  /** What one count of the frame's integers stands for, above 0; 0 for {@code FLOAT32}. */
  public float quantum() {
    return quantum;
  }

  /** The greatest sample that the frame's integers can hold; NaN for {@code FLOAT32}. */
  public float highest() {
    return highest;
  }

  /**
   * The least sample that the frame's integers can hold, less one count, because many converters
   * clip symmetrically; NaN for {@code FLOAT32}.
   */
  public float lowest() {
    return lowest;
  }

  /** Counts of full scale 1.0; 1 for {@code FLOAT32}. */
  private static double fullScale(SampleFormat format) {
    return switch (format) {
      case INT16 -> 1 << 15;
      case INT24 -> 1 << 23;
      case FLOAT32 -> 1;
    };
  }

  private void read(
      SampleFormat format, byte[] bytes, int channelCount, int samples, double factor) {
    channels = channelCount;
    length = samples;
    buffers = buffers(channelCount, samples);
    float greatest = (float) ((fullScale(format) - 1) * Math.abs(factor));
    boolean integers = format != SampleFormat.FLOAT32;
    quantum = integers ? (float) Math.abs(factor) : 0;
    highest = integers ? greatest : Float.NaN;
    lowest = integers ? -greatest : Float.NaN;
    for (int c = 0; c < channelCount; c++) {
      switch (format) {
        case INT16 -> int16(bytes, c, channelCount, factor, buffers[c]);
        case INT24 -> int24(bytes, c, channelCount, factor, buffers[c]);
        case FLOAT32 -> float32(bytes, c, channelCount, factor, buffers[c]);
      }
    }
  }

  private float[][] buffers(int channelCount, int samples) {
    float[][] found = buffersByLength.get(samples);
    if (found == null || found.length < channelCount) {
      if (buffersByLength.size() >= LENGTHS) {
        buffersByLength.clear();
      }
      found = new float[channelCount][samples];
      buffersByLength.put(samples, found);
    }
    return found;
  }

  private static void int16(byte[] bytes, int channel, int channels, double factor, float[] to) {
    int stride = 2 * channels;
    for (int i = 0, at = 2 * channel; i < to.length; i++, at += stride) {
      to[i] = (float) ((short) INT16.get(bytes, at) * factor);
    }
  }

  private static void int24(byte[] bytes, int channel, int channels, double factor, float[] to) {
    int stride = 3 * channels;
    for (int i = 0, at = 3 * channel; i < to.length; i++, at += stride) {
      int count = (bytes[at + 2] << 16) | ((bytes[at + 1] & 0xff) << 8) | (bytes[at] & 0xff);
      to[i] = (float) (count * factor);
    }
  }

  private static void float32(byte[] bytes, int channel, int channels, double factor, float[] to) {
    int stride = 4 * channels;
    for (int i = 0, at = 4 * channel; i < to.length; i++, at += stride) {
      to[i] = (float) (Float.intBitsToFloat((int) INT32.get(bytes, at)) * factor);
    }
  }
}
